import { createPool, createReadPool } from '../../src/db/pools.js';
import { TenantDatabase } from '../../src/db/tenant-database.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { uuidv7 } from '../../src/kernel/uuid.js';
import { PUBLIC_VIEWER, type ReaderRole, type Viewer } from '../../src/kernel/viewer.js';
import type { LoopWorld } from './loop-world.js';

/** What PostgreSQL says when a grant or a policy stands in the way. */
export const REFUSED = /permission denied|row-level security/;
export const LET_THROUGH = 'let through';

/**
 * Writes under the roles of the levels without the server's own rules: what is refused here, the database itself
 * refuses.
 */
export class DatabaseLevels {
  readonly room: Viewer;
  readonly street: Viewer;
  readonly otherStreet: Viewer;
  readonly city: Viewer;

  private constructor(
    private readonly w: LoopWorld,
    private readonly database: TenantDatabase,
  ) {
    const viewer = (reader: ReaderRole, role: GrantRole, placePath: string): Viewer => ({
      ...PUBLIC_VIEWER,
      accountId: uuidv7(),
      cityId: w.city.cityId,
      grantId: uuidv7(),
      role,
      reader,
      placePath,
    });
    this.room = viewer('app_room', GrantRole.CONVENER, w.community.path);
    this.street = viewer('app_street', GrantRole.STREET_PARTY_OFFICE, w.street.path);
    this.otherStreet = viewer('app_street', GrantRole.STREET_PARTY_OFFICE, `${w.city.path}0002`);
    this.city = viewer('app_city', GrantRole.CITY_COMMITTEE, w.city.path);
  }

  static async open(w: LoopWorld): Promise<DatabaseLevels> {
    const { appUrl } = w.world.db;
    return new DatabaseLevels(w, new TenantDatabase(createReadPool(appUrl, 1), createPool(appUrl, 1, 'test-levels')));
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** Tries and takes it back. @returns LET_THROUGH, or what PostgreSQL said. */
  run(who: Viewer, text: string, values: readonly unknown[] = []): Promise<string> {
    return this.database
      .write<string>(who, async (tx) => {
        await tx.rows({ text, values });
        throw new Error(LET_THROUGH);
      })
      .catch((error: Error) => error.message);
  }

  /** A row at the community. */
  insert(who: Viewer, table: string, row: Record<string, unknown>): Promise<string> {
    const full = {
      city_id: this.w.city.cityId,
      id: uuidv7(),
      place_id: this.w.community.id,
      place_path: this.w.community.path,
      ...row,
    };
    const keys = Object.keys(full);
    return this.run(
      who,
      `INSERT INTO ${table} (${keys.join(', ')}) VALUES (${keys.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(full),
    );
  }
}
