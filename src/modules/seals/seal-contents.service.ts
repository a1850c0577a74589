import { snakeCase } from '../../kernel/columns.js';
import type { Statement } from '../../kernel/database.js';
import type { LoadingContext } from '../../kernel/loader-definition.js';
import { fixedText, textFamily } from '../../kernel/statement-text.js';
import { pathEnd } from '../../kernel/viewer.js';
import type { Span } from '../comparison/period/period.service.js';
import { type PrivacyOptions, type RoomNumbers, numbersWithin } from '../comparison/answers/sealable.service.js';
import type { PlaceContent, ValueContent } from './seal-hash.service.js';

type Located<T> = T & { readonly placePath: string };

/** Places as they are, from the top down, each with the names above it. */
const PLACES = fixedText(
  'contents of a seal: places',
  `SELECT p.id AS "placeId", p.path AS "placePath", p.code, p.name, r.id AS "roomId",
  coalesce(p.kind IS DISTINCT FROM 'STATISTICAL_ONLY' AND (p.level = 'COMMUNITY' AND p.closed_on IS NULL
  OR r.id IS NOT NULL), false) AS "couldOwnRoom",
  coalesce(a.codes, '{}') AS "aboveCodes", coalesce(a.names, '{}') AS "aboveNames"
  FROM place p LEFT JOIN room r ON r.city_id = p.city_id AND r.place_id = p.id
  CROSS JOIN LATERAL (SELECT array_agg(q.code ORDER BY q.path) AS codes, array_agg(q.name ORDER BY q.path) AS names
  FROM place q
    WHERE q.path = ANY(ARRAY(SELECT left(p.path, n) COLLATE "C" FROM generate_series(4, length(p.path) - 4, 4) AS n))) a
  WHERE p.path >= $1 AND p.path < $2 ORDER BY p.code`,
);

/** What a seal of this place and period would hold now. */
export async function contentsOf(
  ctx: Pick<LoadingContext, 'rows'>,
  path: string,
  span: Span,
  privacy?: PrivacyOptions,
): Promise<{ places: Located<PlaceContent>[]; values: Located<ValueContent>[] }> {
  const found = await ctx.rows<Located<PlaceContent>>({ text: PLACES, values: [path, pathEnd(path)] });
  const numbers = new Map((await numbersWithin(ctx, path, span, privacy)).map((room) => [room.roomId, room]));
  const places = found.map((place) => withRoom(place, place.roomId ? numbers.get(place.roomId) : undefined));
  return {
    places,
    values: places.flatMap((place) => sealedValues(place, place.roomId ? numbers.get(place.roomId) : undefined)),
  };
}

/** A room on a place that counts for nothing (a statistical unit) is in no comparison, and in no seal. */
const withRoom = (place: Located<PlaceContent>, room: RoomNumbers | undefined): Located<PlaceContent> => ({
  ...place,
  roomId: room?.roomId ?? null,
  hasData: room?.hasData ?? false,
  residents: room?.residents ?? null,
  residentsAsOf: room?.residentsAsOf ?? null,
});

const sealedValues = (
  { placeId, placePath }: Located<PlaceContent>,
  room: RoomNumbers | undefined,
): Located<ValueContent>[] =>
  [...(room?.values ?? [])].map(
    ([
      metricId,
      {
        value,
        bound,
        numerator,
        denominator,
        denominatorAsOf,
        low,
        high,
        suppressedReason,
        carriedForward,
        recordedIn,
        parts,
        tally,
      },
    ]) => ({
      placeId,
      placePath,
      roomId: room!.roomId,
      metricId,
      value,
      bound,
      numerator,
      denominator,
      denominatorAsOf,
      low,
      high,
      suppressedReason,
      carriedForward,
      isRecorded: recordedIn && recordedIn.rooms === recordedIn.of,
      parts,
      cases: tally?.counts ?? null,
    }),
  );

export interface SealOwner {
  readonly cityId: string;
  readonly sealId: string;
  newId(): string;
}

/** Rows that go as one text: of a city's hundred thousand numbers a few hundred kilobytes at a time. */
const ROWS_AT_ONCE = 1_000;

/** The rows of a seal as statements, each made when the one before is done with. */
export function* insertsOf(
  owner: SealOwner,
  places: readonly object[],
  values: readonly object[],
): Generator<Statement> {
  for (const [table, rows] of [
    ['sealed_place', places],
    ['sealed_value', values],
  ] as const) {
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
      yield insertOf(table, owner, rows.slice(start, start + ROWS_AT_ONCE));
  }
}

type SealTable = 'sealed_place' | 'sealed_value';
const OF_EVERY_ROW = ['cityId', 'id', 'sealId', 'placeId', 'placePath', 'roomId'];
const COLUMNS: Readonly<Record<SealTable, readonly string[]>> = {
  sealed_place: [
    ...OF_EVERY_ROW,
    'code',
    'name',
    'aboveCodes',
    'aboveNames',
    'couldOwnRoom',
    'hasData',
    'residents',
    'residentsAsOf',
  ],
  sealed_value: [
    ...OF_EVERY_ROW,
    'metricId',
    'value',
    'bound',
    'numerator',
    'denominator',
    'denominatorAsOf',
    'low',
    'high',
    'suppressedReason',
    'carriedForward',
    'isRecorded',
    'parts',
    'cases',
  ],
};

const insertText = textFamily<SealTable>(
  'insert rows of a seal',
  () => ['sealed_place', 'sealed_value'],
  String,
  (table) => {
    const columns = COLUMNS[table].map((property) => `"${snakeCase(property)}"`).join(', ');
    return `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`;
  },
);

function insertOf(table: SealTable, { cityId, sealId, newId }: SealOwner, rows: readonly object[]): Statement {
  const full = rows.map((row) =>
    Object.fromEntries(
      Object.entries({ ...row, cityId, id: newId(), sealId }).map(([key, value]) => [snakeCase(key), value]),
    ),
  );
  return { text: insertText(table), values: [JSON.stringify(full)] };
}
