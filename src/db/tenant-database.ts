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
import type { Viewer } from '../kernel/viewer.js';
import { CITY_STATE, stateIn } from './city-state.js';
import { AnswerCache } from './answer-cache.js';
import { AT_ONCE, LockPatience, isLockLimit } from './lock-patience.js';
import type { ConnectionPool, ReadPool } from './pools.js';
import { nameOf } from './prepared-statements.js';
import { ReadBatch } from './read-batch.js';
import { opening, tenantContext } from './tenant-context.js';
import { TenantTransaction } from './tenant-transaction.js';
import { useDomainTypes } from './types.js';

/** Deadlock and serialisation failures leave nothing behind, so trying again is safe. */
const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 4;
/** See assert_session_current. */
const STALE = 'HS001';

/** A unique value that is there already. */
const TAKEN = '23505';
const KEYS = 'idempotency_key';

type WritePool = Pick<ConnectionPool, 'connect' | 'release' | 'errorFor' | 'end'>;

export interface TenantDatabaseOptions {
  /** Called with every statement that is asked, also of those whose answer is at hand. */
  readonly onRead?: (statements: readonly Statement[]) => void;
  /** Called with a text that is about to be sent and that no statement family lists; for tests. */
  readonly onUnlisted?: (text: string) => void;
  /** How many rows of answers are kept until their city is written to, see AnswerCache; by default none. */
  readonly keptRows?: number;
}

export class TenantDatabase implements Database {
  /** null: every question is sent. */
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
    // The public reads across cities, so no city's state says when its answers end.
    if (!this.answers || !viewer.cityId || !all.some(isShared)) return (await this.put(viewer, asked)).rows;
    // What is shared is read without a word of the person, so that it cannot hang on it; what is not travels with the
    // check.
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
      // Each statement sees what is committed when it begins: two equal states before and behind mean that all saw the
      // same.
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
   * Puts a question for a viewer who is still what the request began with, and reads the city's state `before` and
   * `behind` it.
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
    // Made when a connection is at hand: what waited in the line knows then whether a lock is worth waiting for.
    const found = (
      await this.batch(() => [tenantContext(viewer, this.patience.opening + settings), ...asked], effort)
    ).slice(1);
    const states = [...found.splice(0, before.length), ...found.splice(found.length - behind.length)].map(stateIn);
    found.splice(statements.length, turning.length);
    return { rows: found, states };
  }

  private async batch(make: () => readonly Statement[], effort: Effort | undefined): Promise<Row[][]> {
    try {
      return await this.reads.query(() => {
        const statements = make();
        countRoundTrip(effort, statements.length);
        this.check(statements);
        return new ReadBatch(statements);
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
    const transaction = new TenantTransaction(client, [tenantContext(viewer)], effort, this.check);
    try {
      const result = await work(transaction);
      await transaction.commit();
      this.writes.release(client);
      return result;
    } catch (error) {
      await this.giveBack(client, transaction, error);
      // Never sent a second time: what COMMIT left behind is the client's to ask, under its Idempotency-Key.
      throw this.writes.errorFor(error, transaction.isUndecided ? 'undecided' : 'write');
    }
  }

  /**
   * After a database error the transaction is thrown away with its connection; after a refusal of ours it is undone.
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

/** What is asked under the viewer's role, and behind it under the peers'. */
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

/** Equal for equal questions under equal rights. */
function keyOf(rights: Viewer, { statements, peers }: Question): string {
  const keyed = (some: readonly Statement[]): unknown[] => some.map(({ text, values }) => [nameOf(text), values]);
  return JSON.stringify([tenantContext(rights).values, keyed(statements), keyed(peers)]);
}

/** The rights alone, which many have. */
const rightsOf = (viewer: Viewer): Viewer => ({ ...viewer, accountId: null, tokenId: null, grantId: null });

/**
 * Behind the viewer's own statements and the check that the viewer is still current; the city stays what the context
 * said.
 */
const AS_PEERS: Statement = { text: fixedText('as peers', `SELECT set_config('role', 'app_peers', true)`), values: [] };
const READ_ONLY = opening(`set_config('transaction_read_only', 'on', true), `);
/**
 * PostgreSQL compares costs of planning it does not know well: some statements would be planned again for every
 * request.
 */
const READ_ONLY_GENERIC = opening(`${READ_ONLY}set_config('plan_cache_mode', 'force_generic_plan', true), `);
for (const settings of [READ_ONLY, READ_ONLY_GENERIC]) opening(AT_ONCE + settings);
