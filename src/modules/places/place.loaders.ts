import { listBy, defineLoader } from '../../kernel/loader.js';
import { selectList } from '../../kernel/columns.js';
import type { PageDefinition } from '../../kernel/page.js';
import { PlaceChange, PlaceFact, PlaceHonour } from './place-records.entity.js';
import { Place } from './place.entity.js';

/** A place by its official code; null when there is none in what the viewer sees. */
export const placeByCode = defineLoader<string, Place | null>('placeByCode', async (ctx, codes) => {
  const rows = await ctx.rows<Place>({ text: `SELECT ${selectList(Place, 't', ctx.viewer.reader)} FROM place t WHERE t.code = ANY($1::text[])`, values: [codes] });
  const found = new Map(rows.map((row) => [row.code, row]));
  return codes.map((code) => found.get(code) ?? null);
});

/** The places above one, from the city down; the place itself not among them. Keyed by path. */
export const ancestorsByPath = defineLoader<string, Place[]>('ancestorsByPath', async (ctx, paths) => {
  const rows = await ctx.rows<Place & { below: string }>({
    text: `SELECT k.path AS below, ${selectList(Place, 't', ctx.viewer.reader)} FROM unnest($1::text[]) AS k(path) `
      + 'JOIN place t ON t.path = ANY(ARRAY(SELECT left(k.path, n) FROM generate_series(4, length(k.path) - 4, 4) AS n)) ORDER BY t.path',
    values: [paths],
  });
  const groups = new Map<string, Place[]>(paths.map((path) => [path, []]));
  for (const row of rows) groups.get(row.below)?.push(row);
  return paths.map((path) => groups.get(path) ?? []);
});

export const childrenOfPlace: PageDefinition<Place> = {
  name: 'childrenOfPlace', entity: Place, match: 't.parent_id = k.key', sort: [{ sql: 't.code', type: 'text' }, { sql: 't.id', type: 'uuid' }],
};

export const factsOfPlace = listBy(PlaceFact, 'placeId', 'place_id', { orderBy: 't.kind, t.as_of DESC, t.id' });
export const honoursOfPlace = listBy(PlaceHonour, 'placeId', 'place_id', { orderBy: 't.title, t.id' });
export const changesOfPlace = listBy(PlaceChange, 'placeId', 'place_id', { orderBy: 't.happened_on DESC, t.id DESC' });
