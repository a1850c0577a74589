import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { assemble, type Server } from '../../src/assemble.js';
import { createOwnerDataSource } from '../../src/db/migrate.js';
import { PLAN_FAULT, createLog } from '../../src/http/log.js';
import type { Statement } from '../../src/kernel/database.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { plainText } from '../../src/kernel/plain-text.js';
import { uuidv7 } from '../../src/kernel/uuid.js';
import { hashPassword } from '../../src/modules/accounts/auth-store.service.js';
import { entities } from '../../src/modules/registry.js';
import { Api } from './api.js';
import { type TestDatabase, createTestDatabase } from './database.js';

const PASSWORD = randomBytes(12).toString('base64url');
let sharedHash: Promise<string> | null = null;

export interface WorldOptions {
  readonly logLevel?: string;
  readonly trustProxy?: number;
  readonly poolSize?: number;
  readonly keptRows?: number;
  readonly secureCookies?: boolean;
  /** A database to use instead of a clone of the template. */
  readonly db?: TestDatabase;
  /**
   * Puts a proxy between the server and its database.
   * @returns the address to use instead
   */
  readonly through?: (url: string) => Promise<string>;
}

/** What code adds to a row of these tables. */
const PLAIN: Readonly<Record<string, (row: Record<string, unknown>) => Record<string, unknown>>> = {
  topic: ({ title }) => ({ plain_title: plainText(String(title)) }),
  attendance_person: ({ name }) => ({ plain_name: plainText(String(name)) }),
};

export interface PlaceRef {
  readonly cityId: string;
  readonly id: string;
  readonly path: string;
  readonly code: string;
  readonly name: string;
  readonly level: string;
}
export interface RoomRef {
  readonly id: string;
  readonly place: PlaceRef;
}

/**
 * A running server on a database of its own, and short ways to fill it: the owner's connection writes what a city has
 * before anyone signs in.
 */
export class World {
  readonly statements: Statement[] = [];
  /** Columns that the database does not have yet, for tests of upgrades. */
  readonly missingColumns = new Set<string>();
  readonly logLines: string[] = [];
  /** Texts of statements that were sent and that the code does not list: see kernel/statement-text.ts. */
  readonly unlisted = new Set<string>();
  /** Set by a test that sends statements of its own. */
  sendsOwnTexts = false;
  private cities = 0;

  private constructor(
    readonly db: TestDatabase,
    readonly owner: DataSource,
    private running: Server | null,
  ) {}

  static async start({ logLevel = 'info', ...options }: WorldOptions = {}): Promise<World> {
    const db = options.db ?? (await createTestDatabase());
    const owner = createOwnerDataSource({ url: db.migratorUrl, entities, migrations: [] });
    await owner.initialize();
    const world = new World(db, owner, null);
    world.running = await assemble({
      appUrl: (await options.through?.(db.appUrl)) ?? db.appUrl,
      authUrl: db.authUrl,
      poolSize: options.poolSize ?? 4,
      health: { isReady: async () => true },
      log: createLog(logLevel, { write: (line: string) => void world.logLines.push(line) }),
      onRead: (statements) => world.statements.push(...statements),
      onUnlisted: (text) => void world.unlisted.add(text),
      ...(options.keptRows === undefined ? {} : { keptRows: options.keptRows }),
      ...(options.trustProxy === undefined ? {} : { trustProxy: options.trustProxy }),
      ...(options.secureCookies === undefined ? {} : { secureCookies: options.secureCookies }),
    });
    return world;
  }

  get server(): Server {
    return this.running!;
  }
  get anonymous(): Api {
    return new Api(this.server.app);
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.owner.destroy();
    await this.db.drop();
    // graphql-js answers when a plan fails, so no other assertion would notice the failure.
    const faults = this.logLines.filter((line) => line.includes(PLAN_FAULT));
    if (faults.length > 0) throw new Error(`faults of the read plan: ${faults.join('')}`);
    if (!this.sendsOwnTexts && this.unlisted.size > 0)
      throw new Error(`statements that the code does not list: ${[...this.unlisted].join('\n')}`);
  }

  /** Runs SQL as the owner inside one city. */
  async sql<T extends object = Record<string, any>>(
    cityId: string,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<T[]> {
    return this.owner.transaction(async (manager) => {
      await manager.query(`SELECT set_config('app.city_id', $1, true)`, [cityId]);
      const result: unknown = await manager.query(text, [...values]);
      return (
        Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number'
          ? result[0]
          : result
      ) as T[];
    });
  }

  async insert(cityId: string, table: string, row: Record<string, unknown>): Promise<string> {
    const full: Record<string, unknown> = { city_id: cityId, id: uuidv7(), ...PLAIN[table]?.(row), ...row };
    const keys = Object.keys(full).filter((key) => !this.missingColumns.has(key));
    await this.sql(
      cityId,
      `INSERT INTO ${table} (${keys.map((key) => `"${key}"`).join(', ')})
        VALUES (${keys.map((_, index) => `$${index + 1}`).join(', ')})`,
      keys.map((key) => full[key]),
    );
    return full['id'] as string;
  }

  /** A city with the default procedure. */
  async city(name = '甲市'): Promise<PlaceRef> {
    this.cities += 1;
    const id = uuidv7();
    const place: PlaceRef = {
      cityId: id,
      id,
      path: `T${String(this.cities).padStart(3, '0')}`,
      code: `99${String(this.cities).padStart(4, '0')}`,
      name,
      level: 'CITY',
    };
    await this.insert(id, 'place', { id, path: place.path, level: 'CITY', code: place.code, name, is_demo: true });
    await this.procedure(id);
    return place;
  }

  private async procedure(cityId: string): Promise<void> {
    const procedureId = await this.insert(cityId, 'procedure', {
      number: 1,
      title: '默认程序',
      in_force_from: '2019-01-01',
    });
    const kinds = [
      'TOPIC_SELECTION',
      'PARTICIPANT_DESIGNATION',
      'RESEARCH',
      'DELIBERATION',
      'OUTCOME_REPORTING',
      'IMPLEMENTATION',
      'EVALUATION',
    ];
    for (const [index, kind] of kinds.entries()) {
      await this.insert(cityId, 'procedure_stage', {
        procedure_id: procedureId,
        ordinal: index + 1,
        kind,
        title: kind,
        title_en: kind,
        gate_mode: 'REMIND',
      });
    }
  }

  private async below(
    parent: PlaceRef,
    level: 'DISTRICT' | 'STREET' | 'COMMUNITY',
    kind: string | null,
    serial: number,
    name: string,
  ): Promise<PlaceRef> {
    const place: PlaceRef = {
      cityId: parent.cityId,
      id: uuidv7(),
      path: `${parent.path}${String(serial).padStart(4, '0')}`,
      code: `${parent.code}${String(serial).padStart(3, '0')}`,
      name,
      level,
    };
    await this.insert(parent.cityId, 'place', {
      id: place.id,
      path: place.path,
      parent_id: parent.id,
      level,
      kind,
      code: place.code,
      name,
      is_demo: true,
    });
    return place;
  }

  district(city: PlaceRef, serial = 1, name = `第${serial}区`): Promise<PlaceRef> {
    return this.below(city, 'DISTRICT', null, serial, name);
  }
  street(city: PlaceRef, serial = 1, name = `第${serial}街道`): Promise<PlaceRef> {
    return this.below(city, 'STREET', 'SUBDISTRICT', serial, name);
  }
  community(street: PlaceRef, serial = 1, name = `第${serial}社区`): Promise<PlaceRef> {
    return this.below(street, 'COMMUNITY', 'NEIGHBOURHOOD', serial, name);
  }

  async room(place: PlaceRef, fields: Record<string, unknown> = {}): Promise<RoomRef> {
    const id = await this.insert(place.cityId, 'room', {
      place_id: place.id,
      place_path: place.path,
      name: `${place.name}协商议事室`,
      enrolled_on: '2020-01-01',
      ...fields,
    });
    return { id, place };
  }

  /** Creates an account with one grant, signs in, and returns its API client. */
  async account(role: GrantRole, place: PlaceRef, username = `u${randomBytes(5).toString('hex')}`): Promise<Api> {
    sharedHash ??= hashPassword(PASSWORD);
    const accountId = await this.insert(place.cityId, 'account', { username, display_name: `测试账号 ${username}` });
    await this.insert(place.cityId, 'access_grant', {
      account_id: accountId,
      role,
      place_id: place.id,
      place_path: place.path,
    });
    await this.sql(
      place.cityId,
      'INSERT INTO sign_in_name (username, city_id, account_id, password_hash) VALUES ($1, $2, $3, $4)',
      [username, place.cityId, accountId, await sharedHash],
    );
    return this.signIn(username);
  }

  signIn(username: string, password = PASSWORD): Promise<Api> {
    return this.anonymous.signIn(username, password);
  }
}
