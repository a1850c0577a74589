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
  readonly kind?: string | null;
  readonly code?: string;
}

/** One city of an import: compares the file's rows with what is stored, then stores them. */
export class CityImport {
  readonly isNew: boolean;
  private readonly byCode: Map<string, RegisteredPlace>;
  private readonly paths: Set<string>;
  private readonly added: RegisteredPlace[] = [];
  private stored = 0;
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
      if (entry.steps.includes('FREE_CODE')) await this.freeCode(this.byCode.get(row.code)!);
      if (entry.steps.includes('ADD')) this.add(row);
      else await this.change(this.byCode.get(row.code)!, row, entry);
    }
    await this.store();
  }

  private async change(place: RegisteredPlace, row: PlaceRow, { steps }: RegisterEntry): Promise<void> {
    if (steps.includes('MOVE')) await this.move(place, this.byCode.get(row.parentCode!)!);
    if (steps.includes('RENAME')) await this.rename(place, row.name);
    if (steps.includes('ALIAS')) await this.update(place, { otherNames: [...place.otherNames, row.name] });
    if (!steps.includes('SET_KIND')) return;
    const former = { kind: place.kind };
    await this.update(place, { kind: row.kind });
    await this.remember(place, PlaceChangeKind.KIND_CHANGED, former);
  }

  /** The closed place keeps its records under a code that says when it was closed. */
  private async freeCode(place: RegisteredPlace): Promise<void> {
    const former = { code: place.code };
    await this.update(place, { code: `${place.code}-${place.closedOn!.replaceAll('-', '')}` });
    await this.remember(place, PlaceChangeKind.CODE_FREED, former);
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

  private async rename(place: RegisteredPlace, name: string): Promise<void> {
    const former = { name: place.name };
    await this.update(place, { name, otherNames: otherNamesWith(name, place.otherNames, former.name) });
    await this.remember(place, PlaceChangeKind.RENAMED, former);
  }

  private async move(place: RegisteredPlace, parent: RegisteredPlace): Promise<void> {
    // A new parent of this very file must be there before its first child moves in.
    await this.store();
    const former = { parentId: place.parentId };
    const formerPath = place.path;
    const path = childPath(parent.path, place.code, (candidate) => this.paths.has(candidate));
    await this.update(place, { parentId: parent.id, path });
    await this.query(MOVE_BELOW, [formerPath, path]);
    for (const other of this.byCode.values())
      if (other.path.startsWith(formerPath)) other.path = path + other.path.slice(formerPath.length);
    this.paths.add(path);
    await this.remember(place, PlaceChangeKind.MOVED, former);
  }

  private async update(
    place: RegisteredPlace,
    change: Partial<Pick<RegisteredPlace, 'name' | 'kind' | 'code' | 'otherNames' | 'parentId' | 'path'>>,
  ): Promise<void> {
    Object.assign(place, change);
    await this.query(
      `UPDATE place SET name = $2, kind = $3, code = $4, other_names = $5, parent_id = $6, path = $7,
        version = version + 1, changed_at = now() WHERE id = $1`,
      [place.id, place.name, place.kind, place.code, place.otherNames, place.parentId, place.path],
    );
  }

  private async remember(place: RegisteredPlace, kind: PlaceChangeKind, former: FormerState): Promise<void> {
    await this.query(
      `INSERT INTO place_change (city_id, id, place_id, place_path, kind, happened_on, former_name, former_parent_id,
        former_kind, former_code, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        this.cityId,
        uuidv7(),
        place.id,
        place.path,
        kind,
        todayInShanghai(),
        former.name ?? null,
        former.parentId ?? null,
        former.kind ?? null,
        former.code ?? null,
        placeMessages.importReason,
      ],
    );
  }

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
