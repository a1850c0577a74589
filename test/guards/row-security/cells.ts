import { type PlantedPlace, type PlantedRow, type PlantedWorld } from '../../support/planted-world.js';
import type { PlaceRef } from '../../support/world.js';
import { type Line, type Located, reaches, readRights, relationOf } from '../isolation/rights.js';
import { Visibility } from '../isolation/visibility.js';
import type { Context } from './contexts.js';
import { KEYS, type Tables, insertText } from './tables.js';
import { READ_AS, READ_BY_SELF, SELF, type Variant, WRITES } from './writes.js';

export interface Found {
  allowed: number;
  denied: number;
  readonly wrong: string[];
}
/** One query of a table, and its differences from docs/rights.md. */
export type Cells = (context: Context, table: string) => Promise<Found>;

interface Attempt {
  readonly sql: string;
  readonly row: PlantedRow;
  readonly by: readonly string[];
  readonly label: string;
  /** Says something only where the row's place is out of reach: what it hangs on stands elsewhere. */
  readonly isAstray?: boolean;
}
/** Tables without a tenant. Only the owner of a row sees it. */
const PLATFORM = new Set(['sign_in_name', 'access_token', 'sign_in_attempt', 'export_queue']);

/** Tables with rows of the city alone, written by triggers. */
const BY_CITY = new Set(['city_change']);

/** Whose policies look at the row that they hang on. */
const HANGING = new Set(['item_co_unit', 'implementation_event']);

/** Values that tables without planted rows need, besides those for their column types. */
const UNPLANTED: Readonly<Record<string, (here: PlantedPlace) => Record<string, unknown>>> = {
  place: ({ place }) => ({
    parent_id: place.id,
    path: `${place.path}ZZZZ`,
    level: 'COMMUNITY',
    kind: 'NEIGHBOURHOOD',
    is_demo: true,
  }),
  room_month_stat: ({ refs }) => ({ room_id: refs['room'] }),
  room_span_stat: ({ refs }) => ({ room_id: refs['room'], carried: false }),
  room_people_stat: ({ refs }) => ({ room_id: refs['room'] }),
  room_keeping: ({ refs }) => ({ room_id: refs['room'], kept: '{}', kept_all: '{}' }),
};

const found = (): Found => ({ allowed: 0, denied: 0, wrong: [] });

/** Queries the tables as a viewer and compares the results with docs/rights.md. */
export class RowCells {
  private readonly visibility = new Visibility();
  private readonly lines: ReadonlyMap<string, Line>;
  private readonly inserts = new Map<string, Attempt[]>();
  /** For rows without an id. */
  private readonly keys = new Map<string, string>();
  /** The planted rows only. Rows prepared by attempts are rolled back. */
  private readonly rows: readonly PlantedRow[];

  constructor(
    private readonly planted: PlantedWorld,
    private readonly tables: Tables,
  ) {
    this.lines = new Map(readRights().mutations.map((line) => [line.name, line]));
    this.rows = [...planted.rows.values()];
    for (const { token, table, column, row } of planted.canaries.values())
      if (KEYS[table] === column) this.keys.set(row.id, token);
    for (const row of planted.rows.values())
      if (row.table === 'export_queue')
        this.keys.set(row.id, planted.places.find(({ place }) => place.id === row.place.id)!.refs['export_job']!);
  }

  readonly select: Cells = async (context, table) => {
    const result = found();
    const key = this.tables.keyOf(table, context.role);
    const seen = new Set((await this.tables.seen(table, key)) ?? []);
    for (const row of this.rowsOf(table, key))
      this.note(
        result,
        this.reads(context, row),
        seen.has(this.keyOfRow(row, key)),
        `${context.label} reads ${table} of ${where(row)}`,
      );
    return result;
  };

  readonly insert: Cells = async (context, table) => {
    const result = found();
    const attempts = this.attemptsAt(table);
    const outcomes = await this.tables.attempts(attempts.map(({ sql }) => sql));
    attempts.forEach((attempt, index) => {
      const expected =
        context.role === 'hsl_owner' ? this.owns(context, attempt.row) : this.writes(context, attempt.row, attempt.by);
      if (attempt.isAstray && expected) return;
      this.note(
        result,
        expected,
        outcomes[index] !== 'denied',
        `${context.label} inserts ${attempt.label} (${outcomes[index]})`,
      );
    });
    return result;
  };

  readonly update: Cells = async (context, table) => {
    const by = WRITES[table]?.update ?? [];
    const result = await this.reached(context, table, by, new Set((await this.tables.changed(table)) ?? []), 'changes');
    const locked = await this.reached(
      context,
      table,
      WRITES[table]?.lock ?? by,
      new Set((await this.tables.locked(table)) ?? []),
      'locks',
    );
    result.wrong.push(...locked.wrong);
    if (result.allowed > 0 && context.role !== 'hsl_owner') await this.move(context, table, by, result);
    return result;
  };

  readonly remove: Cells = async (context, table) => {
    const left = new Set((await this.tables.left(table)) ?? this.rowsOf(table, 'id').map(({ id }) => id));
    const gone = new Set(
      this.rowsOf(table, 'id')
        .map(({ id }) => id)
        .filter((id) => !left.has(id)),
    );
    return this.reached(context, table, WRITES[table]?.delete ?? [], gone, 'deletes');
  };

  private async reached(
    context: Context,
    table: string,
    by: readonly string[],
    keys: ReadonlySet<string>,
    verb: string,
  ): Promise<Found> {
    const result = found();
    const key = this.tables.keyOf(table, '');
    for (const row of this.rowsOf(table, key)) {
      const expected = context.role === 'hsl_owner' ? this.owns(context, row) : this.writes(context, row, by);
      this.note(
        result,
        expected,
        keys.has(this.keyOfRow(row, key)),
        `${context.label} ${verb} ${table} of ${where(row)}`,
      );
    }
    return result;
  }

  /** Rows within reach are put out of it: the new row must be within reach as well. */
  private async move(context: Context, table: string, by: readonly string[], result: Found): Promise<void> {
    const foreign = this.planted.places.find(({ place }) => place.cityId !== context.place!.cityId)!.place;
    const moves: [set: string, isAllowed: boolean][] = [[`city_id = '${foreign.cityId}'`, false]];
    if (by.includes(SELF))
      moves.push([`account_id = '${foreign.id}'`, false], [`account_id = '${context.accountId}'`, true]);
    if (this.tables.has(table, 'place_path') && context.role !== 'app_city') {
      const { cityId } = context.place!;
      for (const {
        place: { path },
      } of this.planted.places)
        moves.push([`place_path = '${path}'`, this.may(context, { cityId, path }, null, by)]);
    }
    const outcomes = await this.tables.attempts(moves.map(([set]) => `UPDATE ${table} SET ${set}`));
    moves.forEach(([set, isAllowed], index) => {
      this.note(
        result,
        isAllowed,
        outcomes[index] !== 'denied',
        `${context.label} moves ${table} to ${set} (${outcomes[index]})`,
      );
    });
  }

  private note(result: Found, expected: boolean, actual: boolean, what: string): void {
    result[expected ? 'allowed' : 'denied'] += 1;
    if (expected !== actual) result.wrong.push(`${what}: ${actual ? 'let through' : 'denied'}`);
  }

  private reads(context: Context, row: PlantedRow): boolean {
    if (context.role === 'hsl_owner') return this.owns(context, row);
    if (PLATFORM.has(row.table)) return false;
    if (context.who === 'public') return !(row.table in READ_AS) && this.visibility.row(context, row);
    if (row.place.cityId !== context.place!.cityId) return false;
    if (context.role === 'app_peers')
      return this.tables.policies.some(({ table, name }) => table === row.table && name === 'peers');
    if (READ_BY_SELF.has(row.table)) return row.accountId === context.accountId;
    return this.visibility.row(context, { ...row, table: READ_AS[row.table] ?? row.table });
  }

  private owns = (context: Context, row: PlantedRow): boolean =>
    PLATFORM.has(row.table) || row.place.cityId === context.place!.cityId;

  private writes(context: Context, row: PlantedRow, by: readonly string[]): boolean {
    return context.place !== null && context.role !== 'app_peers' && this.may(context, row.place, row.accountId, by);
  }

  private may(context: Context, to: Located, accountId: string | null, by: readonly string[]): boolean {
    const relation = relationOf(context.place!, to);
    if (relation === 'other city') return false;
    return by.some((name) => {
      if (name === SELF) return accountId !== null && accountId === context.accountId;
      const line = this.lines.get(name);
      if (!line) throw new Error(`docs/rights.md has no line "${name}" (test/guards/row-security/writes.ts)`);
      return reaches(line.cells[context.who], relation);
    });
  }

  /** Rows of numbers have no id: there it is one a place that is looked for. */
  private rowsOf(table: string, key: string): PlantedRow[] {
    const isByCity = BY_CITY.has(table);
    if (!isByCity && key !== 'place_path' && key !== 'path') {
      const rows = this.rows.filter((row) => row.table === table);
      return table === 'account' ? rows.map((row) => ({ ...row, accountId: row.id })) : rows;
    }
    const places = this.planted.places.filter(({ place }) => !isByCity || place.level === 'CITY');
    return places.map(({ place, published }) => ({
      table,
      id: place.path,
      place,
      published,
      accountId: null,
    }));
  }

  private keyOfRow(row: PlantedRow, key: string): string {
    if (BY_CITY.has(row.table)) return row.place.cityId;
    return key === 'place_path' || key === 'path' ? row.place.path : (this.keys.get(row.id) ?? row.id);
  }

  private attemptsAt(table: string): Attempt[] {
    const known = this.inserts.get(table);
    if (known) return known;
    const variants = WRITES[table]?.insert ?? [{ by: [] }];
    const attempts = this.planted.places.flatMap((here) =>
      variants.flatMap((variant, index): Attempt[] => {
        const made = (from: PlantedPlace, label: string): Attempt =>
          this.attempt(table, here, variant, from, `${table} no. ${index} at ${here.place.code}${label}`);
        const plain = made(here, '');
        if (!HANGING.has(table)) return [plain];
        return [
          plain,
          ...this.planted.places
            .filter((other) => other !== here)
            .map((other) => ({ ...made(other, ` under an item of ${other.place.code}`), isAstray: true })),
        ];
      }),
    );
    this.inserts.set(table, attempts);
    return attempts;
  }

  private attempt(
    table: string,
    here: PlantedPlace,
    { by, values }: Variant,
    from: PlantedPlace,
    label: string,
  ): Attempt {
    const made = this.planted.candidate(table, here, { ...UNPLANTED[table]?.(here), ...values?.(from.refs) });
    const id = String(made['id']);
    return { sql: insertText(table, made), by, row: rowAt(table, id, here.place, here.refs['account'] ?? null), label };
  }
}

const rowAt = (table: string, id: string, place: PlaceRef, accountId: string | null): PlantedRow => ({
  table,
  id,
  place,
  published: false,
  accountId,
});
const where = (row: PlantedRow): string => `${row.place.code}${row.published ? ', published' : ''}`;
