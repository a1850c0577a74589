/** Derived columns, computed again and in another way than the triggers and the migration compute them. */
const EARLIEST = (table: string, day: string, when: string, edge: string): string =>
  `(SELECT min(x.${day}_${edge}) FROM ${table} x WHERE x.topic_id = t.id AND ${when})`;
const beside = (kept: string, table: string, day: string, when: string): string =>
  `FROM topic t WHERE t.${kept}_from IS DISTINCT FROM ${EARLIEST(table, day, when, 'from')} OR t.${kept}_to IS DISTINCT
    FROM ${EARLIEST(table, day, when, 'to')}`;

const ITEMS = `(SELECT i.* FROM implementation_item i JOIN implementation_plan p ON p.id = i.plan_id
  WHERE p.outcome_id = o.id AND i.state <> 'CANCELLED') i`;
const ALL_DONE = `(SELECT bool_and(i.state IN ('DONE', 'VERIFIED')) FROM ${ITEMS})`;
const CONVERTED = (edge: string, day: string): string =>
  `CASE WHEN ${ALL_DONE} THEN (SELECT max(${day})
    FROM ${ITEMS}) WHEN o.route = 'SOLVED_ON_SPOT' AND NOT EXISTS (SELECT FROM implementation_plan p
    JOIN implementation_item i ON i.plan_id = p.id WHERE p.outcome_id = o.id) THEN o.reached_${edge} END`;
const DECISIONS = `FROM outcome_decision d JOIN outcome_report r ON r.id = d.report_id
  WHERE r.outcome_id = o.id AND d.result = 'DECIDED'`;

const ANSWERS = `FROM suggestion_answer a WHERE a.decision_id IN (SELECT d.id ${DECISIONS})`;

/** Rows on which it is wrong, by what is kept. */
const WRONG: Readonly<Record<string, string>> = {
  deliberated: beside('deliberated', 'session', 'held', `x.state = 'HELD'`),
  researched: beside('researched', 'research_record', 'done', 'true'),
  approved: `FROM topic t LEFT JOIN LATERAL (SELECT max((x.recorded_at, x.id)::text) AS last_proposal,
    max(x.recorded_at) AS at FROM topic_step x WHERE x.topic_id = t.id AND x.kind = 'PROPOSED') p ON true
    LEFT JOIN LATERAL (SELECT x.happened_from, x.happened_to FROM topic_step x
    WHERE x.topic_id = t.id AND x.kind IN ('APPROVED', 'REOPENED') AND (p.at IS NULL OR x.recorded_at > p.at)
    ORDER BY x.recorded_at LIMIT 1) a ON true
    WHERE (t.approved_from, t.approved_to) IS DISTINCT FROM (a.happened_from, a.happened_to)`,
  answered: `FROM suggestion g LEFT JOIN LATERAL (SELECT a.result FROM suggestion_answer a WHERE a.suggestion_id = g.id
    ORDER BY (a.decision_id IS NOT NULL) DESC, a.recorded_at DESC, a.id DESC LIMIT 1) a ON true
    WHERE g.answer_result IS DISTINCT FROM a.result`,
  plan: `FROM implementation_plan p WHERE p.outcome_id IS NULL AND EXISTS (SELECT FROM outcome o
    WHERE o.topic_id = p.topic_id)
    OR p.decision_id IS NOT NULL AND p.outcome_id IS DISTINCT FROM (SELECT r.outcome_id FROM outcome_decision d
    JOIN outcome_report r ON r.id = d.report_id WHERE d.id = p.decision_id)`,
  reported:
    'FROM outcome o WHERE o.reported_to IS DISTINCT FROM (SELECT min(r.reported_to) FROM outcome_report r ' +
    'WHERE r.outcome_id = o.id)',
  decided: `FROM outcome o WHERE o.decided_from IS DISTINCT
    FROM (SELECT min(coalesce(d.met_on, r.reported_from)) ${DECISIONS})
    OR (o.decided_to IS NULL) <> (NOT EXISTS (SELECT ${DECISIONS}))`,
  converted: `FROM outcome o WHERE o.converted_from IS DISTINCT
    FROM ${CONVERTED('from', 'coalesce(i.completed_from, i.completed_on)')} OR o.converted_to IS DISTINCT
    FROM ${CONVERTED('to', 'i.completed_on')}`,
  declined: `FROM outcome o WHERE coalesce(o.declined, false) <> (EXISTS (SELECT ${ANSWERS})
    AND NOT EXISTS (SELECT ${ANSWERS} AND a.result <> 'DECLINED'))`,
};
/** That there is anything to be wrong about. */
const PRESENT: Readonly<Record<string, string>> = {
  deliberated: 'FROM topic WHERE deliberated_to IS NOT NULL',
  researched: 'FROM topic WHERE researched_to IS NOT NULL',
  approved: 'FROM topic WHERE approved_to IS NOT NULL',
  answered: 'FROM suggestion WHERE answer_result IS NOT NULL',
  plan: 'FROM implementation_plan WHERE outcome_id IS NOT NULL',
  reported: 'FROM outcome WHERE reported_to IS NOT NULL',
  decided: 'FROM outcome WHERE decided_to IS NOT NULL',
  declined: 'FROM outcome WHERE declined',
  converted: `FROM outcome o WHERE converted_to IS NOT NULL AND EXISTS (SELECT FROM ${ITEMS})`,
};

export async function keptBeside(
  count: (sql: string) => Promise<number>,
): Promise<{ derived: Record<string, number>; present: Record<string, number> }> {
  const each = async (of: Readonly<Record<string, string>>): Promise<Record<string, number>> => {
    const found: Record<string, number> = {};
    for (const [name, sql] of Object.entries(of)) found[name] = await count(`SELECT count(*) ${sql}`);
    return found;
  };
  return { derived: await each(WRONG), present: await each(PRESENT) };
}
