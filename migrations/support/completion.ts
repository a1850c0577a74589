import { CATALOGUE_SOURCES } from './catalogue-sources.js';
import { MONTH_COLUMNS, type Part, type RollUpSource } from './roll-ups.js';

/**
 * What items and outcomes add from migration 22 on, where completion is the unit's. Frozen with it.
 * The sources of the version before are in catalogue-sources.ts.
 */

const sourceOf = (table: string): RollUpSource => CATALOGUE_SOURCES.find((source) => source.table === table)!;
export const ITEMS_BEFORE = sourceOf('implementation_item');
export const OUTCOMES_BEFORE = sourceOf('outcome');

const LIVE_DONE = `x.due_on IS NOT NULL AND x.state <> 'CANCELLED' AND x.completed_on IS NOT NULL`;
const DONE_FROM = 'coalesce(x.completed_from, x.completed_on)';
const done = (measure: string, further = ''): Part => ({
  measure,
  first: 'x.due_on',
  since: `greatest(x.due_on, ${DONE_FROM})`,
  last: 'greatest(x.due_on, x.completed_on)',
  when: `${LIVE_DONE}${further}`,
});
const CHECKED = {
  since: `greatest(x.due_on, coalesce(x.verified_from, x.verified_on), ${DONE_FROM})`,
  last: 'greatest(x.due_on, x.verified_on, x.completed_on)',
};
const AGED_ON = 'x.due_on + 30';

const changed: Readonly<Record<string, (part: Part) => Part>> = {
  ITEMS_DUE_VERIFIED: (part) => ({ ...part, ...CHECKED }),
  ITEMS_AGED_OPEN: (part) => ({
    ...part,
    when: part.when!.replace(`(x.verified_on <= ${AGED_ON})`, `(x.completed_on <= ${AGED_ON})`),
  }),
};
const withChanges = (parts: readonly Part[]): Part[] => parts.map((part) => changed[part.measure]?.(part) ?? part);

export const ITEMS: RollUpSource = {
  ...ITEMS_BEFORE,
  parts: [
    ...withChanges(ITEMS_BEFORE.parts),
    done('ITEMS_DUE_DONE'),
    done('ITEMS_DUE_DONE_OWN', ` AND x.plan_kind = 'RESPONSIBILITY_LIST'`),
  ],
};

const adopted = (edge: 'from' | 'to'): string =>
  `CASE WHEN x.route IN ('SOLVED_ON_SPOT', 'COMMUNITY_LIST') THEN x.reached_${edge} WHEN x.declined IS NOT TRUE THEN x.decided_${edge} END`;
const OUTCOMES_ADOPTED: Part = {
  measure: 'OUTCOMES_ADOPTED',
  first: adopted('from'),
  last: adopted('to'),
  when: `${adopted('to')} IS NOT NULL`,
};
const OUTCOMES_CONVERTED: Part = {
  measure: 'OUTCOMES_CONVERTED',
  first: adopted('from'),
  since: `greatest(${adopted('from')}, x.converted_from)`,
  last: `greatest(${adopted('to')}, x.converted_to)`,
  when: `${adopted('to')} IS NOT NULL AND x.converted_to IS NOT NULL`,
};
export const OUTCOMES: RollUpSource = {
  ...OUTCOMES_BEFORE,
  columns: [...OUTCOMES_BEFORE.columns, 'declined'],
  parts: [
    ...OUTCOMES_BEFORE.parts.filter(({ measure }) => measure !== 'OUTCOMES_ADOPTED' && measure !== 'OUTCOMES_CONVERTED'),
    OUTCOMES_ADOPTED,
    OUTCOMES_CONVERTED,
  ],
};

/** The sums that are new, and those that are counted in another way. */
export const ADDED = ['ITEMS_DUE_DONE', 'ITEMS_DUE_DONE_OWN'] as const;
export const RECOUNTED: readonly string[] = [...ADDED, 'ITEMS_DUE_VERIFIED', 'ITEMS_AGED_OPEN', 'OUTCOMES_ADOPTED', 'OUTCOMES_CONVERTED'];
const unknown = RECOUNTED.filter((measure) => !MONTH_COLUMNS.includes(measure));
if (unknown.length > 0) throw new Error(`roll-ups.ts has no column for ${unknown.join(', ')}`);

const OUTCOME_ITEMS = 'FROM implementation_plan p JOIN implementation_item i ON i.city_id = p.city_id AND i.plan_id = p.id';
const DECISIONS = 'FROM outcome_report r JOIN outcome_decision d ON d.city_id = r.city_id AND d.report_id = r.id';
const SETTLED = ['reported_from', 'reported_to', 'decided_from', 'decided_to', 'converted_from', 'converted_to', 'declined'];

/**
 * The state of outcomes. An outcome is converted when the units are done with all its items.
 * It is declined when it was decided and every answer of its decisions declines the suggestion.
 */
const STATE = `SELECT o.city_id, o.id, rep.reported_from, rep.reported_to, dec.decided_from, dec.decided_to, CASE WHEN dec.decided_to IS NOT NULL AND ans.declined THEN true END AS declined,
    CASE WHEN it.open = 0 AND it.done > 0 THEN it.done_from WHEN it.items = 0 AND o.route = 'SOLVED_ON_SPOT' THEN o.reached_from END AS converted_from,
    CASE WHEN it.open = 0 AND it.done > 0 THEN it.done_to WHEN it.items = 0 AND o.route = 'SOLVED_ON_SPOT' THEN o.reached_to END AS converted_to
  FROM outcome o
  CROSS JOIN LATERAL (SELECT min(r.reported_from) AS reported_from, min(r.reported_to) AS reported_to FROM outcome_report r WHERE r.city_id = o.city_id AND r.outcome_id = o.id) rep
  CROSS JOIN LATERAL (SELECT min(coalesce(d.met_on, r.reported_from)) AS decided_from, min(coalesce(d.met_on, greatest(r.reported_to, (d.recorded_at AT TIME ZONE 'Asia/Shanghai')::date))) AS decided_to
    ${DECISIONS} WHERE r.city_id = o.city_id AND r.outcome_id = o.id AND d.result = 'DECIDED') dec
  CROSS JOIN LATERAL (SELECT bool_and(a.result = 'DECLINED') AS declined ${DECISIONS} JOIN suggestion_answer a ON a.city_id = d.city_id AND a.decision_id = d.id
    WHERE r.city_id = o.city_id AND r.outcome_id = o.id AND d.result = 'DECIDED') ans
  CROSS JOIN LATERAL (SELECT count(*) AS items, count(*) FILTER (WHERE i.state NOT IN ('DONE', 'VERIFIED', 'CANCELLED')) AS open, count(*) FILTER (WHERE i.state IN ('DONE', 'VERIFIED')) AS done,
    max(coalesce(i.completed_from, i.completed_on)) FILTER (WHERE i.state IN ('DONE', 'VERIFIED')) AS done_from, max(i.completed_on) FILTER (WHERE i.state IN ('DONE', 'VERIFIED')) AS done_to ${OUTCOME_ITEMS} WHERE p.city_id = o.city_id AND p.outcome_id = o.id) it`;
const settle = (which: string): string => `UPDATE outcome o SET ${SETTLED.map((column) => `${column} = q.${column}`).join(', ')} FROM (${STATE}${which}) q
  WHERE o.city_id = q.city_id AND o.id = q.id AND (${SETTLED.map((column) => `o.${column}`).join(', ')}) IS DISTINCT FROM (${SETTLED.map((column) => `q.${column}`).join(', ')})`;
export const SETTLE_ALL = settle('');

const OR_FAIL = `IF NOT FOUND THEN RAISE EXCEPTION 'derived state: the parent row is out of sight'; END IF;`;
export const OUTCOME_SETTLE = `CREATE OR REPLACE FUNCTION outcome_settle(city uuid, outcome_of uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$ BEGIN
    PERFORM 1 FROM outcome WHERE city_id = city AND id = outcome_of FOR NO KEY UPDATE; ${OR_FAIL}
    ${settle(' WHERE o.city_id = city AND o.id = outcome_of')};
  END $body$`;
/** An answer of a decision may decline the last suggestion of its outcome, or adopt the first. */
export const OUTCOME_FOLLOWS_ANSWER = `CREATE FUNCTION outcome_follows_answer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$ DECLARE a record; found uuid; BEGIN
    a := coalesce(NEW, OLD);
    SELECT r.outcome_id INTO found ${DECISIONS} WHERE d.city_id = a.city_id AND d.id = a.decision_id;
    IF found IS NOT NULL THEN PERFORM outcome_settle(a.city_id, found); END IF;
    RETURN NULL; END $body$`;
