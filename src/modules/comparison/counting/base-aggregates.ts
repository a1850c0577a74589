import type { DatedFactName } from './dated-facts.js';
import { TO } from './measures/measure.js';
import { MEASURES, type MeasureName } from './measures/measures.js';

/**
 * The base numbers of metrics: sums over records, one set for each room.
 * measures/ defines them. base-aggregates-rolled.ts reads them from the stored sums.
 */
export { DUE_BY, FROM, TO } from './measures/measure.js';
export const RECORD_AGGREGATES = MEASURES;
export type RecordAggregateName = MeasureName;
export type AggregateName = RecordAggregateName | DatedFactName;

/**
 * All kinds of records that a room can have, each with its last possible day.
 * Steps, answers and events are missing here, because they always belong to one of these.
 */
export const RECORD_KINDS: readonly (readonly [table: string, last: string])[] = [
  ['session', 'held_to'],
  ['topic', 'proposed_to'],
  ['carried_total', 'period_to'],
  ['concern', 'received_to'],
  ['research_record', 'done_to'],
  ['outcome', 'reached_to'],
  ['outcome_report', 'reported_to'],
  ['implementation_item', 'assigned_on'],
  ['evaluation', 'done_to'],
];
/** Whether the room has any record that is certainly before the period's end. The stored sums answer this too. */
export const HAS_DATA = `EXISTS (SELECT 1 FROM room_month_stat k
  WHERE k.city_id = s.city_id AND k.room_id = s.id AND k.month <= ${TO} AND k.recorded > 0)`;
