import type pg from 'pg';
import type { EntityClass } from '../kernel/columns.js';
import type { Addressed, Row, Statement, Transaction } from '../kernel/database.js';
import { UserError } from '../kernel/errors.js';
import { ReadBatch } from './read-batch.js';
import { insertStatement, insertedColumns, updateStatement } from './write-statements.js';

/**
 * Writes inside one transaction that runs under the viewer's role and context. What need not be waited for (opening, inserts) travels with the
 * next statement that must, the last of them with COMMIT: a mutation costs as many round trips as it has questions.
 */
export class TenantTransaction implements Transaction {
  private waiting: Statement[];
  private isLast = false;
  private isOver = false;
  /** Rows of one table with the same columns, gathered for one INSERT. */
  private gathered: { entity: EntityClass; columns: string; rows: object[] } | null = null;

  constructor(private readonly client: pg.PoolClient, opening: readonly Statement[]) {
    this.waiting = [BEGIN, ...opening];
  }

  async rows<T extends object = Row>(statement: Statement): Promise<T[]> {
    if (this.isOver) throw new Error('The transaction is over: its last question has been asked.');
    this.close();
    const batch = new ReadBatch([...this.waiting, statement, ...(this.isLast ? [COMMIT] : [])]);
    this.waiting = [];
    this.isOver = this.isLast;
    this.client.query(batch as never);
    return (await batch.done).at(this.isOver ? -2 : -1) as T[];
  }

  /** The next question is the last: COMMIT travels with it, and nothing after it is part of the transaction. */
  commitWithNext(): void { this.isLast = true; }

  /** A violated constraint shows when the row is sent: at the next question, or at the end. */
  insert<T extends object>(entity: EntityClass<T>, row: Partial<T>): void {
    const columns = insertedColumns(row).join();
    if (this.gathered?.entity !== entity || this.gathered.columns !== columns) {
      this.close();
      this.gathered = { entity, columns, rows: [] };
    }
    this.gathered.rows.push(row);
  }

  private close(): void {
    if (this.gathered) this.waiting.push(insertStatement(this.gathered.entity, this.gathered.rows));
    this.gathered = null;
  }

  async update<T extends Addressed>(entity: EntityClass<T>, row: T, patch: Partial<T>): Promise<void> {
    if ((await this.rows(updateStatement(entity, row, patch))).length !== 1) throw conflict();
  }

  async commit(): Promise<void> {
    if (this.isOver) return;
    this.isLast = false;
    await this.rows(COMMIT);
  }
  async rollback(): Promise<void> { await this.rows(ROLLBACK); }
}

const BEGIN: Statement = { text: 'BEGIN', values: [] };
const COMMIT: Statement = { text: 'COMMIT', values: [] };
const ROLLBACK: Statement = { text: 'ROLLBACK', values: [] };

export const conflict = (current?: object): UserError => new UserError('CONFLICT', {
  zh: '这条记录刚刚被别人改过；请看看现在的内容，再改一次。', en: 'Somebody has changed this record in the meantime: look at its current state and try again.',
}, ['input', 'expectedVersion'], current);
