import type { Statement } from '../../../kernel/database.js';
import { textFamily } from '../../../kernel/statement-text.js';
import { HAS_DATA_LIVE, liveCte, liveJoins } from '../counting/base-aggregates-live.js';
import type { AggregateName, RecordAggregateName } from '../counting/base-aggregates.js';
import { factJoin, isDatedFact } from '../counting/dated-facts.js';
import { type PeriodDays, dayParameters, factColumns, scope } from './comparison-sql.js';
import { type FactSet, GROUP_SETS, groupSetOf, keyOfSet, namesIn } from './fact-sets.js';

/**
 * Numbers of a period that ends within a month: the earlier period of one that runs. Sums are stored by month, so these
 * are counted from the records. Metrics are read by their groups, because few of these statements are sent.
 */

/** Counts `a_<name>` for each name from the records, and joins them to the rooms of `scope s`. */
export function counted(names: readonly AggregateName[]): { readonly ctes: string; readonly joins: string } {
  const kept = names.filter((name): name is RecordAggregateName => !isDatedFact(name));
  const facts = names.filter(isDatedFact).map((name) => factJoin(name, 'rooms'));
  return { ctes: kept.map((name) => `, ${liveCte(name)}`).join(''), joins: liveJoins(kept) + facts.join('') };
}

const roomFactsText = textFamily(
  'facts of rooms by days',
  () => GROUP_SETS,
  keyOfSet,
  (set) => {
    const { ctes, joins } = counted(namesIn(set));
    return `WITH ${scope('r.id = ANY($4::uuid[])')}${ctes}
      SELECT s.id AS "roomId", ${HAS_DATA_LIVE} AS "hasData", s.mask${factColumns(namesIn(set))} FROM scope s${joins}`;
  },
);

/** As `factsStatement`, but not kept: not every table of records says when a city was written to. */
export const factsOfDaysStatement = (days: PeriodDays, roomIds: readonly string[], set: FactSet): Statement => ({
  text: roomFactsText(groupSetOf(set)),
  values: [...dayParameters(days), roomIds],
});
