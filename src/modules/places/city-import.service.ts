import { todayInShanghai } from '../../kernel/imprecise-date.js';
import { uuidv7 } from '../../kernel/uuid.js';
import { placeMessages } from './messages.js';
import type { OwnerQuery } from './owner-source.service.js';
import type { PlaceRow } from './place-check.service.js';
import type { ImportProblem } from './place-csv.service.js';
import { PlaceChangeKind, PlaceLevel } from './place.enums.js';
import { otherNamesWith } from './place-names.service.js';
import { MOVE_BELOW, childPath, cityPath } from './place-path.service.js';

interface Stored {
  id: string;
  path: string;
  parentId: string | null;
  level: PlaceLevel;
  kind: string | null;
  code: string;
  name: string;
  otherNames: string[];
  closedOn: string | null;
  isDemo: boolean;
}

const REASON = placeMessages.importReason;

/** Thrown inside the transaction, so that what earlier cities of the file had stored is undone too. */
export class Refusal extends Error {
  constructor(readonly problems: readonly ImportProblem[]) {
    super('import refused');
  }
}

const LEVEL_ORDER = Object.values(PlaceLevel);

/** One city of an import: compares the file's rows with what is stored, inside the import's transaction. */
export class CityImport {
  readonly added: Stored[] = [];
  renamed = 0;
  moved = 0;
  changed = 0;
  unchanged = 0;
  absent: string[] = [];
  readonly isNew: boolean;
  private readonly byCode: Map<string, Stored>;
  private readonly paths: Set<string>;

  private constructor(
    private readonly query: OwnerQuery,
    private readonly cityId: string,
    private readonly isDemo: boolean,
    stored: readonly Stored[],
  ) {
    this.isNew = stored.length === 0;
    this.byCode = new Map(stored.map((place) => [place.code, place]));
    this.paths = new Set(stored.map((place) => place.path));
  }

  static async begin(query: OwnerQuery, cityId: string, isDemo: boolean): Promise<CityImport> {
    const stored = await query<Stored>(
      `SELECT id, path, parent_id AS "parentId", level, kind, code, name, other_names AS "otherNames",
        closed_on::text AS "closedOn", is_demo AS "isDemo" FROM place FOR UPDATE`,
    );
    return new CityImport(query, cityId, isDemo, stored);
  }

  /** Parents before children, so that a child finds its parent's path, new or moved. */
  async run(rows: readonly PlaceRow[]): Promise<void> {
    const codes = new Set(rows.map((row) => row.code));
    this.absent = [...this.byCode.values()]
      .filter((place) => !place.closedOn && !codes.has(place.code))
      .map((place) => place.code)
      .sort();
    const problems = rows.flatMap((row) => this.problemOf(row) ?? []);
    if (problems.length > 0) throw new Refusal(problems);
    for (const row of rows.toSorted((a, b) => LEVEL_ORDER.indexOf(a.level) - LEVEL_ORDER.indexOf(b.level))) {
      const place = this.byCode.get(row.code);
      if (place) await this.compare(place, row);
      else this.add(row);
    }
    await this.store();
  }

  private problemOf(row: PlaceRow): ImportProblem | null {
    const place = this.byCode.get(row.code);
    const parent = row.parentCode ? this.byCode.get(row.parentCode) : null;
    if (place && place.level !== row.level)
      return {
        row: row.row,
        code: 'LEVEL_CHANGED',
        text: placeMessages.levelChanged(row.code, place.level),
      };
    const staysClosed = place?.closedOn || (place && place.parentId === parent?.id);
    if (parent?.closedOn && !staysClosed)
      return {
        row: row.row,
        code: 'PARENT_CLOSED',
        text: placeMessages.parentClosed(parent.name, parent.code),
      };
    return null;
  }

  private add(row: PlaceRow): void {
    const parent = row.parentCode ? this.byCode.get(row.parentCode)! : null;
    const path = parent
      ? childPath(parent.path, row.code, (candidate) => this.paths.has(candidate))
      : cityPath(row.code);
    const isDemo = this.isNew ? this.isDemo : [...this.byCode.values()][0]!.isDemo;
    const place: Stored = {
      id: parent ? uuidv7() : this.cityId,
      path,
      parentId: parent?.id ?? null,
      level: row.level,
      kind: row.kind,
      code: row.code,
      name: row.name,
      otherNames: otherNamesWith(row.name, []),
      closedOn: null,
      isDemo,
    };
    this.paths.add(path);
    this.byCode.set(row.code, place);
    this.added.push(place);
  }

  /**
   * A closed place hangs under its successor by a decision taken here; a register that still lists it does not undo
   * that.
   */
  private async compare(place: Stored, row: PlaceRow): Promise<void> {
    const parentId = row.parentCode ? this.byCode.get(row.parentCode)!.id : null;
    const isSame = place.name === row.name && place.kind === row.kind && place.parentId === parentId;
    if (place.closedOn || isSame) {
      this.unchanged += 1;
      return;
    }
    this.changed += 1;
    if (place.parentId !== parentId) await this.move(place, this.byCode.get(row.parentCode!)!);
    if (place.name !== row.name || place.kind !== row.kind) await this.rename(place, row);
  }

  private async rename(place: Stored, row: PlaceRow): Promise<void> {
    const former = place.name === row.name ? null : place.name;
    await this.query(
      'UPDATE place SET name = $2, kind = $3, other_names = $4, version = version + 1, changed_at = now() ' +
        'WHERE id = $1',
      [place.id, row.name, row.kind, otherNamesWith(row.name, place.otherNames, former ?? undefined)],
    );
    if (!former) return;
    this.renamed += 1;
    await this.remember(place, PlaceChangeKind.RENAMED, former, null);
  }

  private async move(place: Stored, parent: Stored): Promise<void> {
    // A new parent of this very file must be there before its first child moves in.
    await this.store();
    const former = { path: place.path, parentId: place.parentId };
    const path = childPath(parent.path, place.code, (candidate) => this.paths.has(candidate));
    await this.query(
      'UPDATE place SET path = $2, parent_id = $3, version = version + 1, changed_at = now() WHERE id = $1',
      [place.id, path, parent.id],
    );
    await this.query(MOVE_BELOW, [former.path, path]);
    for (const other of this.byCode.values())
      if (other.path.startsWith(former.path)) other.path = path + other.path.slice(former.path.length);
    this.moved += 1;
    place.parentId = parent.id;
    this.paths.add(path);
    await this.remember(place, PlaceChangeKind.MOVED, null, former.parentId);
  }

  private async remember(
    place: Stored,
    kind: PlaceChangeKind,
    formerName: string | null,
    formerParentId: string | null,
  ): Promise<void> {
    await this.query(
      'INSERT INTO place_change (city_id, id, place_id, place_path, kind, happened_on, former_name, ' +
        'former_parent_id, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [this.cityId, uuidv7(), place.id, place.path, kind, todayInShanghai(), formerName, formerParentId, REASON],
    );
  }

  private stored = 0;

  private async store(): Promise<void> {
    const waiting = this.added.slice(this.stored);
    this.stored = this.added.length;
    if (waiting.length === 0) return;
    await this.query(
      `INSERT INTO place (city_id, id, path, parent_id, level, kind, code, name, other_names, is_demo)
      SELECT $1, r.id, r.path, r."parentId", r.level, r.kind, r.code, r.name,
      ARRAY(SELECT jsonb_array_elements_text(r."otherNames")), r."isDemo"
      FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, path text, "parentId" uuid, level text, kind text, code text,
      name text, "otherNames" jsonb, "isDemo" boolean)`,
      [this.cityId, JSON.stringify(waiting)],
    );
  }
}
