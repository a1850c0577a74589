import { CarriedMeasure } from '../../../rooms/room.enums.js';
import { type Measure, type Source, plainTotals } from './measure.js';

const outcome: Source = {
  type: 'Outcome',
  id: 'o.id',
  from: 'scope s JOIN outcome o ON o.city_id = s.city_id AND o.place_path = s.place_path',
  enteredAt: 'o.changed_at',
};
const REPORTS = 'outcome_report r WHERE r.city_id = o.city_id AND r.outcome_id = o.id';
const DECISIONS =
  'outcome_report r JOIN outcome_decision d ON d.city_id = r.city_id AND d.report_id = r.id WHERE r.city_id = ' +
  'o.city_id AND r.outcome_id = o.id';
const ITEMS = 'implementation_plan p JOIN implementation_item i ON i.city_id = p.city_id AND i.plan_id = p.id';
const reported: Source = {
  ...outcome,
  enteredAt: `greatest(o.changed_at, (SELECT min(r.recorded_at) FROM ${REPORTS}))`,
};
const decided: Source = {
  ...outcome,
  enteredAt: `greatest(o.changed_at, (SELECT max(d.recorded_at) FROM ${DECISIONS}))`,
};
/** The state of an outcome follows from its items, and theirs from events and verifications. */
const converted: Source = {
  ...outcome,
  enteredAt:
    `greatest(o.changed_at, (SELECT max(d.recorded_at) FROM ${DECISIONS}), (SELECT max(i.changed_at) FROM ${ITEMS}
      WHERE p.city_id = o.city_id AND p.outcome_id = o.id), ` +
    `(SELECT max(v.recorded_at) FROM ${ITEMS} JOIN item_verification v ON v.city_id = i.city_id AND v.item_id = i.id
      WHERE p.city_id = o.city_id AND p.outcome_id = o.id))`,
};

const or = (name: string): readonly [string, string] => [
  `coalesce(o.${name}_from, o.reached_from)`,
  `coalesce(o.${name}_to, o.reached_to)`,
];
/**
 * On a route without a decision, an outcome is adopted when it is reached. On other routes it is adopted on the day of
 * the decision, unless the decision declined all suggestions.
 */
const adopted = (edge: 'from' | 'to'): string =>
  `CASE WHEN o.route IN ('SOLVED_ON_SPOT', 'COMMUNITY_LIST') THEN o.reached_${edge}
    WHEN o.declined IS NOT TRUE THEN o.decided_${edge} END`;
const [ADOPTED_FROM, ADOPTED_TO] = [`(${adopted('from')})`, `(${adopted('to')})`];
const ALL_DECLINED = `o.declined AND o.route NOT IN ('SOLVED_ON_SPOT', 'COMMUNITY_LIST')`;
const NOT_ADOPTED = `${ADOPTED_TO} IS NULL`;

export const OUTCOME_MEASURES = {
  outcomes: {
    source: outcome,
    days: ['o.reached_from', 'o.reached_to'],
    carried: plainTotals(CarriedMeasure.OUTCOMES),
    kept: { column: 'outcomes' },
  },
  outcomesReported: {
    source: reported,
    days: or('reported'),
    excluded: { NOT_REPORTED: 'o.reported_to IS NULL' },
    carried: plainTotals(CarriedMeasure.OUTCOMES_REPORTED),
    kept: { column: 'outcomes_reported' },
  },
  outcomesDecided: {
    source: decided,
    days: or('decided'),
    excluded: { NOT_DECIDED: 'o.decided_to IS NULL' },
    carried: plainTotals(CarriedMeasure.OUTCOMES_DECIDED),
    kept: { column: 'outcomes_decided' },
  },
  outcomesAdopted: {
    source: decided,
    days: [`coalesce(${ADOPTED_FROM}, o.reached_from)`, `coalesce(${ADOPTED_TO}, o.reached_to)`],
    excluded: { ALL_DECLINED, NOT_DECIDED: NOT_ADOPTED },
    kept: { column: 'outcomes_adopted' },
  },
  /** An outcome belongs to the period of its adoption. It counts when the units are done with all its items. */
  outcomesConverted: {
    source: converted,
    days: [ADOPTED_FROM, ADOPTED_FROM],
    kept: { column: 'outcomes_converted' },
    keyed: {
      without: 'NOT_DECIDED',
      met: {
        first: `CASE WHEN o.converted_to IS NOT NULL THEN greatest(${ADOPTED_FROM}, o.converted_from) END`,
        last: `CASE WHEN o.converted_to IS NOT NULL THEN greatest(${ADOPTED_TO}, o.converted_to) END`,
        reason: 'NOT_CONVERTED',
      },
    },
  },
} satisfies Record<string, Measure>;
