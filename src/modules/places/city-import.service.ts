import { todayInShanghai } from '../../kernel/imprecise-date.js';
import { uuidv7 } from '../../kernel/uuid.js';
import { placeMessages } from './messages.js';
import type { OwnerQuery } from './owner-source.service.js';
import type { PlaceRow } from './place-check.service.js';
import { PlaceChangeKind, PlaceLevel } from './place.enums.js';
import { otherNamesWith } from './place-names.service.js';
import { MOVE_BELOW, childPath, cityPath } from './place-path.service.js';
import type { PlanGround } from './register-fingerprint.service.js';
import {
  type RegisterAnswers,
  type RegisterEntry,
  type RegisteredPlace,
  planRegister,
} from './register-plan.service.js';

const LEVEL_ORDER = Object.values(PlaceLevel);

interface FormerState {
  readonly name?: string;
  readonly parentId?: string | null;
  readonly formerKind?: string | null;
  readonly code?: string;
}

interface ChangeRow extends FormerState {
  readonly id: string;
  readonly placeId: string;
  readonly path: string;
  readonly kind: PlaceChangeKind;
}

/** One city of an import: compares the file's rows with what is stored, then stores them. */
export class CityImport {
  readonly isNew: boolean;
  private readonly byCode: Map<string, RegisteredPlace>;
  private readonly paths: Set<string>;
  private readonly added: RegisteredPlace[] = [];
  private stored = 0;
  private readonly updated = new Set<RegisteredPlace>();
  private changes: ChangeRow[] = [];
  private work: { readonly row: PlaceRow; readonly entry: RegisterEntry }[] = [];

  private constructor(
    private readonly query: OwnerQuery,
    private readonly cityId: string,
    private readonly isDemo: boolean,
    private readonly registered: readonly RegisteredPlace[],
  ) {
    this.isNew = registered.length === 0;
    this.byCode = new Map(registered.map((place) => [place.code, place]));
    this.paths = new Set(registered.map((place) => place.path));
  }

  static async begin(query: OwnerQuery, cityId: string, isDemo: boolean): Promise<CityImport> {
    const registered = await query<RegisteredPlace>(
      `SELECT p.id, p.path, p.parent_id AS "parentId", p.level, p.kind, p.code, p.name, p.other_names AS "otherNames",
        p.closed_on::text AS "closedOn", p.is_demo AS "isDemo",
        coalesce((SELECT array_agg(c.former_name) FROM place_change c WHERE c.place_id = p.id
          AND c.kind = 'RENAMED' AND c.reason IS DISTINCT FROM $1), '{}') AS "namesGivenUp",
        EXISTS (SELECT 1 FROM place_change c WHERE c.place_id = p.id AND c.kind = 'KIND_CHANGED'
          AND c.reason IS DISTINCT FROM $1) AS "kindWasSet",
        (SELECT r.name FROM room r WHERE r.city_id = p.city_id AND r.place_path >= p.path
          AND r.place_path < p.path || '~' LIMIT 1) AS "roomName"
      FROM place p FOR UPDATE OF p`,
      [placeMessages.importReason],
    );
    return new CityImport(query, cityId, isDemo, registered);
  }

  /** To be taken before `apply`, which changes what is registered. */
  ground(rows: readonly PlaceRow[]): PlanGround {
    return { rows, registered: this.registered.map((place) => ({ ...place })), elsewhere: [] };
  }

  /** What would be done. Nothing is changed. */
  plan(rows: readonly PlaceRow[], answers: RegisterAnswers): RegisterEntry[] {
    const entries = planRegister(rows, this.registered, answers);
    this.work = rows
      .map((row, index) => ({ row, entry: entries[index]! }))
      .toSorted((a, b) => LEVEL_ORDER.indexOf(a.row.level) - LEVEL_ORDER.indexOf(b.row.level));
    return entries;
  }

  /** Parents before children, so that a child finds its parent's path, new or moved. */
  async apply(): Promise<void> {
    for (const { row, entry } of this.work) {
      if (entry.steps.includes('FREE_CODE')) this.freeCode(this.byCode.get(row.code)!);
      if (entry.steps.includes('ADD')) this.add(row);
      else await this.change(this.byCode.get(row.code)!, row, entry);
    }
    await this.store();
  }

  private async change(place: RegisteredPlace, row: PlaceRow, { steps }: RegisterEntry): Promise<void> {
    if (steps.includes('MOVE')) await this.move(place, this.byCode.get(row.parentCode!)!);
    if (steps.includes('RENAME')) this.rename(place, row.name);
    if (steps.includes('ALIAS')) this.update(place, { otherNames: [...place.otherNames, row.name] });
    if (!steps.includes('SET_KIND')) return;
    const former = { formerKind: place.kind };
    this.update(place, { kind: row.kind });
    this.remember(place, PlaceChangeKind.KIND_CHANGED, former);
  }

  /** The closed place keeps its records under a code that says when it was closed. */
  private freeCode(place: RegisteredPlace): void {
    const former = { code: place.code };
    this.update(place, { code: `${place.code}-${place.closedOn!.replaceAll('-', '')}` });
    this.remember(place, PlaceChangeKind.CODE_FREED, former);
  }

  private add(row: PlaceRow): void {
    const parent = row.parentCode ? this.byCode.get(row.parentCode)! : null;
    const path = parent
      ? childPath(parent.path, row.code, (candidate) => this.paths.has(candidate))
      : cityPath(row.code);
    const place: RegisteredPlace = {
      id: parent ? uuidv7() : this.cityId,
      path,
      parentId: parent?.id ?? null,
      level: row.level,
      kind: row.kind,
      code: row.code,
      name: row.name,
      otherNames: otherNamesWith(row.name, []),
      closedOn: null,
      isDemo: this.isNew ? this.isDemo : this.registered[0]!.isDemo,
      namesGivenUp: [],
      kindWasSet: false,
      roomName: null,
    };
    this.paths.add(path);
    this.byCode.set(row.code, place);
    this.added.push(place);
  }

  private rename(place: RegisteredPlace, name: string): void {
    const former = { name: place.name };
    this.update(place, { name, otherNames: otherNamesWith(name, place.otherNames, former.name) });
    this.remember(place, PlaceChangeKind.RENAMED, former);
  }

  private async move(place: RegisteredPlace, parent: RegisteredPlace): Promise<void> {
    // A new parent of this very file must be there before its first child moves in.
    await this.store();
    const former = { parentId: place.parentId };
    const formerPath = place.path;
    const path = childPath(parent.path, place.code, (candidate) => this.paths.has(candidate));
    this.update(place, { parentId: parent.id, path });
    await this.storeUpdates();
    await this.query(MOVE_BELOW, [formerPath, path]);
    for (const other of this.byCode.values())
      if (other.path.startsWith(formerPath)) other.path = path + other.path.slice(formerPath.length);
    this.paths.add(path);
    this.remember(place, PlaceChangeKind.MOVED, former);
  }

  private update(
    place: RegisteredPlace,
    change: Partial<Pick<RegisteredPlace, 'name' | 'kind' | 'code' | 'otherNames' | 'parentId' | 'path'>>,
  ): void {
    Object.assign(place, change);
    this.updated.add(place);
  }

  private remember(place: RegisteredPlace, kind: PlaceChangeKind, former: FormerState): void {
    this.changes.push({ id: uuidv7(), placeId: place.id, path: place.path, kind, ...former });
  }

  /** One statement for all places: a register of thousands of changes fits into one transaction. */
  private async storeUpdates(): Promise<void> {
    if (this.updated.size === 0) return;
    await this.query(
      `UPDATE place p SET name = r.name, kind = r.kind, code = r.code,
        other_names = ARRAY(SELECT jsonb_array_elements_text(r."otherNames")), parent_id = r."parentId", path = r.path,
        version = p.version + 1, changed_at = now()
      FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, path text, "parentId" uuid, kind text, code text,
        name text, "otherNames" jsonb) WHERE p.id = r.id`,
      [JSON.stringify([...this.updated])],
    );
    this.updated.clear();
  }

  private async storeChanges(): Promise<void> {
    if (this.changes.length === 0) return;
    await this.query(
      `INSERT INTO place_change (city_id, id, place_id, place_path, kind, happened_on, former_name, former_parent_id,
        former_kind, former_code, reason)
      SELECT $1, r.id, r."placeId", r.path, r.kind, $3, r.name, r."parentId", r."formerKind", r.code, $4
      FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, "placeId" uuid, path text, kind text, name text,
        "parentId" uuid, "formerKind" text, code text)`,
      [this.cityId, JSON.stringify(this.changes), todayInShanghai(), placeMessages.importReason],
    );
    this.changes = [];
  }

  private async store(): Promise<void> {
    await this.storeUpdates();
    await this.storeAdded();
    await this.storeChanges();
  }

  private async storeAdded(): Promise<void> {
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
