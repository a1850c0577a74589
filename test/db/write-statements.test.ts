import { insertStatement } from '../../src/db/write-statements.js';
import { bySql } from '../../src/kernel/sql-value.js';
import { Suggestion } from '../../src/modules/sessions/session.entity.js';

const line = (fields: object): object => ({ cityId: 'c', sessionId: 's', text: '甲', ...fields });

describe('an INSERT', () => {
  it('numbers what a value of the database compares with in its place, and keeps one text for one shape', () => {
    const { text, values } = insertStatement(Suggestion, [line({ ordinal: bySql('(SELECT max(x) FROM y WHERE a = ? AND b = ?)', 'p', 'q'), origin: 'o' })]);
    expect(text).toBe('INSERT INTO suggestion ("city_id", "session_id", "text", "ordinal", "origin") VALUES ($1, $2, $3, (SELECT max(x) FROM y WHERE a = $4 AND b = $5), $6)');
    expect(values).toEqual(['c', 's', '甲', 'p', 'q', 'o']);
    expect(insertStatement(Suggestion, [line({ ordinal: 1, origin: 'o' })]).text).toContain('VALUES ($1, $2, $3, $4, $5)');
  });

  it('sends once what rows of one parent share, whatever people wrote alike', () => {
    const { text, values } = insertStatement(Suggestion, [line({ ordinal: 1, origin: 'o' }), line({ ordinal: 2, origin: 'o' })]);
    expect(text).toContain('VALUES ($1, $2, $4, $5, $3), ($1, $2, $6, $7, $3)');
    expect(values).toEqual(['c', 's', 'o', '甲', 1, '甲', 2]);
  });

  it('refuses a value of the database among several rows, for it would be bound as an object', () => {
    expect(() => insertStatement(Suggestion, [line({ ordinal: 1 }), line({ ordinal: bySql('now()') })])).toThrow('inserted by itself');
  });
});
