import { type Message, message } from '../../../kernel/message.js';
import { exposureMessages, groupMessages, kindMessages } from '../messages/groups.js';
import { Exposure, PeerLevel } from '../settings/fairness.enums.js';
import type { GroupName } from './peer-group.js';

const kinds: Readonly<Record<string, Message>> = kindMessages;
const figure = (value: number): string => value.toLocaleString('en-US');

/** The name of the group, e.g. 同类：村，常住人口 2,000 至 5,000，整个时段都有室. */
export function groupLabel({ level, parts, kind, populationFrom, populationTo }: GroupName): Message {
  if (level === PeerLevel.CITY) return groupMessages.wholeCity;
  if (level === PeerLevel.STREET) return groupMessages.sameStreet;
  const said = [
    kinds[kind!] ?? message(kind!, kind!),
    ...(parts.length > 1 ? [population(populationFrom, populationTo)] : []),
    ...(parts.length > 2 ? [exposureMessages[parts[2] as Exposure]] : []),
    ...(parts.length > 3 ? [groupMessages.likeAge] : []),
  ];
  return groupMessages.peers(said);
}

function population(from: number | null, to: number | null): Message {
  if (from === null) return groupMessages.populationUnknown;
  if (to === null) return groupMessages.populationFrom(figure(from));
  return from === 0
    ? groupMessages.populationBelow(figure(to))
    : groupMessages.populationBetween(figure(from), figure(to));
}
