/**
 * The cost of comparing all rooms or streets of a city by one metric, in units of the query's cost (graphql/query-
 * cost.ts). It counts once, however many positions are shown.
 */
export const RELATIVE_POSITION_COST = 500;
