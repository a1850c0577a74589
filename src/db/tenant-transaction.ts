import { fixedText } from '../kernel/statement-text.js';
import type pg from 'pg';
import type { EntityClass } from '../kernel/columns.js';
import {
  type Addressed,
  type Effort,
  type Row,
  type RowUpdate,
  type Statement,
  type Transaction,
  countRoundTrip,
} from '../kernel/database.js';
import { UserError } from '../kernel/errors.js';
import { updateStatement } from '../kernel/row-update.js';
import { dbMessages } from './messages.js';
import { ReadBatch } from './read-batch.js';
import { isAnswer } from './trouble.js';
import { insertStatement, joinsOthers } from './write-statements.js';

/** A queued statement. With `resolve`, a caller waits for its rows. */
interface Waiting {
  statement: Statement;
  resolve?(rows: Row[]): void;
  reject?(error: unknown): void;
}

interface TransactionOptions {
  readonly effort?: Effort | undefined;
  /** Called with the statements of each round trip before they are sent. */
  readonly onSend?: (statements: readonly Statement[]) => void;
  /** Private numbers are masked in what is read last, the answer. */
  readonly isMasked?: boolean;
}

/**
 * A transaction with writes, under the viewer's role and context.
 * Statements without a waiting caller (opening, inserts) are sent with the next query or with COMMIT.
 * Queries of one turn of the event loop are sent in one batch. So a mutation costs one round trip for each turn.
 */
export class TenantTransaction implements Transaction {
  private waiting: Waiting[];
  private hasBegun = false;
  private isLast = false;
  private isOver = false;
  private isTurnOpen = false;
  /** True while COMMIT was sent and its result is unknown. */
  isUndecided = false;
  /** Queued rows of one table, for one INSERT. */
  private gathered: { entity: EntityClass; rows: object[] } | null = null;

  constructor(
    private readonly client: pg.PoolClient,
    opening: readonly Statement[],
    private readonly options: TransactionOptions = {},
  ) {
    this.waiting = [BEGIN, ...opening].map((statement) => ({ statement }));
  }

  rows<T extends object = Row>(statement: Statement): Promise<T[]> {
    return new Promise<Row[]>((resolve, reject) => {
      if (this.isOver) throw new Error('The transaction is over: its last question has been asked.');
      this.close();
      this.waiting.push({ statement, resolve, reject });
      if (this.isTurnOpen) return;
      this.isTurnOpen = true;
      // `setImmediate` runs after the loaders, which collect their keys in earlier turns.
      setImmediate(() => void this.send());
    }) as Promise<T[]>;
  }

  /** Sends the queue as one batch. If a statement fails, every waiting caller of the batch gets the error. */
  private async send(): Promise<void> {
    this.isTurnOpen = false;
    this.close();
    const batch = this.waiting;
    this.waiting = [];
    this.isOver ||= this.isLast;
    if (batch.length === 0) return;
    try {
      await this.exchange(this.isLast ? [...batch, { statement: COMMIT }] : batch);
    } catch (error) {
      for (const item of batch) item.reject?.(error);
    }
  }

  /**
   * Sends a batch. If it holds the whole transaction, BEGIN and COMMIT are left out: statements before one Sync are
   * committed or rolled back together.
   */
  private async exchange(batch: readonly Waiting[]): Promise<void> {
    this.hasBegun = true;
    const isWhole = batch[0]!.statement === BEGIN && batch.at(-1)!.statement === COMMIT;
    const sent = isWhole ? batch.slice(1, -1) : batch;
    countRoundTrip(this.options.effort, sent.length);
    const statements = sent.map((item) => item.statement);
    this.options.onSend?.(statements);
    // What a service reads before may be written again, so only the answer is masked.
    const query = new ReadBatch(statements, this.isLast && this.options.isMasked);
    this.isUndecided = batch.at(-1)!.statement === COMMIT;
    this.client.query(query as never);
    const results = await query.done.catch((error: unknown) => {
      if (isAnswer(error)) this.isUndecided = false;
      throw error;
    });
    this.isUndecided = false;
    sent.forEach((item, index) => item.resolve?.(results[index]!));
    if (isWhole) batch.at(-1)!.resolve?.([]);
  }

  /** The next batch ends with COMMIT. Nothing sent later is part of the transaction. */
  commitWithNext(): void {
    this.isLast = true;
  }

  later(statement: Statement): void {
    this.close();
    this.waiting.push({ statement });
  }

  async settle(): Promise<void> {
    if (!this.hasBegun) await this.rows(NOTHING);
  }

  /** Queues a row. A violated constraint is reported when the row is sent, with the next query or with COMMIT. */
  insert<T extends object>(entity: EntityClass<T>, row: Partial<T>): void {
    if (this.gathered?.entity !== entity || !joinsOthers(row)) {
      this.close();
      this.gathered = { entity, rows: [] };
    }
    this.gathered.rows.push(row);
    if (!joinsOthers(row)) this.close();
  }

  private close(): void {
    if (this.gathered) this.waiting.push({ statement: insertStatement(this.gathered.entity, this.gathered.rows) });
    this.gathered = null;
  }

  async update<T extends Addressed, K extends keyof T & string>(
    update: RowUpdate<T, K>,
    row: T,
    patch: Partial<Pick<T, K>>,
  ): Promise<void> {
    if ((await this.rows(updateStatement(update, row, patch))).length !== 1) throw conflict();
  }

  async commit(): Promise<void> {
    if (this.isOver) return;
    this.isLast = false;
    await this.rows(COMMIT);
  }

  /** Rolls back what was sent, and drops the queue. Callers that still wait, and later calls, get an error. */
  async rollback(): Promise<void> {
    const unsent = this.waiting;
    [this.waiting, this.gathered, this.isLast, this.isOver] = [[], null, false, false];
    for (const item of unsent) item.reject?.(new Error('The transaction was undone before this was sent.'));
    const undone = this.hasBegun ? this.rows(ROLLBACK) : null;
    this.isOver = true;
    await undone;
  }
}

const BEGIN: Statement = { text: fixedText('begin', 'BEGIN'), values: [] };
const COMMIT: Statement = { text: fixedText('commit', 'COMMIT'), values: [] };
const ROLLBACK: Statement = { text: fixedText('rollback', 'ROLLBACK'), values: [] };
const NOTHING: Statement = { text: fixedText('nothing', 'SELECT 1'), values: [] };

export const conflict = (current?: object): UserError =>
  new UserError('CONFLICT', dbMessages.changedMeanwhile, ['input', 'expectedVersion'], current);
