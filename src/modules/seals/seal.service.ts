import { UserError, notFound } from '../../kernel/errors.js';
import { todayInShanghai } from '../../kernel/imprecise-date.js';
import { byId } from '../../kernel/loader.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { requiredText } from '../../kernel/text-input.js';
import { uuidv7 } from '../../kernel/uuid.js';
import { pathEnd } from '../../kernel/viewer.js';
import { type Span, resolvePeriod } from '../comparison/period.service.js';
import { CATALOGUE_VERSION, type RoomNumbers, numbersWithin } from '../comparison/sealable.service.js';
import { placeByCode } from '../places/place.loaders.js';
import { type PlaceContent, type ValueContent, sealHash } from './seal-hash.service.js';
import { Seal } from './seal.entity.js';
import type { PeriodSealInput } from './seal.inputs.js';
import { placesOfSeal, valuesOfSeal } from './seal.loaders.js';
import { sealPolicy } from './seal.policy.js';

type Located<T> = T & { readonly placePath: string };

/** Freezes every number of every room within a place. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT; UserError PERIOD_NOT_OVER, TEXT_EMPTY, TEXT_TOO_LONG */
export async function sealPeriod(ctx: RequestContext, input: PeriodSealInput): Promise<Seal> {
  const place = input.within.includes('\0') ? null : await ctx.load(placeByCode, input.within);
  if (!place) throw notFound();
  sealPolicy.assert('seal', ctx, { placePath: place.path });
  const today = todayInShanghai();
  const span = resolvePeriod(input.period, today);
  if (span.to >= today) throw new UserError('PERIOD_NOT_OVER', { zh: `时段到 ${span.to} 才结束，结束之后才能封存。`, en: `The period ends on ${span.to}; it can be sealed once it is over.` }, ['input', 'period']);
  const header = {
    title: requiredText(input.title, 100, ['input', 'title']), code: place.code, periodFrom: span.from, periodTo: span.to, sealedAt: new Date(), catalogueVersion: CATALOGUE_VERSION, isDemo: place.isDemo,
  };
  const { places, values } = await contentsOf(ctx, place.path, span);
  const id = await ctx.insert(Seal, { ...header, placeId: place.id, placePath: place.path, hash: sealHash({ ...header, cityId: ctx.cityId }, places, values) });
  await writeAll(ctx, 'sealed_place', id, places);
  await writeAll(ctx, 'sealed_value', id, values);
  return (await ctx.load(byId(Seal), id))!;
}

/** Places as they are, from the top down, each with the names above it. */
const PLACES = `SELECT p.id AS "placeId", p.path AS "placePath", p.code, p.name, r.id AS "roomId",
  coalesce(p.kind IS DISTINCT FROM 'STATISTICAL_ONLY' AND (p.level = 'COMMUNITY' AND p.closed_on IS NULL OR r.id IS NOT NULL), false) AS "couldOwnRoom",
  coalesce(a.codes, '{}') AS "aboveCodes", coalesce(a.names, '{}') AS "aboveNames"
  FROM place p LEFT JOIN room r ON r.city_id = p.city_id AND r.place_id = p.id
  CROSS JOIN LATERAL (SELECT array_agg(q.code ORDER BY q.path) AS codes, array_agg(q.name ORDER BY q.path) AS names FROM place q
    WHERE q.path = ANY(ARRAY(SELECT left(p.path, n) COLLATE "C" FROM generate_series(4, length(p.path) - 4, 4) AS n))) a
  WHERE p.path >= $1 AND p.path < $2 ORDER BY p.code`;

/** What a seal of this place and period would hold now. */
async function contentsOf(ctx: RequestContext, path: string, span: Span): Promise<{ places: Located<PlaceContent>[]; values: Located<ValueContent>[] }> {
  const found = await ctx.rows<Located<PlaceContent>>({ text: PLACES, values: [path, pathEnd(path)] });
  const numbers = new Map((await numbersWithin(ctx, path, span)).map((room) => [room.roomId, room]));
  const places = found.map((place) => withRoom(place, place.roomId ? numbers.get(place.roomId) : undefined));
  return { places, values: places.flatMap((place) => sealedValues(place, place.roomId ? numbers.get(place.roomId) : undefined)) };
}

/** A room on a place that counts for nothing (a statistical unit) is in no comparison, and in no seal. */
const withRoom = (place: Located<PlaceContent>, room: RoomNumbers | undefined): Located<PlaceContent> => ({
  ...place, roomId: room?.roomId ?? null, hasData: room?.hasData ?? false, residents: room?.residents ?? null, residentsAsOf: room?.residentsAsOf ?? null,
});

const sealedValues = ({ placeId, placePath }: Located<PlaceContent>, room: RoomNumbers | undefined): Located<ValueContent>[] =>
  [...room?.values ?? []].map(([metricId, { value, bound, numerator, denominator, denominatorAsOf, low, high, suppressedReason, carriedForward }]) =>
    ({ placeId, placePath, roomId: room!.roomId, metricId, value, bound, numerator, denominator, denominatorAsOf, low, high, suppressedReason, carriedForward }));

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Twenty thousand numbers in one statement. */
async function writeAll(ctx: RequestContext, table: 'sealed_place' | 'sealed_value', sealId: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const full = rows.map((row) => Object.fromEntries(Object.entries({ ...row, cityId: ctx.cityId, id: uuidv7(), sealId }).map(([key, value]) => [snake(key), value])));
  const columns = Object.keys(full[0]!).map((column) => `"${column}"`).join(', ');
  await ctx.rows({ text: `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`, values: [JSON.stringify(full)] });
  ctx.forget();
}

/** Whether what is stored still has the hash it was sealed with; null for those who do not see all of it. */
export async function isIntact(ctx: RequestContext, seal: Seal): Promise<boolean | null> {
  if (ctx.viewer.reader !== 'app_city') return null;
  const [places, values] = await Promise.all([ctx.load(placesOfSeal, seal.id), ctx.load(valuesOfSeal, seal.id)]);
  return sealHash(seal, places, values) === seal.hash;
}
