/** The maximum of a sum. It is far above any limit, and the product of two such numbers is still finite. */
const CEILING = 1e15;

/**
 * The cost of one selection, in tenths of a unit.
 * `perPage` is the part that a connection's page size multiplies: its `edges` and `nodes`.
 * `owed` is the part that a list argument of an outer field multiplies.
 * `work` is done once for all rows. `shared` is work that all fields of the selection share. `owedWork` is the part of
 * both that a list argument of an outer field multiplies.
 */
export interface SelectionCost {
  fields: number;
  depth: number;
  aliases: number;
  base: number;
  perPage: number;
  owed: number;
  work: number;
  shared: number;
  owedWork: number;
  metaDepth: number;
  metaCost: number;
}

export const noCost: SelectionCost = {
  fields: 0,
  depth: 0,
  aliases: 0,
  base: 0,
  perPage: 0,
  owed: 0,
  work: 0,
  shared: 0,
  owedWork: 0,
  metaDepth: 0,
  metaCost: 0,
};
export const endlessCost: SelectionCost = { ...noCost, depth: CEILING };
export const capped = (n: number): number => Math.min(n, CEILING);

export function addCost(into: SelectionCost, part: SelectionCost): void {
  into.fields = capped(into.fields + part.fields);
  into.aliases = capped(into.aliases + part.aliases);
  into.base = capped(into.base + part.base);
  into.perPage = capped(into.perPage + part.perPage);
  into.owed = capped(into.owed + part.owed);
  into.work = capped(into.work + part.work);
  into.owedWork = capped(into.owedWork + part.owedWork);
  into.shared = Math.max(into.shared, part.shared);
  into.metaCost = capped(into.metaCost + part.metaCost);
  into.depth = Math.max(into.depth, part.depth);
  into.metaDepth = Math.max(into.metaDepth, part.metaDepth);
}
