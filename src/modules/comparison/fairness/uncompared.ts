import { SuppressedReason } from '../catalogue/comparison.enums.js';
import { type Message, message } from '../../../kernel/message.js';
import { cautionMessages } from '../messages/caution.js';
import { NotComparedReason } from '../settings/fairness.enums.js';

/** Why a room or street is not compared. Without a value it is the reason of the value. */
export type UncomparedReason = NotComparedReason | SuppressedReason;
export const UNCOMPARED_REASONS: readonly UncomparedReason[] = [
  ...Object.values(NotComparedReason),
  ...Object.values(SuppressedReason),
];

/** How many are not compared, by reason. */
export type Uncompared = ReadonlyMap<UncomparedReason, number>;

export function countReasons(reasons: Iterable<UncomparedReason>): Uncompared {
  const counts = new Map<UncomparedReason, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}

const { mayShowTrend, mayShowCounts, notZero } = cautionMessages;
/** What may be said where nothing may be compared; absent where nothing may. */
const MAY_SAY: Readonly<Partial<Record<UncomparedReason, Message>>> = {
  GROUP_TOO_SMALL: mayShowTrend,
  SHORT_EXPOSURE: mayShowTrend,
  NOT_EXACT: mayShowTrend,
  NOT_WHOLE: mayShowTrend,
  TOO_FEW: mayShowCounts,
  NO_VALUE: notZero,
  NO_DATA: notZero,
  NOT_RECORDED: notZero,
  NOT_YET: notZero,
  PERIOD_NOT_SEPARABLE: notZero,
  NOT_SEALED: notZero,
};

/** What may be said in spite of these reasons, each thing once. */
export function mayBeSaid(reasons: Iterable<UncomparedReason>): Message {
  const said = [...new Set([...reasons].flatMap((reason) => MAY_SAY[reason] ?? []))];
  return message(said.map(({ zh }) => zh).join(''), said.map(({ en }) => ` ${en}`).join(''));
}
