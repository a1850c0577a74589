import { snakeCase } from '../../kernel/columns.js';
import type { Statement } from '../../kernel/database.js';
import { CATALOGUE_VERSION } from '../comparison/answers/sealable.service.js';
import type { OwnerQuery } from '../places/owner-source.service.js';
import { contentsOf, insertsOf } from '../seals/seal-contents.service.js';
import { sealHash } from '../seals/seal-hash.service.js';
import { ParticipantRole } from '../topics/topic.enums.js';
import { type Day, addDays, addMonths, fullMonthsBefore, moment } from './calendar.js';
import { Chance } from './chance.js';
import { YANSHI } from './demo-accounts.js';
import { YANSHI_ID } from './yanshi-places.js';

/** Sealed so many days after the quarter, and so many days later somebody found what had been left out. */
const DAYS_TO_SEAL = 20;
const DAYS_TO_FIND = 25;

/** The last quarter that was over two full months before the end of the demonstration. */
function sealedQuarter(today: Day): { readonly from: Day; readonly to: Day } {
  const month = addMonths(fullMonthsBefore(today, 1).until, -1);
  const from = addMonths(month, -((Number(month.slice(5, 7)) - 1) % 3) - 3);
  return { from, to: addDays(addMonths(from, 3), -1) };
}

/** Rows as JSON: days stay text and counts numbers, however the owner's connection reads them. */
const asJson =
  (query: OwnerQuery) =>
  async <T extends object>({ text, values }: Statement): Promise<T[]> =>
    (await query<{ row: T }>(`SELECT to_jsonb(q) AS row FROM (${text}) q`, [...values])).map(({ row }) => row);

/**
 * A quarter of the invented city, sealed by the rules every seal follows, and one entry made after it: the number of
 * today is another one.
 */
export async function addSealedQuarter(query: OwnerQuery, today: Day, seed: string): Promise<number> {
  const period = sealedQuarter(today);
  const sealedAt = moment(addDays(period.to, DAYS_TO_SEAL), 9);
  const chance = new Chance(`${seed}/${today.slice(0, 7)}/seal`);
  const [city] = await query<{ path: string; name: string }>('SELECT path, name FROM place WHERE id = $1', [YANSHI_ID]);
  const { places, values } = await contentsOf({ rows: asJson(query) }, city!.path, period);
  const seal = {
    cityId: YANSHI_ID,
    id: chance.id(sealedAt),
    placeId: YANSHI_ID,
    placePath: city!.path,
    code: YANSHI,
    title: `${period.from.slice(0, 4)}年第${Math.ceil(Number(period.to.slice(5, 7)) / 3)}季度`,
    periodFrom: period.from,
    periodTo: period.to,
    sealedAt,
    catalogueVersion: CATALOGUE_VERSION,
    isDemo: true,
  };
  const row = { ...seal, hash: sealHash(seal, places, values) };
  const columns = Object.keys(row);
  await query(
    `INSERT INTO seal (${columns.map(snakeCase).join(', ')})
      VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
  for (const { text, values: given } of insertsOf(
    { cityId: YANSHI_ID, sealId: seal.id, newId: () => chance.id(sealedAt) },
    places,
    values,
  ))
    await query(text, [...given]);
  await addLateHeadcount(query, chance, period);
  return 2 + places.length + values.length;
}

/** Of one session of the quarter somebody who came had not been counted. */
async function addLateHeadcount(
  query: OwnerQuery,
  chance: Chance,
  period: { readonly from: Day; readonly to: Day },
): Promise<void> {
  const [session] = await query<{
    id: string;
    place_id: string;
    place_path: string;
    topic_id: string;
    roles: string[];
  }>(
    `SELECT s.id, s.place_id, s.place_path, s.topic_id, array_agg(a.role) AS roles FROM session s
      JOIN attendance a ON a.city_id = s.city_id AND a.session_id = s.id
      WHERE s.held_from >= $1 AND s.held_to <= $2 GROUP BY s.city_id, s.id HAVING count(*) < $3
      ORDER BY s.held_to, s.id LIMIT 1`,
    [period.from, period.to, Object.keys(ParticipantRole).length],
  );
  const role = Object.values(ParticipantRole).find((candidate) => !session!.roles.includes(candidate))!;
  const at = moment(addDays(period.to, DAYS_TO_SEAL + DAYS_TO_FIND), 10);
  await query(
    'INSERT INTO attendance (city_id, id, place_id, place_path, session_id, topic_id, role, headcount, ' +
      'changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 2, $8)',
    [YANSHI_ID, chance.id(at), session!.place_id, session!.place_path, session!.id, session!.topic_id, role, at],
  );
}
