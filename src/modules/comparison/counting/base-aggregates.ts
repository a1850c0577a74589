import type { DatedFactName } from './dated-facts.js';
import { TO } from './measures/measure.js';
import { MEASURES, type MeasureName } from './measures/measures.js';

/**
 * The numbers metrics are made of, one set a room: sums over records (measures/), read from what triggers keep of them
 * (base-aggregates-rolled.ts).
 */
export { DUE_BY, FROM, TO } from './measures/measure.js';
export const RECORD_AGGREGATES = MEASURES;
export type RecordAggregateName = MeasureName;
export type AggregateName = RecordAggregateName | DatedFactName;

/**
 * Every kind of record a room has, and its last possible day. What hangs on these (steps, answers, events) is never
 * there alone.
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
/**
 * Whether anything of any kind is recorded that is certain to lie before the period's end: kept by month, like the
 * numbers.
 */
export const HAS_DATA = `EXISTS (SELECT 1 FROM room_month_stat k
  WHERE k.city_id = s.city_id AND k.room_id = s.id AND k.month <= ${TO} AND k.recorded > 0)`;
