import { atPlaceOf } from '../../kernel/placed-at.js';
import type { OwnerQuery } from '../places/owner-source.service.js';
import { Chance } from './chance.js';
import { moment } from './calendar.js';
import { RUGAO, SHILI, demoAccounts } from './demo-accounts.js';
import type { Spot } from './recorded.js';
import type { DemoRows } from './demo-rows.js';
import { type ShiliContext, addShiliFacts, addShiliRoom, addShiliTotals } from './shili-room.js';
import { addShiliEvents } from './shili-events.js';
import { addShiliTopics } from './shili-topics.js';
import { addAccounts, addProcedure } from './city-setup.js';

/** First day of the month the rooms of Rugao were called for; the procedure is ours, not theirs. */
const PROCEDURE_FROM = '2019-11-01';

const ofRugao = demoAccounts.filter((account) => account.placeCode.startsWith(RUGAO));

/**
 * Rugao on top of its imported tree: the accounts, and Shili's published record and nothing more.
 * @returns the accounts' ids by sign-in name.
 */
export async function addRugao(
  rows: DemoRows,
  query: OwnerQuery,
  cityId: string,
  today: string,
): Promise<ReadonlyMap<string, string>> {
  const chance = new Chance(`rugao/${today}`);
  const at = moment(today, 0);
  const places = await query<Spot & { code: string }>(
    'SELECT city_id AS "cityId", id AS "placeId", path AS "placePath", code FROM place WHERE code = ANY($1::text[])',
    [ofRugao.map((account) => account.placeCode)],
  );
  const spotOf = (code: string): Spot => {
    const place = places.find((candidate) => candidate.code === code);
    if (!place) throw new Error(`地方名册中没有 ${code} / the register of places lacks ${code}`);
    return { cityId: place.cityId, ...atPlaceOf(place) };
  };
  const shili = spotOf(SHILI);
  const ctx: ShiliContext = {
    rows,
    chance,
    spot: shili,
    at,
    procedureId: addProcedure(rows, chance, cityId, PROCEDURE_FROM, at),
  };
  addShiliFacts(ctx);
  const roomId = addShiliRoom(ctx);
  addShiliTotals(ctx, roomId);
  addShiliEvents(ctx, roomId);
  addShiliTopics(ctx, roomId);
  // People say 十里社区, the register says 十里居委会.
  await query(
    `UPDATE place SET other_names = array_append(other_names, '十里社区') WHERE id = $1 AND NOT '十里社区' = ANY(other_names)`,
    [shili.placeId],
  );
  return addAccounts(rows, chance, ofRugao, spotOf, at);
}
