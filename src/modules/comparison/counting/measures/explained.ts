import { DUE_BY, FROM, type Keyed, type Measure, TO, goneBy } from './measure.js';

const cases = (reasons: Readonly<Record<string, string>>): string[] =>
  Object.entries(reasons).map(([reason, condition]) => `WHEN ${condition} THEN '${reason}'`);

function whyKeyed(
  key: string,
  { without, isDue, gone, met, unmet }: Keyed,
  excluded: Readonly<Record<string, string>>,
): string[] {
  const across = (way: NonNullable<Keyed['met']>): string =>
    `WHEN ${way.last} IS NOT NULL AND ${way.first} <= ${TO} AND ${way.last} > ${TO} THEN 'ACROSS_EDGE'`;
  return [
    `WHEN ${key} IS NULL THEN '${without}'`,
    `WHEN ${key} NOT BETWEEN ${FROM} AND ${TO} THEN 'OUTSIDE_PERIOD'`,
    ...(isDue ? [`WHEN ${key} > ${DUE_BY} THEN 'NOT_YET_DUE'`] : []),
    ...(gone ? goneBy({ without, gone }, TO).map((condition) => `WHEN ${condition} THEN '${gone.reason}'`) : []),
    ...cases(excluded),
    ...(met ? [across(met), `WHEN ${met.last} IS NULL OR ${met.last} > ${TO} THEN '${met.reason}'`] : []),
    ...(unmet ? [across(unmet), `WHEN ${unmet.last} <= ${TO} THEN '${unmet.reason}'`] : []),
  ];
}

/**
 * SQL for the records behind a number, including those that do not count.
 * `excluded` is the reason that does not depend on the record's days; null when only the days decide.
 */
export function explainedSql({
  source,
  days: [first, last],
  weight = '1',
  excluded = {},
  unsure,
  keyed,
}: Measure): string {
  const why = keyed
    ? whyKeyed(first, keyed, excluded)
    : [
        ...cases(excluded),
        ...(unsure ? [`WHEN (${unsure}) AND ${first} <= ${TO} AND ${last} >= ${FROM} THEN 'ACROSS_EDGE'`] : []),
      ];
  return (
    `SELECT s.id AS room_id, '${source.type}' AS type, ${source.id} AS id, ${first} AS first, ${last} AS last,
      coalesce((${weight})::float8, 0) AS weight, ${source.enteredAt} AS entered_at, ` +
    `${why.length > 0 ? `CASE ${why.join(' ')} END` : 'NULL::text'} AS excluded FROM ${source.from}`
  );
}
