import { insertStatement } from '../../src/db/write-statements.js';
import { columnProperties } from '../../src/kernel/columns.js';
import { SqlValue } from '../../src/kernel/sql-value.js';
import { isListed } from '../../src/kernel/statement-text.js';
import { rowUpdate, updateStatement } from '../../src/kernel/row-update.js';
import { ParticipantRole } from '../../src/modules/topics/topic.enums.js';
import { TopicStep } from '../../src/modules/topics/topic-parts.entity.js';
import { Suggestion } from '../../src/modules/sessions/session.entity.js';

const line = (fields: object): object => ({ cityId: 'c', sessionId: 's', text: '甲', ...fields });
const NAMED = columnProperties(Suggestion).length;

describe('an INSERT', () => {
  it('has one text for a row and one for several, for any columns a row names', () => {
    const one = insertStatement(Suggestion, [line({})]);
    expect(insertStatement(Suggestion, [line({ ordinal: 1, proposedBy: 'RESIDENT' })]).text).toBe(one.text);
    expect(one.values).toHaveLength(NAMED);
    const two = insertStatement(Suggestion, [line({}), line({})]);
    expect(insertStatement(Suggestion, [line({ ordinal: 1 }), line({}), line({ origin: 'ENTERED' })]).text).toBe(
      two.text,
    );
    expect(two.values).toHaveLength(NAMED);
    expect(two.text).not.toBe(one.text);
  });

  it('says of a column that a row does not name what its table would', () => {
    const values = (row: object): Record<string, unknown> =>
      Object.fromEntries(
        columnProperties(Suggestion).map((property, index) => [
          property,
          insertStatement(Suggestion, [row]).values[index],
        ]),
      );
    expect(values(line({}))).toMatchObject({
      cityId: 'c',
      text: '甲',
      origin: 'ENTERED',
      version: 1,
      proposedBy: null,
    });
    expect(values(line({ origin: 'DERIVED', version: 3 }))).toMatchObject({ origin: 'DERIVED', version: 3 });
    expect(insertStatement(Suggestion, [line({})]).text).toContain('::timestamptz, now())');
  });

  it('numbers what a value of the database compares with in its place', () => {
    const { text, values } = insertStatement(Suggestion, [
      line({ ordinal: new SqlValue('(SELECT max(x) FROM y WHERE a = ? AND b = ?)', ['p', 'q']) }),
    ]);
    const at = Number(/a = \$(\d+)/.exec(text)![1]);
    expect(text).toContain(`(SELECT max(x) FROM y WHERE a = $${at} AND b = $${at + 1})`);
    expect(values.slice(at - 1, at + 1)).toEqual(['p', 'q']);
    expect(values).toHaveLength(NAMED + 1);
  });

  it('keeps lists whole when several rows go together', () => {
    const step = (missing: string[] | null): object => ({ cityId: 'c', topicId: 't', missing });
    const { text, values } = insertStatement(TopicStep, [step(['甲', '"乙"']), step([])]);
    const at = columnProperties(TopicStep).indexOf('missing');
    expect(text).toContain(`r.c${at}::text[]`);
    expect(values[at]).toEqual(['{"甲","\\"乙\\""}', '{}']);
  });

  it('refuses a value of the database among several rows, for it would be bound as an object', () => {
    expect(() =>
      insertStatement(Suggestion, [line({ ordinal: 1 }), line({ ordinal: new SqlValue('now()', []) })]),
    ).toThrow('inserted by itself');
  });
});

describe('an UPDATE', () => {
  const update = rowUpdate(Suggestion, ['text', 'proposedBy']);
  const row = { cityId: 'c', id: 's', version: 4, text: '甲', proposedBy: null } as Suggestion;

  it('has one listed text, for every patch, and keeps what was read of the rest', () => {
    const some = updateStatement(update, row, { text: '乙' });
    const other = updateStatement(update, row, { proposedBy: ParticipantRole.EXPERT, text: undefined } as object);
    expect(some.text).toBe(other.text);
    expect(isListed(some.text)).toBe(true);
    expect(some.values).toEqual(['c', 's', 4, '乙', null]);
    expect(other.values).toEqual(['c', 's', 4, '甲', 'EXPERT']);
    expect(some.text).toContain('SET "text" = $4, "proposed_by" = $5, "changed_at" = now(), version = version + 1');
    expect(updateStatement(rowUpdate(Suggestion, [], ['recordedAt']), row, {}).text).toContain(
      'SET "recorded_at" = now(), "changed_at"',
    );
  });

  it('refuses a column it does not declare, and one that was not read', () => {
    expect(() => updateStatement(update, row, { ordinal: 1 } as object)).toThrow('does not declare: ordinal');
    expect(() => updateStatement(update, { cityId: 'c', id: 's', version: 4, text: '甲' } as Suggestion, {})).toThrow(
      'proposedBy was not read',
    );
  });
});
