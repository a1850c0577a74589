/**
 * What it costs to hold all rooms or streets of a city against each other by one metric, in units of a query's cost
 * (graphql/query-cost.ts): once, however many of them are shown.
 */
export const RELATIVE_POSITION_COST = 500;
