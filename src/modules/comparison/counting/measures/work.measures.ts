import { CarriedMeasure } from '../../../rooms/room.enums.js';
import { type Measure, type Source, plainTotals } from './measure.js';
import { TRACE_DAYS } from './register.measures.js';

const concern: Source = {
  type: 'Concern',
  id: 'c.id',
  from: 'scope s JOIN concern c ON c.city_id = s.city_id AND c.place_path = s.place_path',
  enteredAt: 'c.changed_at',
};
const research: Source = {
  type: 'ResearchRecord',
  id: 'h.id',
  from: 'scope s JOIN research_record h ON h.city_id = s.city_id AND h.place_path = s.place_path',
  enteredAt: 'h.changed_at',
};

const RECEIVED = ['c.received_from', 'c.received_to'] as const;

/** All records of a room with their possible days, including steps, answers and events. */
const ALL = TRACE_DAYS.map(
  ([type, table, first, last]) =>
    `SELECT '${type}' AS type, k.id, k.city_id, k.place_path, k.${first} AS first_day, k.${last} AS last_day
      FROM ${table} k`,
).join(' UNION ALL ');
const trace: Source = {
  type: 'Node',
  id: 'x.id',
  from: `scope s JOIN (${ALL}) x ON x.city_id = s.city_id AND x.place_path = s.place_path`,
  enteredAt: 'NULL::timestamptz',
};

export const WORK_MEASURES = {
  concerns: {
    source: concern,
    days: RECEIVED,
    carried: plainTotals(CarriedMeasure.CONCERNS),
    kept: { column: 'concerns' },
  },
  concernsTriaged: {
    source: concern,
    days: RECEIVED,
    excluded: { NOT_TRIAGED: `c.state = 'OPEN'` },
    carried: plainTotals(CarriedMeasure.CONCERNS_TRIAGED),
    kept: { column: 'concerns_triaged' },
  },
  householdsVisited: {
    source: research,
    days: ['h.done_from', 'h.done_to'],
    weight: 'h.households_visited',
    excluded: { NO_HOUSEHOLDS: 'h.households_visited IS NULL' },
    carried: plainTotals(CarriedMeasure.HOUSEHOLDS_VISITED),
    kept: { column: 'households_visited' },
  },
  /** No metric shows this number. Whether a room is silent follows from it. */
  traces: { source: trace, days: ['x.first_day', 'x.last_day'], kept: { column: 'traces' } },
} satisfies Record<string, Measure>;
