import { type Message, message } from '../../../kernel/message.js';
import { Exposure, PeerLevel } from '../settings/fairness.enums.js';
import type { GroupName } from './peer-group.js';

const KINDS: Readonly<Record<string, Message>> = {
  NEIGHBOURHOOD: message('社区', 'communities'),
  VILLAGE: message('村', 'villages'),
  SUBDISTRICT: message('街道', 'sub-districts'),
  TOWN: message('镇', 'towns'),
  TOWNSHIP: message('乡', 'townships'),
  DEVELOPMENT_ZONE: message('开发区', 'development zones'),
  STREET: message('街道（镇）一级', 'streets'),
  DISTRICT: message('区县', 'districts'),
  CITY: message('市本级', 'the city itself'),
  COMMUNITY: message('村（社区）', 'communities'),
};
const EXPOSURES: Readonly<Record<Exposure, Message>> = {
  WHOLE: message('整个时段都有室', 'with a room all the period'),
  MOST: message('时段内过半有室', 'with a room most of the period'),
  PART: message('时段内不足一半有室', 'with a room less than half the period'),
};
const figure = (value: number): string => value.toLocaleString('en-US');

/** The name of the group, e.g. 同类：村，常住人口 2,000 至 5,000，整个时段都有室. */
export function groupLabel({ level, parts, kind, populationFrom, populationTo }: GroupName): Message {
  if (level === PeerLevel.CITY) return message('全市', 'the whole city');
  if (level === PeerLevel.STREET) return message('本街道（镇）', 'the same street');
  const said = [
    KINDS[kind!] ?? message(kind!, kind!),
    ...(parts.length > 1 ? [population(populationFrom, populationTo)] : []),
    ...(parts.length > 2 ? [EXPOSURES[parts[2] as Exposure]] : []),
    ...(parts.length > 3 ? [AGE] : []),
  ];
  return message(`同类：${said.map(({ zh }) => zh).join('，')}`, `peers: ${said.map(({ en }) => en).join(', ')}`);
}

const AGE = message('建室年限相近', 'of like room age');

function population(from: number | null, to: number | null): Message {
  if (from === null) return message('常住人口未登记', 'residents not entered');
  if (to === null) return message(`常住人口 ${figure(from)} 以上`, `${figure(from)} residents or more`);
  return from === 0
    ? message(`常住人口不足 ${figure(to)}`, `fewer than ${figure(to)} residents`)
    : message(`常住人口 ${figure(from)} 至 ${figure(to)}`, `${figure(from)} to ${figure(to)} residents`);
}
