import { type OwnerSource, inCity } from '../../db/migrate.js';
import { uuidv7 } from '../../kernel/uuid.js';
import { cityIdOf } from '../places/place-import.service.js';
import { USERNAME } from './account.service.js';
import { hashPassword } from './auth-store.service.js';
import { accountMessages } from './messages.js';

export interface FirstAdministrator {
  readonly cityCode: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Creates the first administrator of a city, on the operator's command line.
 * @throws Error in both languages when the city is unknown or the name is taken
 */
export async function createCityAdministrator(
  source: OwnerSource,
  { cityCode, username, password }: FirstAdministrator,
): Promise<void> {
  if (!USERNAME.test(username)) throw new Error(accountMessages.firstUsernameForm);
  const hash = await hashPassword(password);
  const cityId = cityIdOf(cityCode);
  await inCity(source, cityId, async (manager) => {
    const [city] = (await manager.query('SELECT path FROM place WHERE id = $1', [cityId])) as { path: string }[];
    if (!city) throw new Error(accountMessages.cityUnknown(cityCode));
    const taken = (await manager.query('SELECT 1 FROM sign_in_name WHERE username = $1', [username])) as unknown[];
    if (taken.length > 0) throw new Error(accountMessages.firstUsernameTaken(username));
    const accountId = uuidv7();
    await manager.query('INSERT INTO account (city_id, id, username, display_name) VALUES ($1, $2, $3, $4)', [
      cityId,
      accountId,
      username,
      accountMessages.firstDisplayName(username),
    ]);
    await manager.query(
      `INSERT INTO access_grant (city_id, id, place_id, place_path, account_id, role)
        VALUES ($1, $2, $1, $3, $4, 'CITY_ADMIN')`,
      [cityId, uuidv7(), city.path, accountId],
    );
    await manager.query(
      'INSERT INTO sign_in_name (username, city_id, account_id, password_hash) VALUES ($1, $2, $3, $4)',
      [username, cityId, accountId, hash],
    );
  });
}
