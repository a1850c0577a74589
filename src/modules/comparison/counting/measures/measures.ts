import { ITEM_MEASURES } from './item.measures.js';
import type { Measure } from './measure.js';
import { OUTCOME_MEASURES } from './outcome.measures.js';
import { REGISTER_MEASURES } from './register.measures.js';
import { SESSION_MEASURES } from './session.measures.js';
import { TOPIC_MEASURES } from './topic.measures.js';
import { WORK_MEASURES } from './work.measures.js';

/**
 * All base numbers that are sums over records. A new one is defined in one of the imported files and stored by a
 * migration.
 */
export const MEASURES = {
  ...SESSION_MEASURES,
  ...TOPIC_MEASURES,
  ...ITEM_MEASURES,
  ...OUTCOME_MEASURES,
  ...WORK_MEASURES,
  ...REGISTER_MEASURES,
} satisfies Record<string, Measure>;

export type MeasureName = keyof typeof MEASURES;
export const measureOf = (name: MeasureName): Measure => MEASURES[name];
export const MEASURE_NAMES = Object.keys(MEASURES).sort() as readonly MeasureName[];
