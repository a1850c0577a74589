import type { GraphQLResolveInfo } from 'graphql';
import { argumentsNamed, askedAt, askedBelow } from '../../../../kernel/look-ahead.js';
import { CATALOGUE } from '../../catalogue/catalogue.js';

/** The metrics that the request names in the rows of a comparison, and whether it selects the rooms' places. */
export interface RequestedFields {
  readonly metrics: readonly string[];
  readonly place: boolean;
}
export const NO_REQUESTED_FIELDS: RequestedFields = { metrics: [], place: false };

export function requestedFieldsOf(
  info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>,
): RequestedFields {
  const asked = askedBelow(info);
  const named = new Set(argumentsNamed(asked, ['metrics', 'metric'], info.variableValues));
  const rows = [...askedAt(asked, ['nodes']), ...askedAt(asked, ['edges'], ['node'])];
  return {
    metrics: CATALOGUE.flatMap(({ id }) => (named.has(id) ? [id] : [])),
    place:
      askedAt(
        rows.flatMap((row) => row.below),
        ['place'],
      ).length > 0,
  };
}
