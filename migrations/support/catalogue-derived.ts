/**
 * What a record's sums need to know of others, kept beside it. Each trigger first holds the row it keeps, and then reads what that follows from:
 * of two people who write at once the second waits, and sees what the first has written.
 */

const definer = (name: string, body: string): string =>
  `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$ ${body} $body$`;
const OR_FAIL = `IF NOT FOUND THEN RAISE EXCEPTION 'derived state: the parent row is out of sight'; END IF;`;
const hold = (table: string, row: 'NEW' | 'OLD' | 'r', column: string): string => `PERFORM 1 FROM ${table} WHERE city_id = ${row}.city_id AND id = ${row}.${column} FOR NO KEY UPDATE; ${OR_FAIL}`;

/** Approved from the first approval on, for good: opening a topic again and stepping back within its procedure leave it approved. */
export const TOPIC_FOLLOWS_STEP = definer('topic_follows_step', `BEGIN
    UPDATE topic SET stage = NEW.to_stage, version = version + 1,
      state = CASE NEW.kind WHEN 'PROPOSED' THEN 'PROPOSED' WHEN 'APPROVED' THEN 'APPROVED' WHEN 'REOPENED' THEN 'APPROVED' WHEN 'CLOSED' THEN 'CLOSED' ELSE state END,
      round = round + CASE NEW.kind WHEN 'REOPENED' THEN 1 ELSE 0 END,
      approved_from = CASE WHEN NEW.kind = 'PROPOSED' THEN NULL WHEN NEW.kind IN ('APPROVED', 'REOPENED') AND approved_to IS NULL THEN NEW.happened_from ELSE approved_from END,
      approved_to = CASE WHEN NEW.kind = 'PROPOSED' THEN NULL WHEN NEW.kind IN ('APPROVED', 'REOPENED') AND approved_to IS NULL THEN NEW.happened_to ELSE approved_to END,
      closed_from = CASE WHEN NEW.kind = 'CLOSED' THEN NEW.happened_from WHEN NEW.kind = 'REOPENED' THEN NULL ELSE closed_from END,
      closed_to = CASE WHEN NEW.kind = 'CLOSED' THEN NEW.happened_to WHEN NEW.kind = 'REOPENED' THEN NULL ELSE closed_to END,
      closed_precision = CASE WHEN NEW.kind = 'CLOSED' THEN NEW.happened_precision WHEN NEW.kind = 'REOPENED' THEN NULL ELSE closed_precision END
    WHERE city_id = NEW.city_id AND id = NEW.topic_id; ${OR_FAIL}
    RETURN NULL; END`);
export const FILL_APPROVED = `UPDATE topic t SET approved_from = x.happened_from, approved_to = x.happened_to FROM (SELECT DISTINCT ON (s.city_id, s.topic_id) s.city_id, s.topic_id, s.happened_from, s.happened_to FROM topic_step s
  WHERE s.kind IN ('APPROVED', 'REOPENED') AND NOT EXISTS (SELECT FROM topic_step p WHERE p.city_id = s.city_id AND p.topic_id = s.topic_id AND p.kind = 'PROPOSED' AND (p.recorded_at, p.id) > (s.recorded_at, s.id))
  ORDER BY s.city_id, s.topic_id, s.recorded_at, s.id) x WHERE x.city_id = t.city_id AND x.topic_id = t.id`;

/** The first day, and the last, on which the earliest of a topic's records can have been. */
interface Earliest { readonly name: string; readonly table: string; readonly day: string; readonly when: string; readonly columns: string; readonly to: string }
export const EARLIEST: readonly Earliest[] = [
  { name: 'topic_follows_session', table: 'session', day: 'held', when: `x.state = 'HELD'`, columns: 'topic_id, state, held_from, held_to', to: 'deliberated' },
  { name: 'topic_follows_research', table: 'research_record', day: 'done', when: 'true', columns: 'topic_id, done_from, done_to', to: 'researched' },
];

/** A record more can only make it earlier, and nearly never does; anything else is looked up again. */
export const earliestFunction = ({ name, table, day, when, to }: Earliest): string => definer(name, `DECLARE r record; BEGIN
    IF TG_OP = 'INSERT' THEN
      IF NEW.${day}_from IS NULL THEN RETURN NULL; END IF;
      SELECT t.${to}_from AS first, t.${to}_to AS last INTO r FROM topic t WHERE t.city_id = NEW.city_id AND t.id = NEW.topic_id FOR NO KEY UPDATE; ${OR_FAIL}
      IF r.last IS NULL OR NEW.${day}_from < r.first OR NEW.${day}_to < r.last THEN
        UPDATE topic SET ${to}_from = least(${to}_from, NEW.${day}_from), ${to}_to = least(${to}_to, NEW.${day}_to) WHERE city_id = NEW.city_id AND id = NEW.topic_id;
      END IF;
      RETURN NULL;
    END IF;
    r := OLD;
    ${hold('topic', 'r', 'topic_id')}
    UPDATE topic t SET ${to}_from = q.first, ${to}_to = q.last FROM (SELECT min(x.${day}_from) AS first, min(x.${day}_to) AS last FROM ${table} x WHERE x.city_id = r.city_id AND x.topic_id = r.topic_id AND ${when}) q
      WHERE t.city_id = r.city_id AND t.id = r.topic_id AND (t.${to}_from, t.${to}_to) IS DISTINCT FROM (q.first, q.last);
    RETURN NULL; END`);
export const fillEarliest = ({ table, day, when, to }: Earliest): string =>
  `UPDATE topic t SET ${to}_from = q.first, ${to}_to = q.last FROM (SELECT x.city_id, x.topic_id, min(x.${day}_from) AS first, min(x.${day}_to) AS last FROM ${table} x WHERE ${when} GROUP BY 1, 2) q WHERE q.city_id = t.city_id AND q.topic_id = t.id AND q.last IS NOT NULL`;

/** The answer that stands: the street's over the room's, then the latest. */
const STANDING_ANSWER = (suggestion: string): string =>
  `(SELECT a.result FROM suggestion_answer a WHERE a.city_id = ${suggestion}.city_id AND a.suggestion_id = ${suggestion}.id ORDER BY a.decision_id IS NULL, a.recorded_at DESC, a.id DESC LIMIT 1)`;
export const SUGGESTION_FOLLOWS_ANSWER = definer('suggestion_follows_answer', `DECLARE r record; BEGIN
    r := coalesce(NEW, OLD);
    ${hold('suggestion', 'r', 'suggestion_id')}
    UPDATE suggestion g SET answer_result = ${STANDING_ANSWER('g')} WHERE g.city_id = r.city_id AND g.id = r.suggestion_id AND g.answer_result IS DISTINCT FROM ${STANDING_ANSWER('g')};
    RETURN NULL; END`);
export const FILL_ANSWERS = `UPDATE suggestion g SET answer_result = ${STANDING_ANSWER('g')} WHERE EXISTS (SELECT FROM suggestion_answer a WHERE a.city_id = g.city_id AND a.suggestion_id = g.id)`;

/** A plan carries out the outcome its decision was on; a list of the room's own, the outcome that stood when it was drawn up, else the topic's first. */
const OUTCOME_OF_PLAN = (plan: string): string =>
  `coalesce((SELECT r.outcome_id FROM outcome_decision d JOIN outcome_report r ON r.city_id = d.city_id AND r.id = d.report_id WHERE d.city_id = ${plan}.city_id AND d.id = ${plan}.decision_id), `
  + `(SELECT o.id FROM outcome o WHERE o.city_id = ${plan}.city_id AND o.topic_id = ${plan}.topic_id ORDER BY o.recorded_at <= ${plan}.recorded_at DESC, CASE WHEN o.recorded_at <= ${plan}.recorded_at THEN o.recorded_at END DESC, o.recorded_at, o.id LIMIT 1))`;
export const PLAN_FINDS_OUTCOME = definer('plan_finds_outcome', `BEGIN
    ${hold('topic', 'NEW', 'topic_id')}
    NEW.outcome_id := ${OUTCOME_OF_PLAN('NEW')};
    RETURN NEW; END`);
export const FILL_PLANS = `UPDATE implementation_plan p SET outcome_id = ${OUTCOME_OF_PLAN('p')}`;

const ITEMS_OF = 'FROM implementation_plan p JOIN implementation_item i ON i.city_id = p.city_id AND i.plan_id = p.id';
/**
 * First reported; first decided, between the report and the entry where the day of the meeting is not recorded; and
 * when the last of what was to be done was verified.
 */
const STATE_OF_OUTCOME = `SELECT o.city_id, o.id, rep.reported_from, rep.reported_to, dec.decided_from, dec.decided_to,
    CASE WHEN it.open = 0 AND it.verified > 0 THEN it.verified_from WHEN it.items = 0 AND o.route = 'SOLVED_ON_SPOT' THEN o.reached_from END AS converted_from,
    CASE WHEN it.open = 0 AND it.verified > 0 THEN it.verified_to WHEN it.items = 0 AND o.route = 'SOLVED_ON_SPOT' THEN o.reached_to END AS converted_to
  FROM outcome o
  CROSS JOIN LATERAL (SELECT min(r.reported_from) AS reported_from, min(r.reported_to) AS reported_to FROM outcome_report r WHERE r.city_id = o.city_id AND r.outcome_id = o.id) rep
  CROSS JOIN LATERAL (SELECT min(coalesce(d.met_on, r.reported_from)) AS decided_from, min(coalesce(d.met_on, greatest(r.reported_to, (d.recorded_at AT TIME ZONE 'Asia/Shanghai')::date))) AS decided_to
    FROM outcome_report r JOIN outcome_decision d ON d.city_id = r.city_id AND d.report_id = r.id WHERE r.city_id = o.city_id AND r.outcome_id = o.id AND d.result = 'DECIDED') dec
  CROSS JOIN LATERAL (SELECT count(*) AS items, count(*) FILTER (WHERE i.state NOT IN ('VERIFIED', 'CANCELLED')) AS open, count(*) FILTER (WHERE i.state = 'VERIFIED') AS verified,
    max(coalesce(i.verified_from, i.verified_on)) FILTER (WHERE i.state = 'VERIFIED') AS verified_from, max(i.verified_on) FILTER (WHERE i.state = 'VERIFIED') AS verified_to ${ITEMS_OF} WHERE p.city_id = o.city_id AND p.outcome_id = o.id) it`;
const OUTCOME_COLUMNS = ['reported_from', 'reported_to', 'decided_from', 'decided_to', 'converted_from', 'converted_to'];
const settled = (which: string): string => `UPDATE outcome o SET ${OUTCOME_COLUMNS.map((column) => `${column} = q.${column}`).join(', ')} FROM (${STATE_OF_OUTCOME}${which}) q
  WHERE o.city_id = q.city_id AND o.id = q.id AND (${OUTCOME_COLUMNS.map((column) => `o.${column}`).join(', ')}) IS DISTINCT FROM (${OUTCOME_COLUMNS.map((column) => `q.${column}`).join(', ')})`;
export const FILL_OUTCOMES = settled('');
/** The same, computed again: a test compares the kept columns with it. */
export const STATES_OF_OUTCOMES = STATE_OF_OUTCOME;

/** `outcome_settle(city, outcome)`: called by every trigger whose record the outcome's state follows from. */
export const OUTCOME_SETTLE = `CREATE OR REPLACE FUNCTION outcome_settle(city uuid, outcome_of uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$ BEGIN
    PERFORM 1 FROM outcome WHERE city_id = city AND id = outcome_of FOR NO KEY UPDATE; ${OR_FAIL}
    ${settled(' WHERE o.city_id = city AND o.id = outcome_of')};
  END $body$`;
const settles = (name: string, find: string): string => definer(name, `DECLARE r record; found uuid; BEGIN
    r := coalesce(NEW, OLD);
    ${find}
    IF found IS NOT NULL THEN PERFORM outcome_settle(r.city_id, found); END IF;
    RETURN NULL; END`);
export const OUTCOME_FOLLOWS_REPORT = settles('outcome_follows_report', 'found := r.outcome_id;');
export const OUTCOME_FOLLOWS_DECISION = settles('outcome_follows_decision', 'SELECT p.outcome_id INTO found FROM outcome_report p WHERE p.city_id = r.city_id AND p.id = r.report_id;');
export const OUTCOME_FOLLOWS_ITEM = settles('outcome_follows_item', 'SELECT p.outcome_id INTO found FROM implementation_plan p WHERE p.city_id = r.city_id AND p.id = r.plan_id;');
/** An outcome written down after its list takes the list over. */
export const OUTCOME_FINDS_PLANS = definer('outcome_finds_plans', `BEGIN
    ${hold('topic', 'NEW', 'topic_id')}
    UPDATE implementation_plan SET outcome_id = NEW.id WHERE city_id = NEW.city_id AND topic_id = NEW.topic_id AND outcome_id IS NULL;
    PERFORM outcome_settle(NEW.city_id, NEW.id);
    RETURN NULL; END`);

/** name, table, when it fires */
export const DERIVED_TRIGGERS: readonly (readonly [name: string, table: string, when: string])[] = [
  ...EARLIEST.map(({ name, table, columns }) => [name, table, `AFTER INSERT OR DELETE OR UPDATE OF ${columns}`] as const),
  ['suggestion_follows_answer', 'suggestion_answer', 'AFTER INSERT OR DELETE OR UPDATE OF result, decision_id'], ['plan_finds_outcome', 'implementation_plan', 'BEFORE INSERT'],
  ['outcome_finds_plans', 'outcome', 'AFTER INSERT'], ['outcome_follows_report', 'outcome_report', 'AFTER INSERT OR DELETE OR UPDATE OF reported_from, reported_to'],
  ['outcome_follows_decision', 'outcome_decision', 'AFTER INSERT OR DELETE OR UPDATE OF result, met_on'], ['outcome_follows_item', 'implementation_item', 'AFTER INSERT OR DELETE OR UPDATE OF state, verified_on, verified_from'],
];
export const DERIVED_FUNCTIONS: readonly string[] = [
  TOPIC_FOLLOWS_STEP, ...EARLIEST.map(earliestFunction), SUGGESTION_FOLLOWS_ANSWER, PLAN_FINDS_OUTCOME, OUTCOME_SETTLE, OUTCOME_FOLLOWS_REPORT, OUTCOME_FOLLOWS_DECISION, OUTCOME_FOLLOWS_ITEM, OUTCOME_FINDS_PLANS,
];
export const FILLS: readonly string[] = [FILL_APPROVED, ...EARLIEST.map(fillEarliest), FILL_ANSWERS, FILL_PLANS, FILL_OUTCOMES];
