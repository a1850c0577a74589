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
  /** Rows of one table with the same columns, gathered for one INSERT. */
  private gathered: { entity: EntityClass; columns: string; rows: object[] } | null = null;

  constructor(private readonly client: pg.PoolClient, opening: readonly Statement[]) {
    this.waiting = [BEGIN, ...opening];
  }

  async rows<T extends object = Row>(statement: Statement): Promise<T[]> {
    this.close();
    const batch = new ReadBatch([...this.waiting, statement]);
    this.waiting = [];
    this.client.query(batch as never);
    return (await batch.done).at(-1) as T[];
  }

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

  async commit(): Promise<void> { await this.rows(COMMIT); }
  async rollback(): Promise<void> { await this.rows(ROLLBACK); }
}

const BEGIN: Statement = { text: 'BEGIN', values: [] };
const COMMIT: Statement = { text: 'COMMIT', values: [] };
const ROLLBACK: Statement = { text: 'ROLLBACK', values: [] };

export const conflict = (current?: object): UserError => new UserError('CONFLICT', {
  zh: '这条记录刚刚被别人改过；请看看现在的内容，再改一次。', en: 'Somebody has changed this record in the meantime: look at its current state and try again.',
}, ['input', 'expectedVersion'], current);
