// What lies in the bench's database besides the records: accounts to sign in with, the function the other contenders
// write through, and where to find things.
import { randomBytes } from 'node:crypto';
import { cityId, codeOf, communityId, idOf, pathOf, roomId } from './data.mjs';
import { hashPassword, hashToken } from '../dist/src/modules/accounts/auth-store.service.js';
import { COMPARE } from './compare-sql.mjs';
import { TREND } from './trend-sql.mjs';
import { METRICS, STEPS, VALUE_TYPE, valuesSql } from './values.mjs';

const CLERKS = 40;
/** Rooms that all record within the same hour, when a city holds its deliberation day. */
const CAMPAIGN_ROOMS = 350;
/** Topics sessions are recorded for, over all rooms. */
const KNOWN_TOPICS = 2000;

const SESSION = {
  heldOn: '2026-06-15',
  headcount: 12,
  suggestions: [1, 2, 3, 4, 5, 6].map((n) => `第${n}条建议：请有关单位到现场看一看，再定办法。`),
};

/**
 * The same rows a recorded session leaves: topic found or made, its steps, the session, headcount, suggestions. Runs
 * with the caller's rights, and as ours looks things up by key alone (see createWritePool).
 */
const RECORD = `CREATE FUNCTION bench_record_session(p_room uuid, p_title text, p_held date, p_headcount int,
  p_suggestions text[], p_place uuid, p_path text)
RETURNS session LANGUAGE plpgsql SET enable_bitmapscan = off AS $body$
DECLARE city uuid := current_setting('app.city_id')::uuid; t topic; s session; proc uuid; n int;
BEGIN
  SELECT * INTO t FROM topic x WHERE x.room_id = p_room AND x.plain_title = p_title AND x.state <> 'CLOSED' FOR UPDATE;
  IF t.id IS NULL THEN
    SELECT p.id INTO proc FROM procedure p ORDER BY p.number DESC LIMIT 1;
    INSERT INTO topic (city_id, id, place_id, place_path, room_id, procedure_id, title, plain_title, track,
    proposed_from, proposed_to, proposed_precision, origin)
      VALUES (city, gen_random_uuid(), p_place, p_path, p_room, proc, p_title, p_title, 'SIMPLE', p_held, p_held, 'DAY',
      'RECORDED_FROM_PAPER') RETURNING * INTO t;
    INSERT INTO topic_step (city_id, id, place_id, place_path, topic_id, kind, from_stage, to_stage, happened_from,
    happened_to, happened_precision, actor)
      VALUES (city, gen_random_uuid(), p_place, p_path, t.id, 'PROPOSED', NULL, 'TOPIC_SELECTION', p_held, p_held,
      'DAY', 'bench'),
             (city, gen_random_uuid(), p_place, p_path, t.id, 'APPROVED', 'TOPIC_SELECTION', 'TOPIC_SELECTION', p_held,
             p_held, 'DAY', 'bench'),
             (city, gen_random_uuid(), p_place, p_path, t.id, 'ADVANCED', 'TOPIC_SELECTION', 'DELIBERATION', p_held,
             p_held, 'DAY', 'bench');
  END IF;
  SELECT coalesce(max(x.ordinal), 0) + 1 INTO n FROM session x WHERE x.topic_id = t.id;
  INSERT INTO session (city_id, id, place_id, place_path, room_id, topic_id, round, ordinal, state, held_from, held_to,
  held_precision, origin)
    VALUES (city, gen_random_uuid(), p_place, p_path, p_room, t.id, t.round, n, 'HELD', p_held, p_held, 'DAY',
    'RECORDED_FROM_PAPER') RETURNING * INTO s;
  INSERT INTO attendance (city_id, id, place_id, place_path, session_id, topic_id, role, headcount)
  VALUES (city, gen_random_uuid(), p_place, p_path, s.id, t.id, 'OTHER', p_headcount);
  INSERT INTO suggestion (city_id, id, place_id, place_path, room_id, topic_id, session_id, ordinal, text, origin)
    SELECT city, gen_random_uuid(), p_place, p_path, p_room, t.id, s.id, u.n, u.text, 'RECORDED_FROM_PAPER'
    FROM unnest(p_suggestions) WITH ORDINALITY AS u(text, n);
  RETURN s;
END $body$`;

export async function prepareWorld(client, shape) {
  await client.query(RECORD);
  // PostGraphile offers a relation only where an index serves the whole foreign key.
  await client.query('CREATE INDEX ON room (city_id, place_id, place_path)');
  // And one foreign key is one relation: what a part shares with its parent in a single key is set separately.
  for (const [table, keys] of Object.entries({
    session: { room_id: 'room', topic_id: 'topic' },
    suggestion: { session_id: 'session' },
  })) {
    await client.query(
      `COMMENT ON TABLE ${table} IS '${Object.entries(keys)
        .map(([column, parent]) => `@foreignKey (city_id, ${column}) references ${parent} (city_id, id)`)
        .join('\n')}'`,
    );
  }
  await client.query('GRANT EXECUTE ON FUNCTION bench_record_session TO app_room');
  await client.query(VALUE_TYPE);
  for (const [name, { text }, head, metrics] of [
    ['compare', COMPARE, ['code text', 'name text'], METRICS],
    ['trend', TREND, ['month date'], STEPS],
  ]) {
    await client.query(`CREATE TYPE bench_${name}_row AS (${head.join(', ')}, numbers bench_value[])`);
    await client.query(
      `CREATE FUNCTION bench_${name}(p_from date,
        p_to date) RETURNS SETOF bench_${name}_row LANGUAGE sql STABLE AS $body$
        SELECT ${head.map((column) => `q.${column.split(' ')[0]}`).join(', ')}, ${valuesSql(metrics)}
        FROM (${text}) q $body$`,
    );
    await client.query(`GRANT EXECUTE ON FUNCTION bench_${name} TO app_city`);
  }
  const password = randomBytes(12).toString('base64url');
  const hash = await hashPassword(password);
  const main = shape.cities[0];
  const viewers = {
    city: await account(client, hash, {
      username: 'bench-city',
      role: 'CITY_COMMITTEE',
      reader: 'app_city',
      place: cityId(0),
      path: pathOf(0),
    }),
  };
  const clerks = Math.min(CLERKS, main.streets * main.roomsPerStreet);
  for (let n = 0; n < clerks; n += 1) {
    const [street, community] = [n % main.streets, Math.floor(n / main.streets)];
    viewers[`clerk${n}`] = {
      ...(await account(client, hash, {
        username: `bench-clerk${n}`,
        role: 'CLERK',
        reader: 'app_room',
        place: communityId(0, street, community),
        path: pathOf(0, street, community),
      })),
      room: roomId(0, street, community),
    };
  }
  const campaign = Math.min(CAMPAIGN_ROOMS, main.streets * main.roomsPerStreet);
  for (let n = clerks; n < campaign; n += 1) {
    const [street, community] = [n % main.streets, Math.floor(n / main.streets)];
    const name = `clerk${n}`;
    viewers[name] = {
      ...(await account(client, hash, {
        username: `bench-${name}`,
        role: 'CLERK',
        reader: 'app_room',
        place: communityId(0, street, community),
        path: pathOf(0, street, community),
      })),
      room: roomId(0, street, community),
      token: randomBytes(24).toString('base64url'),
    };
    await client.query(
      `INSERT INTO access_token (hash, id, city_id, account_id, grant_id, kind, scopes, expires_at)
        VALUES ($1, gen_random_uuid(), $2, $3, $4, 'SERVICE', '{RECORD_READ,RECORD_WRITE}', '2199-01-01')`,
      [hashToken(viewers[name].token), cityId(0), viewers[name].accountId, viewers[name].grantId],
    );
  }
  let turn = 0;
  const pick = (count) => {
    turn = (turn * 1103515245 + 12345) % 2147483648;
    return turn % count;
  };
  let serial = 0;
  let round = 0;
  const newSession = (writers = clerks, titled = 'known') => {
    const viewer = `clerk${(serial += 1) % writers}`;
    const { place, path, room } = viewers[viewer];
    return {
      viewer,
      ...SESSION,
      roomId: room,
      placeId: place,
      path,
      topicTitle:
        titled === 'new'
          ? `量测全新议题${serial}`
          : `量测新议题${Math.floor(serial / writers) % Math.round(KNOWN_TOPICS / writers)}`,
    };
  };
  return {
    password,
    viewers,
    clerks,
    campaign,
    anyRoom: () => ({ city: cityId(0), id: roomId(0, pick(main.streets), pick(main.roomsPerStreet)) }),
    anyStreet: () => ({ code: codeOf(0, pick(main.streets)) }),
    /** Six months, a different stretch each time. */
    anyPeriod: () => {
      const month = 6 + pick(18);
      const day = (at) => `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
      return { from: day(month), to: new Date(Date.parse(day(month + 6)) - 86_400_000).toISOString().slice(0, 10) };
    },
    city: { code: codeOf(0), path: pathOf(0) },
    /** Of topics that are there after the warm-up, or of one that nobody knew. */
    newSession,
    /**
     * One city after the other, each in its own rooms in turn; recorded by hand, so a context is all its writer needs.
     */
    newSessionAnywhere: () => {
      const city = (round += 1) % shape.cities.length;
      if (city === 0) return newSession();
      const at = [city, 0, Math.floor(round / shape.cities.length) % shape.cities[city].roomsPerStreet];
      return {
        ...SESSION,
        writer: { reader: 'app_room', cityId: cityId(city), accountId: '', role: 'CLERK' },
        roomId: roomId(...at),
        placeId: communityId(...at),
        path: pathOf(...at),
        topicTitle: `量测新议题${round % 7}`,
      };
    },
  };
}

async function account(client, hash, { username, role, reader, place, path }) {
  const [accountId, grantId] = [idOf(100, serialOf()), idOf(101, serialOf())];
  await client.query('INSERT INTO account (city_id, id, username, display_name) VALUES ($1, $2, $3, $3)', [
    cityId(0),
    accountId,
    username,
  ]);
  await client.query(
    'INSERT INTO access_grant (city_id, id, place_id, place_path, account_id, role) VALUES ($1, $2, $3, $4, $5, $6)',
    [cityId(0), grantId, place, path, accountId, role],
  );
  await client.query(
    'INSERT INTO sign_in_name (username, city_id, account_id, password_hash) VALUES ($1, $2, $3, $4)',
    [username, cityId(0), accountId, hash],
  );
  return { username, reader, role, cityId: cityId(0), accountId, grantId, place, path };
}

let serials = 0;
const serialOf = () => (serials += 1);
