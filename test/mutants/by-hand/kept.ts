import type { Mutant } from '../mutant.js';

const DATABASE = 'src/db/tenant-database.js';
const KEPT = 'src/db/answer-cache.js';
const STATE = 'db/kept-state';
const ANSWERS = 'db/kept-answers';

/** Answers that are given again: to whom, and until when. */
export const keptMutants: readonly Mutant[] = [
  {
    name: 'kept answers for everybody, without regard to rights',
    file: DATABASE,
    test: STATE,
    named: 'of equal rights',
    pattern: 'JSON.stringify([tenantContext(rights).values, ',
    replacement: 'JSON.stringify([',
  },
  {
    name: "kept answers are each person's own",
    file: DATABASE,
    test: STATE,
    named: 'of equal rights',
    pattern: '({ ...viewer, accountId: null, tokenId: null, grantId: null })',
    replacement: 'viewer',
  },
  {
    name: 'kept answers to a question with other values',
    file: DATABASE,
    test: STATE,
    named: 'by text, by values',
    pattern: '=> [nameOf(text), values]',
    replacement: '=> [nameOf(text)]',
  },
  {
    name: 'kept answers of an older state',
    file: KEPT,
    test: ANSWERS,
    named: 'put again once something was',
    pattern: 'cached?.state === state',
    replacement: 'cached',
  },
  {
    name: 'answers are kept though something was written between',
    file: DATABASE,
    test: STATE,
    named: 'between two statements',
    pattern: 'before === after ? before : null',
    replacement: 'after',
  },
  {
    name: 'nobody is asked again after reading',
    file: KEPT,
    test: 'db/kept-viewers',
    named: 'while they are being read',
    pattern: 'await check();\n        return answer.rows;',
    replacement: 'return answer.rows;',
  },
  {
    name: 'kept answers without an end',
    file: KEPT,
    test: ANSWERS,
    named: 'never hold more than they may',
    pattern: 'if (this.size <= this.mostRows)',
    replacement: 'if (true)',
  },
  {
    name: 'the change of a city is not written down',
    file: 'src/db/city-state.js',
    test: STATE,
    pattern: `string_agg(changed_in::text, ' ' ORDER BY id)`,
    replacement: `max('1')`,
  },
];
