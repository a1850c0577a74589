import type { AuthPool } from '../../db/auth-pool.js';
import type { ComparisonBase, TrendStep } from '../comparison/answers/comparison-export.service.js';
import { hashToken } from '../accounts/auth-store.service.js';
import type { GrantRole } from '../../kernel/grant-role.js';
import { type Viewer, readerFor } from '../../kernel/viewer.js';
import type { ExportFailure, ExportFormat, ExportKind } from './export.enums.js';

/** An export this server has taken on, and who asked for it: as that viewer, and as nobody else, it is read. */
export interface ClaimedExport {
  readonly id: string;
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  readonly withinId: string;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly metrics: readonly string[];
  readonly trendStep: TrendStep | null;
  readonly sealId: string | null;
  readonly against: ComparisonBase | null;
  /** Tables have columns of codes beside those of words. */
  readonly codes: boolean;
  readonly catalogueVersion: string;
  readonly isDemo: boolean;
  readonly role: GrantRole;
  readonly viewer: Viewer;
}

interface ClaimRow {
  export_id: string;
  kind: ExportKind;
  format: ExportFormat;
  within_id: string;
  period_from: string | null;
  period_to: string | null;
  metrics: string[];
  trend_step: TrendStep | null;
  seal_id: string | null;
  against: ComparisonBase | null;
  codes: boolean;
  catalogue_version: string;
  is_demo: boolean;
  account_id: string;
  username: string;
  display_name: string;
  city_id: string;
  grant_id: string;
  role: GrantRole;
  place_id: string;
  place_path: string;
  place_level: string;
}

export interface FileFacts {
  readonly rowCount: number;
  readonly byteCount: number;
  readonly sha256: string;
}
export interface TakenExport {
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  readonly createdAt: Date;
}
export type FilePart = 'data' | 'cover';

/** A server that says nothing for so long is taken for dead, and its export is somebody else's. */
const LEASE_SECONDS = 60;

/**
 * The queue is the table: several servers share it, a restart finds it again. Spoken to through functions alone, for no
 * reader may see whom else an export is for.
 */
export class ExportQueue {
  constructor(private readonly pool: AuthPool) {}

  /** The longest waiting export nobody writes, whose grant still holds; null when there is none. */
  async claim(worker: string): Promise<ClaimedExport | null> {
    const [row] = await this.pool.rows<ClaimRow>('SELECT * FROM export_claim($1::uuid, $2::int)', [
      worker,
      LEASE_SECONDS,
    ]);
    return row ? { ...claimed(row), viewer: viewerOf(row) } : null;
  }

  /**
   * @returns false when the export is no longer this worker's, or the grant behind it no longer holds: stop at once.
   */
  async progress(id: string, worker: string, rowsDone: number): Promise<boolean> {
    return this.asked('SELECT export_progress($1::uuid, $2::uuid, $3::int, $4::int) AS done', [
      id,
      worker,
      rowsDone,
      LEASE_SECONDS,
    ]);
  }

  /** @returns false when it was not this worker's to finish. */
  async finish(id: string, worker: string, { rowCount, byteCount, sha256 }: FileFacts): Promise<boolean> {
    return this.asked('SELECT export_finish($1::uuid, $2::uuid, $3::int, $4::bigint, $5::text) AS done', [
      id,
      worker,
      rowCount,
      byteCount,
      sha256,
    ]);
  }

  async fail(id: string, worker: string, failure: ExportFailure): Promise<void> {
    await this.asked('SELECT export_fail($1::uuid, $2::uuid, $3::text) AS done', [id, worker, failure]);
  }

  /** Back into the queue. The next server starts it from the beginning. */
  async release(id: string, worker: string): Promise<void> {
    await this.asked('SELECT export_release($1::uuid, $2::uuid) AS done', [id, worker]);
  }

  /** Ends what is past its time; the files are the sweep's business. */
  async expire(): Promise<void> {
    await this.pool.rows('SELECT export_expire()', []);
  }

  /**
   * Uses the link up. Null for every reason: used before, past its time, not ready, somebody else's, a wrong secret, a
   * grant that no longer holds.
   */
  async take(
    id: string,
    secret: string,
    accountId: string,
    part: FilePart,
    kinds: readonly ExportKind[],
  ): Promise<TakenExport | null> {
    const [row] = await this.pool.rows<{ kind: ExportKind; format: ExportFormat; created_at: Date }>(
      'SELECT * FROM export_take($1::uuid, $2::bytea, $3::uuid, $4::text, $5::text[])',
      [id, hashToken(secret), accountId, part, kinds],
    );
    return row ? { kind: row.kind, format: row.format, createdAt: row.created_at } : null;
  }

  private async asked(text: string, values: readonly unknown[]): Promise<boolean> {
    const [row] = await this.pool.rows<{ done: boolean }>(text, values);
    return row?.done ?? false;
  }
}

const claimed = (row: ClaimRow): Omit<ClaimedExport, 'viewer'> => ({
  id: row.export_id,
  kind: row.kind,
  format: row.format,
  withinId: row.within_id,
  periodFrom: row.period_from,
  periodTo: row.period_to,
  metrics: row.metrics,
  trendStep: row.trend_step,
  sealId: row.seal_id,
  against: row.against,
  codes: row.codes,
  catalogueVersion: row.catalogue_version,
  isDemo: row.is_demo,
  role: row.role,
});

const viewerOf = (row: ClaimRow): Viewer => ({
  accountId: row.account_id,
  username: row.username,
  displayName: row.display_name,
  cityId: row.city_id,
  grantId: row.grant_id,
  role: row.role,
  placeId: row.place_id,
  placePath: row.place_path,
  reader: readerFor(row.role, row.place_level),
  scopes: null,
  tokenId: null,
});
