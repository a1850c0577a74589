import { badInput } from '../../../../kernel/errors.js';
import { decodeCursor, encodeCursor } from '../../../../kernel/cursor.js';
import { RoomOrderBy, SortDirection } from '../../catalogue/comparison.enums.js';
import type { RoomOrderInput } from './comparison.inputs.js';
import { getMetric } from '../../catalogue/catalogue.js';
import type { MetricDefinition } from '../../catalogue/metric-definition.js';
import { answerMessages } from '../../messages/answers.js';

/** `isShrunk`: the order uses the metric's shrunken value, an estimate drawn towards the centre of the room's group. */
export interface Order {
  readonly metric: MetricDefinition | null;
  readonly direction: SortDirection;
  readonly isShrunk?: boolean;
}
/** The position of a row in an order. */
export interface Position {
  readonly code: string;
  readonly value: number | null;
}
export type OrderedLine = Position;

const sign = (order: Order): number => (order.direction === SortDirection.ASC ? 1 : -1);
const byText = (a: string, b: string): number => Number(a > b) - Number(a < b);

/**
 * The order of the database: rows without a value are last in both directions, equal values are ordered by code,
 * ascending.
 */
function compare(a: Position, b: Position, order: Order): number {
  if (!order.metric) return sign(order) * byText(a.code, b.code);
  if (a.value === null || b.value === null)
    return Number(a.value === null) - Number(b.value === null) || byText(a.code, b.code);
  return sign(order) * (a.value - b.value) || byText(a.code, b.code);
}

export const inOrder = <T extends Position>(lines: readonly T[], order: Order): T[] =>
  [...lines].sort((a, b) => compare(a, b, order));
export const comesAfter = (line: Position, position: Position, order: Order): boolean =>
  compare(line, position, order) > 0;

export function orderOf(input: RoomOrderInput | null): Order {
  const by = input?.by ?? RoomOrderBy.PLACE_CODE;
  const metric = input?.metric ?? null;
  if ((by === RoomOrderBy.PLACE_CODE) !== (metric === null)) {
    throw badInput(answerMessages.orderNeedsMetric, { argument: 'orderBy' });
  }
  return {
    metric: metric === null ? null : getMetric(metric),
    direction: input?.direction ?? SortDirection.ASC,
    isShrunk: by === RoomOrderBy.SHRUNK,
  };
}

/** A cursor contains its order. So a cursor of another order is refused. */
const orderKey = ({ metric, isShrunk }: Order): string => `${isShrunk ? '~' : ''}${metric?.id ?? ''}`;
export const writeCursor = (line: OrderedLine, order: Order): string =>
  encodeCursor([orderKey(order), order.direction, line.value === null ? '' : String(line.value), line.code]);

const isNumber = (text: string): boolean =>
  /^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/.test(text) && Number.isFinite(Number(text));

export function readCursor(cursor: string, order: Order): Position | null {
  const [metric, direction, value, code] = decodeCursor(cursor, ['text', 'text', 'text', 'text']) as [
    string,
    string,
    string,
    string,
  ];
  if (metric !== orderKey(order) || direction !== order.direction || (value !== '' && !isNumber(value))) {
    throw badInput(answerMessages.cursorOfOtherOrder, { argument: 'after' });
  }
  return { code, value: value === '' ? null : Number(value) };
}
