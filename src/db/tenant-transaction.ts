import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { EntityClass } from '../kernel/columns.js';
import type { Addressed, Row, Statement, Transaction } from '../kernel/database.js';
import { UserError } from '../kernel/errors.js';

/** Writes inside one transaction that already runs under the viewer's role and context. */
export class TenantTransaction implements Transaction {
  constructor(private readonly manager: EntityManager) {}

  async rows<T extends object = Row>(statement: Statement): Promise<T[]> {
    const result: unknown = await this.manager.query(statement.text, [...statement.values]);
    // TypeORM answers [rows, count] for UPDATE and DELETE … RETURNING, plain rows otherwise.
    if (Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number') return result[0] as T[];
    return result as T[];
  }

  async insert<T extends object>(entity: EntityClass<T>, row: Partial<T>): Promise<void> {
    await this.manager.createQueryBuilder().insert().into(entity as never).values(row as never).returning([]).updateEntity(false).execute();
  }

  async update<T extends Addressed>(entity: EntityClass<T>, row: T, patch: Partial<T>): Promise<void> {
    const { cityId, id, version } = row;
    const result = await this.manager.createQueryBuilder().update(entity as never)
      .set({ ...patch, changedAt: () => 'now()', version: () => 'version + 1' } as never)
      .where('city_id = :cityId AND id = :id AND version = :version', { cityId, id, version } as ObjectLiteral)
      .updateEntity(false).execute();
    if (result.affected !== 1) throw conflict();
  }
}

export const conflict = (current?: object): UserError => new UserError('CONFLICT', {
  zh: '这条记录刚刚被别人改过；请看看现在的内容，再改一次。', en: 'Somebody has changed this record in the meantime: look at its current state and try again.',
}, ['input', 'expectedVersion'], current);
