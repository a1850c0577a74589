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
import { ReadBatch } from './read-batch.js';
import { isAnswer } from './trouble.js';
import { insertStatement, joinsOthers } from './write-statements.js';

/** A statement on its way; somebody may wait for its rows. */
interface Waiting {
  statement: Statement;
  resolve?(rows: Row[]): void;
  reject?(error: unknown): void;
}

/**
 * Writes inside one transaction that runs under the viewer's role and context. What need not be waited for (opening,
 * inserts) travels with the next statement that must, the last of them with COMMIT, and what is asked in the same turn
 * travels together: a mutation costs as many round trips as it has turns.
 */
export class TenantTransaction implements Transaction {
  private waiting: Waiting[];
  private hasBegun = false;
  private isLast = false;
  private isOver = false;
  private isTurnOpen = false;
  /** COMMIT was sent, and what became of it was not heard. */
  isUndecided = false;
  /** Rows of one table, gathered for one INSERT. */
  private gathered: { entity: EntityClass; rows: object[] } | null = null;

  /** @param onSend called with the statements of each round trip before they are sent */
  constructor(
    private readonly client: pg.PoolClient,
    opening: readonly Statement[],
    private readonly effort?: Effort,
    private readonly onSend?: (statements: readonly Statement[]) => void,
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
      // Behind the loaders, which gather in turns of their own.
      setImmediate(() => void this.send());
    }) as Promise<T[]>;
  }

  /** A caller that waits for a row waits for the whole batch, and fails with it. */
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
   * A transaction that travels as a whole needs neither BEGIN nor COMMIT: what stands before one Sync is done or undone
   * together.
   */
  private async exchange(batch: readonly Waiting[]): Promise<void> {
    this.hasBegun = true;
    const isWhole = batch[0]!.statement === BEGIN && batch.at(-1)!.statement === COMMIT;
    const sent = isWhole ? batch.slice(1, -1) : batch;
    countRoundTrip(this.effort, sent.length);
    const statements = sent.map((item) => item.statement);
    this.onSend?.(statements);
    const query = new ReadBatch(statements);
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

  /** The next questions are the last: COMMIT travels with them, and nothing after them is part of the transaction. */
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

  /** A violated constraint shows when the row is sent: at the next question, or at the end. */
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

  /**
   * What was not sent yet need not be undone; who still waits for it, or asks from now on, gets an error that it is
   * over.
   */
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
  new UserError(
    'CONFLICT',
    {
      zh: '这条记录刚刚被别人改过；请看看现在的内容，再改一次。',
      en: 'Somebody has changed this record in the meantime: look at its current state and try again.',
    },
    ['input', 'expectedVersion'],
    current,
  );
