import { fixedText, isListed } from '../kernel/statement-text.js';
import type pg from 'pg';
import {
  type Database,
  type Effort,
  type Row,
  StaleViewer,
  type Statement,
  type Transaction,
  countRoundTrip,
} from '../kernel/database.js';
import { CodedError, UserError } from '../kernel/errors.js';
import { KeyTaken } from '../kernel/journal.js';
import { type Viewer, isOfTheRoom } from '../kernel/viewer.js';
import { CITY_STATE, stateIn } from './city-state.js';
import { AnswerCache } from './answer-cache.js';
import { AT_ONCE, LockPatience, isLockLimit } from './lock-patience.js';
import type { ConnectionPool, ReadPool } from './pools.js';
import { nameOf } from './prepared-statements.js';
import { ReadBatch } from './read-batch.js';
import { opening, tenantContext } from './tenant-context.js';
import { TenantTransaction } from './tenant-transaction.js';
import { useDomainTypes } from './types.js';

/** Deadlocks and serialisation failures roll everything back, so a retry is safe. */
const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 4;
/** The SQL function assert_session_current raises this code. */
const STALE = 'HS001';

/** The SQLSTATE of a violated unique constraint. */
const TAKEN = '23505';
const KEYS = 'idempotency_key';

type WritePool = Pick<ConnectionPool, 'connect' | 'release' | 'errorFor' | 'end'>;

export interface TenantDatabaseOptions {
  /** Called with every statement of a read, also when the rows come from the cache. */
  readonly onRead?: (statements: readonly Statement[]) => void;
  /** For tests: called with a text that is about to be sent and that no statement family lists. */
  readonly onUnlisted?: (text: string) => void;
  /** The size of the cache of results in rows, see AnswerCache. The default is no cache. */
  readonly keptRows?: number;
}

export class TenantDatabase implements Database {
  /** null: no cache, every query is sent. */
  private readonly answers: AnswerCache | null;
  private readonly patience = new LockPatience();

  constructor(
    private readonly reads: ReadPool,
    private readonly writes: WritePool,
    private readonly options: TenantDatabaseOptions = {},
  ) {
    this.answers = options.keptRows ? new AnswerCache(options.keptRows) : null;
    useDomainTypes();
  }

  async read(
    viewer: Viewer,
    statements: readonly Statement[],
    peers: readonly Statement[] = [],
    effort?: Effort,
  ): Promise<Row[][]> {
    const all = [...statements, ...peers];
    this.options.onRead?.(all);
    const asked = { statements, peers, effort };
    // The public reads across cities, so no single city's state could end a cached result.
    if (!this.answers || !viewer.cityId || !all.some(isShared)) return (await this.put(viewer, asked)).rows;
    // Shared statements are read without the person's ids, so that their rows cannot depend on them. The other
    // statements travel with the check.
    const rights = rightsOf(viewer);
    const shared = only(asked, isShared);
    let own: Row[][] | null = null;
    const check = async (): Promise<string> => {
      const { rows, states } = await this.put(
        viewer,
        own ? { ...NOTHING, effort } : only(asked, (statement) => !isShared(statement)),
        [CITY_STATE],
      );
      own ??= rows;
      return states[0]!;
    };
    const found = await this.answers.read(keyOf(rights, shared), check, async () => {
      // Each statement sees what was committed when it began. Equal states before and after mean that all statements
      // saw the same data.
      const {
        rows,
        states: [before, after],
      } = await this.put(rights, shared, [CITY_STATE], [CITY_STATE]);
      return { rows, state: before === after ? before! : null };
    });
    const [ofAll, ofOne] = [found.values(), own!.values()];
    return all.map((statement) => (isShared(statement) ? ofAll : ofOne).next().value!);
  }

  /**
   * Sends a query if the viewer is still valid, and reads the city's state `before` and `behind` it.
   * @throws StaleViewer
   */
  private async put(
    viewer: Viewer,
    { statements, peers, effort }: Question,
    before: readonly Statement[] = [],
    behind: readonly Statement[] = [],
  ): Promise<{ rows: Row[][]; states: string[] }> {
    const settings = [...statements, ...peers].some(({ plan }) => plan === 'generic') ? READ_ONLY_GENERIC : READ_ONLY;
    const turning = peers.length > 0 ? [AS_PEERS] : [];
    const asked = [...before, ...statements, ...turning, ...peers, ...behind];
    // The batch is made when a connection is free. A query that waited in the queue then knows whether reads wait for
    // locks.
    const found = (
      await this.batch(() => [tenantContext(viewer, this.patience.opening + settings), ...asked], viewer, effort)
    ).slice(1);
    const states = [...found.splice(0, before.length), ...found.splice(found.length - behind.length)].map(stateIn);
    found.splice(statements.length, turning.length);
    return { rows: found, states };
  }

  private async batch(make: () => readonly Statement[], viewer: Viewer, effort: Effort | undefined): Promise<Row[][]> {
    try {
      return await this.reads.query(() => {
        const statements = make();
        countRoundTrip(effort, statements.length);
        this.check(statements);
        return new ReadBatch(statements, !isOfTheRoom(viewer));
      });
    } catch (error) {
      if (isLockLimit(error)) this.patience.lose();
      throw (error as { code?: string }).code === STALE ? new StaleViewer() : error;
    }
  }

  /** For tests: see `onUnlisted`. */
  private readonly check = (statements: readonly Statement[]): void => {
    const { onUnlisted } = this.options;
    if (onUnlisted) for (const { text } of statements) if (!isListed(text)) onUnlisted(text);
  };

  async write<T>(viewer: Viewer, work: (tx: Transaction) => Promise<T>, effort?: Effort): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.writeOnce(viewer, work, effort);
      } catch (error) {
        const code = (error as { code?: string }).code ?? '';
        if (code === STALE) throw new StaleViewer();
        if (code === TAKEN && (error as { table?: string }).table === KEYS) throw new KeyTaken();
        if (attempt >= ATTEMPTS || !RETRYABLE.has(code)) throw error;
      }
    }
  }

  private async writeOnce<T>(
    viewer: Viewer,
    work: (tx: Transaction) => Promise<T>,
    effort: Effort | undefined,
  ): Promise<T> {
    const client = await this.writes.connect('write');
    const transaction = new TenantTransaction(client, [tenantContext(viewer)], {
      effort,
      onSend: this.check,
      isMasked: !isOfTheRoom(viewer),
    });
    try {
      const result = await work(transaction);
      await transaction.commit();
      this.writes.release(client);
      return result;
    } catch (error) {
      await this.giveBack(client, transaction, error);
      // An undecided COMMIT is not retried. The client can ask with its Idempotency-Key whether it was written.
      throw this.writes.errorFor(error, transaction.isUndecided ? 'undecided' : 'write');
    }
  }

  /**
   * After a database error the connection is closed, which ends the transaction. After an error of our own code it is
   * rolled back.
   */
  private async giveBack(client: pg.PoolClient, transaction: TenantTransaction, error: unknown): Promise<void> {
    if (!(error instanceof UserError || error instanceof CodedError)) return this.writes.release(client, error);
    await transaction.rollback().then(
      () => this.writes.release(client),
      (failure: unknown) => this.writes.release(client, failure),
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.reads.end(), this.writes.end()]);
  }
}

/** Statements under the viewer's role, followed by those under the role `app_peers`. */
interface Question {
  readonly statements: readonly Statement[];
  readonly peers: readonly Statement[];
  readonly effort?: Effort | undefined;
}
const NOTHING: Question = { statements: [], peers: [] };
const isShared = (statement: Statement): boolean => statement.isShared === true;
const only = ({ statements, peers, effort }: Question, which: (statement: Statement) => boolean): Question => ({
  statements: statements.filter(which),
  peers: peers.filter(which),
  effort,
});

/** The cache key: equal for equal queries with equal rights. */
function keyOf(rights: Viewer, { statements, peers }: Question): string {
  const keyed = (some: readonly Statement[]): unknown[] => some.map(({ text, values }) => [nameOf(text), values]);
  return JSON.stringify([tenantContext(rights).values, keyed(statements), keyed(peers)]);
}

/** The viewer without ids of the person. Many viewers have the same rights. */
const rightsOf = (viewer: Viewer): Viewer => ({ ...viewer, accountId: null, tokenId: null, grantId: null });

/**
 * Changes to the role `app_peers`, after the viewer's statements and the check of the viewer. The city setting stays.
 */
const AS_PEERS: Statement = { text: fixedText('as peers', `SELECT set_config('role', 'app_peers', true)`), values: [] };
const READ_ONLY = opening(`set_config('transaction_read_only', 'on', true), `);
/**
 * Forces generic plans. PostgreSQL misjudges the cost of planning and would plan some statements again for every
 * request.
 */
const READ_ONLY_GENERIC = opening(`${READ_ONLY}set_config('plan_cache_mode', 'force_generic_plan', true), `);
for (const settings of [READ_ONLY, READ_ONLY_GENERIC]) opening(AT_ONCE + settings);
