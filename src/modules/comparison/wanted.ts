import type { GraphQLResolveInfo } from 'graphql';
import { columnProperties } from '../../kernel/columns.js';
import { type Asked, argumentsNamed, askedAt, askedBelow } from '../../kernel/look-ahead.js';
import { Place } from '../places/place.entity.js';
import { CATALOGUE } from './metrics/catalogue.js';

/** What a comparison's rows will be asked for, as far as can be seen beforehand: metrics by id, and properties of the rooms' places. */
export interface Wanted { readonly metrics: readonly string[]; readonly place: readonly string[] }
export const NOTHING_WANTED: Wanted = { metrics: [], place: [] };

export function wantedOf(info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>): Wanted {
  const asked = askedBelow(info);
  const named = new Set(argumentsNamed(asked, ['metrics', 'metric'], info.variableValues));
  const rows = [...askedAt(asked, ['nodes']), ...askedAt(asked, ['edges'], ['node'])];
  return { metrics: CATALOGUE.flatMap(({ id }) => (named.has(id) ? [id] : [])), place: placeProperties(askedAt(rows.flatMap((row) => row.below), ['place'])) };
}

/** What identifies a place, and the columns asked for; all of them where something is asked for that is no column. */
function placeProperties(places: readonly Asked[]): readonly string[] {
  if (places.length === 0) return [];
  const columns = columnProperties(Place);
  const names = new Set(places.flatMap((place) => place.below.map(({ name }) => name)));
  names.delete('__typename');
  if ([...names].some((name) => !columns.includes(name))) return columns;
  return columns.filter((name) => IDENTIFYING.has(name) || names.has(name));
}

const IDENTIFYING = new Set(['cityId', 'id', 'level']);
