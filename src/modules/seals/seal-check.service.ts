import { type EntityClass, selectList, tableOf } from '../../kernel/columns.js';
import type { Statement } from '../../kernel/database.js';
import type { LoadingContext } from '../../kernel/loader-definition.js';
import { defineLoader } from '../../kernel/loader.js';
import { fixedText } from '../../kernel/statement-text.js';
import { Seal, SealedPlace, SealedValue } from './seal.entity.js';
import { SealHash } from './seal-hash.service.js';

/** A seal of a city has some hundred thousand numbers: they are hashed as they are read, so many at a time. */
const PAGE_ROWS = 2_000;
const NO_UUID = '00000000-0000-0000-0000-000000000000';

type Checking = Pick<LoadingContext, 'viewer' | 'rows'>;

/**
 * Whether what is stored still has the hash it was sealed with; null for those who do not see all of it. Seals are read
 * one after another, in bounded memory.
 */
export const sealIsIntact = defineLoader<Seal, boolean | null>(
  'seal.isIntact',
  async (ctx, seals) => {
    const answers: (boolean | null)[] = [];
    for (const seal of seals) answers.push(await isIntact(ctx, seal));
    return answers;
  },
  (seal) => seal.id,
);

export async function isIntact(ctx: Checking, seal: Seal, pageRows = PAGE_ROWS): Promise<boolean | null> {
  if (ctx.viewer.reader !== 'app_city') return null;
  const hash = new SealHash(seal);
  for await (const place of allOf(ctx, PLACES, seal.id, pageRows)) hash.place(place);
  for await (const value of allOf(ctx, VALUES, seal.id, pageRows)) hash.value(value);
  return hash.digest() === seal.hash;
}

interface Hashed<T extends object> {
  readonly text: string;
  readonly behind: (sealId: string, last: T | null) => readonly string[];
}

/** Rows of a seal in the order they are hashed in, from behind a row on. */
const inOrder = (entity: EntityClass, order: string, keys: string): string =>
  fixedText(
    `hashed ${entity.name}`,
    `SELECT ${selectList(entity, 't', 'app_city')} FROM ${tableOf(entity)} t
      WHERE t.seal_id = $1 AND (${order}) > (${keys}) ORDER BY ${order} LIMIT $4::int`,
  );
const PLACES: Hashed<SealedPlace> = {
  text: inOrder(SealedPlace, 't.code, t.place_id', '$2::text, $3::uuid'),
  behind: (sealId, last) => [sealId, last?.code ?? '', last?.placeId ?? NO_UUID],
};
const VALUES: Hashed<SealedValue> = {
  text: inOrder(SealedValue, 't.room_id, t.metric_id COLLATE "C"', '$2::uuid, $3::text'),
  behind: (sealId, last) => [sealId, last?.roomId ?? NO_UUID, last?.metricId ?? ''],
};

/** Each page begins behind the last row of the one before. */
async function* allOf<T extends object>(
  ctx: Checking,
  { text, behind }: Hashed<T>,
  sealId: string,
  pageRows: number,
): AsyncGenerator<T> {
  for (let last: T | null = null; ;) {
    const statement: Statement = { text, values: [...behind(sealId, last), pageRows] };
    const rows: T[] = await ctx.rows<T>(statement);
    yield* rows;
    if (rows.length < pageRows) return;
    last = rows.at(-1)!;
  }
}
