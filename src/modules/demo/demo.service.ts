import type { OwnerSource } from '../../db/migrate.js';
import { type OwnerQuery, asOwner } from '../places/owner-source.service.js';
import { cityIdOf, importPlaces } from '../places/place-import.service.js';
import { moment } from './calendar.js';
import { RUGAO, YANSHI, demoAccounts } from './demo-accounts.js';
import { DemoRows } from './demo-rows.js';
import { addRugao } from './shili.js';
import { registerNames } from './city-setup.js';
import { addYanshi } from './yanshi.js';
import { YANSHI_ID } from './yanshi-places.js';
import { addSealedQuarter } from './yanshi-seal.js';

export interface DemoOptions {
  /** Day of reference in Shanghai, YYYY-MM-DD: activity is shown up to the last full month before it. */
  readonly today: string;
  /** One argon2 hash for all the accounts. */
  readonly passwordHash: string;
  /** Rugao's register of places, as `data/rugao-places.csv`. */
  readonly placesCsv: string | Buffer;
  /** What the invented city is made from; the default unless a test wants another. */
  readonly seed?: string;
}

/** What was loaded this time, by city; nothing where the demonstration was there already. */
export interface DemoSummary {
  readonly loaded: readonly { readonly city: string; readonly rows: number }[];
}

const LOAD_LOCK = 77_003;

/**
 * Loads the demonstration's two cities, each wholly or not at all, unless they are there; the accounts' password
 * becomes the one given either way.
 * @throws Error, bilingual, when Rugao is there but is no demonstration, when its register is unsound, or when a
 * sign-in name belongs to somebody else.
 */
export async function loadDemo(source: OwnerSource, options: DemoOptions): Promise<DemoSummary> {
  const loaded = [...(await loadRugao(source, options)), ...(await loadYanshi(source, options))];
  await setDemoPassword(source, options.passwordHash);
  return { loaded };
}

async function loadRugao(source: OwnerSource, options: DemoOptions): Promise<DemoSummary['loaded']> {
  const isThere = await asOwner(source, async (query, enter) => {
    await enter(cityIdOf(RUGAO));
    return isLoaded(query);
  });
  if (isThere) return [];
  let rows = 0;
  const report = await importPlaces(source, options.placesCsv, {
    isDemo: true,
    afterCity: async (query, cityId) => {
      const collected = new DemoRows();
      const accounts = await addRugao(collected, query, cityId, options.today);
      await collected.write(query);
      await registerNames(query, cityId, accounts, options.passwordHash, moment(options.today, 0));
      rows = collected.size;
    },
  });
  const [problem] = report.problems;
  if (problem)
    throw new Error(
      `演示用的地方名册有误（第 ${problem.row} 行）：${problem.text.zh} / the demonstration's register of ` +
        `places is unsound (line ${problem.row}): ${problem.text.en}`,
    );
  return [{ city: RUGAO, rows: rows + report.added }];
}

function loadYanshi(source: OwnerSource, options: DemoOptions): Promise<DemoSummary['loaded']> {
  return asOwner(source, async (query, enter) => {
    await query('SELECT pg_advisory_xact_lock($1)', [LOAD_LOCK]);
    await enter(YANSHI_ID);
    if (await isLoaded(query)) return [];
    const collected = new DemoRows();
    const accounts = addYanshi(collected, options.today, options.seed);
    await collected.write(query);
    await registerNames(query, YANSHI_ID, accounts, options.passwordHash, moment(options.today, 0));
    const sealed = await addSealedQuarter(query, options.today, options.seed ?? YANSHI);
    return [{ city: YANSHI, rows: collected.size + sealed }];
  });
}

/** @throws Error when the city is there for real: the demonstration never mixes with it. */
async function isLoaded(query: OwnerQuery): Promise<boolean> {
  const [city] = await query<{ is_demo: boolean; name: string }>(
    'SELECT is_demo, name FROM place WHERE parent_id IS NULL',
  );
  if (city && !city.is_demo)
    throw new Error(
      `${city.name}已作为正式数据存在，不能再载入演示 / ${city.name} is here for real: the demonstration is not loaded over it`,
    );
  return city !== undefined;
}

/**
 * Gives every demonstration account this password; accounts that only share a name with one are left alone. Signed-in
 * sessions go on.
 */
export async function setDemoPassword(source: OwnerSource, passwordHash: string): Promise<void> {
  const names = demoAccounts.map((account) => account.username);
  for (const cityId of [cityIdOf(RUGAO), YANSHI_ID]) {
    await asOwner(source, async (query, enter) => {
      await enter(cityId);
      await query(
        'UPDATE sign_in_name s SET password_hash = $1, changed_at = now() FROM account a WHERE a.city_id = ' +
          's.city_id AND a.id = s.account_id AND a.is_demo AND s.city_id = $2 AND s.username = ANY($3::text[]) ' +
          'AND s.password_hash <> $1',
        [passwordHash, cityId, names],
      );
    });
  }
}
