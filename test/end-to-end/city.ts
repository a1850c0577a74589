import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { todayInShanghai } from '../../src/kernel/imprecise-date.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import { hashPassword } from '../../src/modules/accounts/auth-store.service.js';
import { loadDemo } from '../../src/modules/demo/demo.service.js';
import { cityIdOf } from '../../src/modules/places/place-import.service.js';
import { tableNames } from '../../src/modules/registry.js';
import { World } from '../support/world.js';
import { HttpApi } from './http-api.js';

const OF_SIGNING_IN = ['account', 'access_grant', 'access_token', 'idempotency_key'];

export interface RoomAt {
  readonly placeCode: string;
  readonly roomId: string;
}

/** The demonstration, served on a port of its own, and its people at the other end of a connection. */
export class DemoCity {
  private constructor(
    readonly world: World,
    readonly today: string,
    readonly nobody: HttpApi,
    private readonly password: string,
    readonly cityId: string,
  ) {}

  static async start(): Promise<DemoCity> {
    const world = await World.start();
    const password = randomBytes(12).toString('base64url');
    const today = todayInShanghai();
    await loadDemo(world.owner, {
      today,
      passwordHash: await hashPassword(password),
      placesCsv: readFileSync('data/rugao-places.csv', 'utf8'),
    });
    const address = await world.server.app.listen({ host: '127.0.0.1', port: 0 });
    return new DemoCity(
      world,
      today,
      new HttpApi(`${address}/graphql`, world.server.schema),
      password,
      cityIdOf('990100'),
    );
  }

  stop(): Promise<void> {
    return this.world.stop();
  }

  signIn(username: string): Promise<HttpApi> {
    return this.nobody.signIn(username, this.password);
  }

  /** Every room of the invented city. */
  async rooms(): Promise<RoomAt[]> {
    const rows = await this.world.sql<{ id: string; code: string }>(
      this.cityId,
      'SELECT r.id, p.code FROM room r JOIN place p ON p.city_id = r.city_id AND p.id = r.place_id ORDER BY p.code',
    );
    return rows.map((row) => ({ placeCode: row.code, roomId: toGlobalId('Room', this.cityId, row.id) }));
  }

  /** The administrator gives each of these rooms a convener, who signs in. */
  async convenersOf(rooms: readonly RoomAt[]): Promise<HttpApi[]> {
    const admin = await this.signIn('yanshi-admin');
    const people: HttpApi[] = [];
    for (const { placeCode } of rooms) {
      const username = `convener-${placeCode}`;
      await admin.do('accountCreate', {
        username,
        displayName: `召集人 ${placeCode}`,
        password: this.password,
        role: 'CONVENER',
        placeCode,
      });
      people.push(await this.signIn(username));
    }
    return people;
  }

  /** A hash of every row of every table of the city but those signing in writes: after a refusal nothing may differ. */
  async everything(): Promise<Record<string, string>> {
    const state: Record<string, string> = {};
    for (const name of tableNames().filter((table) => !OF_SIGNING_IN.includes(table))) {
      const [row] = await this.world.sql<{ state: string }>(
        this.cityId,
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text COLLATE "C")), '') AS state
          FROM "${name}" t`,
      );
      state[name] = row!.state;
    }
    return state;
  }
}
