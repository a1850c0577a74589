import { readerText } from '../../kernel/statement-text.js';
import { listBy, defineLoader } from '../../kernel/loader.js';
import { type EntityClass, selectList } from '../../kernel/columns.js';
import { type Companion, comesWith } from '../../kernel/companions.js';
import { definePage } from '../../kernel/page-text.js';
import { lookupBy } from '../../kernel/row-text.js';
import { PlaceChange, PlaceFact, PlaceFactCorrection, PlaceHonour } from './place-records.entity.js';
import { Place } from './place.entity.js';

/** What lies above a place, as far as it is often shown with it. */
const above = (from: string): readonly Companion[] => [
  { alias: 'parent', from, property: 'parentId', entity: Place, column: 'id' },
  { alias: 'grandparent', from: 'parent', property: 'parentId', entity: Place, column: 'id' },
];
comesWith(Place, ...above('t'));

/** Declares that an entity's place, and what lies above it, comes with its rows. */
export const comesWithPlace = (entity: EntityClass): void =>
  comesWith(entity, { alias: 'place', from: 't', property: 'placeId', entity: Place, column: 'id' }, ...above('place'));

export const placesByCode = lookupBy(Place, 'code', true, { keyType: 'text' });

/** A place by its official code; null when there is none in what the viewer sees. */
export const placeByCode = defineLoader<string, Place | null>('placeByCode', async (ctx, codes) => {
  const rows = await ctx.rows<Place>(
    placesByCode.statement(codes, ctx.viewer.reader === 'app_public' ? 'public' : 'all'),
  );
  const found = new Map(rows.map((row) => [row.code, row]));
  return codes.map((code) => found.get(code) ?? null);
});

const ANCESTORS = readerText(
  'places above',
  (reader) =>
    `SELECT k.path AS below, ${selectList(Place, 't', reader)} FROM unnest($1::text[]) AS k(path) ` +
    'JOIN place t ON t.path = ANY(ARRAY(SELECT left(k.path, n) FROM generate_series(4, length(k.path) - 4, 4) ' +
    'AS n)) ORDER BY t.path',
);

/** The places above one, from the city down; the place itself not among them. Keyed by path. */
export const ancestorsByPath = defineLoader<string, Place[]>('ancestorsByPath', async (ctx, paths) => {
  const rows = await ctx.rows<Place & { below: string }>({
    text: ANCESTORS(ctx.viewer.reader),
    values: [paths],
  });
  const groups = new Map<string, Place[]>(paths.map((path) => [path, []]));
  for (const row of rows) groups.get(row.below)?.push(row);
  return paths.map((path) => groups.get(path) ?? []);
});

export const childrenOfPlace = definePage<Place>({
  name: 'childrenOfPlace',
  entity: Place,
  match: 't.parent_id = k.key',
  sort: [
    { sql: 't.code', type: 'text' },
    { sql: 't.id', type: 'uuid' },
  ],
});

export const factsOfPlace = listBy(PlaceFact, 'placeId', 'place_id', { orderBy: 't.kind, t.as_of DESC, t.id' });
export const honoursOfPlace = listBy(PlaceHonour, 'placeId', 'place_id', { orderBy: 't.title, t.id' });
export const changesOfPlace = listBy(PlaceChange, 'placeId', 'place_id', { orderBy: 't.happened_on DESC, t.id DESC' });
export const correctionsOfFact = listBy(PlaceFactCorrection, 'factId', 'fact_id', {
  orderBy: 't.corrected_at DESC, t.id DESC',
});
