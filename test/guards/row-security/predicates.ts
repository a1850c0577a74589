import type { PolicyRow } from './tables.js';

/** A policy without one of its conditions, as if somebody had forgotten it. */
export interface Weakened {
  readonly label: string;
  readonly sql: string;
  readonly policy: PolicyRow;
}

const IS_CONSTANT = /^true$/;

/** Ids are unique across cities, so a condition on the city changes nothing where a row is found by id. */
const ADDS_NOTHING = /^\(?[a-z]\.city_id = /;

/** Parts of `(a AND b)` or `(a OR b)` that stand at its top; one part when there is no such word. */
function parts(text: string, word: 'AND' | 'OR'): string[] {
  const inner = stripped(text);
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < inner.length; at += 1) {
    if (inner[at] === '(') depth += 1;
    else if (inner[at] === ')') depth -= 1;
    else if (depth === 0 && inner.startsWith(` ${word} `, at)) {
      found.push(inner.slice(start, at));
      start = at + word.length + 2;
    }
  }
  return [...found, inner.slice(start)];
}

/** Without the brackets around the whole, as often as there are such. */
function stripped(text: string): string {
  let inner = text.trim();
  for (;;) {
    if (!inner.startsWith('(') || closing(inner) !== inner.length - 1) return inner;
    inner = inner.slice(1, -1).trim();
  }
}

function closing(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** The condition with each part forgotten in turn: of several that must all hold it is true, of several ways false. */
export function forgotten(text: string): { part: string; rest: string }[] {
  for (const word of ['AND', 'OR'] as const) {
    const all = parts(text, word);
    if (all.length === 1) continue;
    return all.flatMap((part, index) => {
      if (IS_CONSTANT.test(part)) return [];
      const joined = (replacement: string): string =>
        all.map((other, at) => (at === index ? replacement : `(${other})`)).join(` ${word} `);
      return [
        { part, rest: joined(word === 'AND' ? 'true' : 'false') },
        ...within(part).map((deeper) => ({ part: deeper.part, rest: joined(`(${deeper.rest})`) })),
      ];
    });
  }
  return [{ part: stripped(text), rest: 'true' }, ...within(text)];
}

/** The same within a part: of a part that is made of parts itself, and of the condition of an EXISTS. */
function within(part: string): { part: string; rest: string }[] {
  if (parts(part, 'AND').length > 1 || parts(part, 'OR').length > 1) return forgotten(part);
  const where = part.indexOf('WHERE ');
  if (!stripped(part).startsWith('EXISTS') || where < 0) return [];
  const condition = part.slice(where + 6, where + 6 + closing(part.slice(where + 6)) + 1);
  return forgotten(condition)
    .filter(({ part: inner }) => !ADDS_NOTHING.test(inner))
    .map((inner) => ({ part: inner.part, rest: part.replace(condition, `(${inner.rest})`) }));
}

const NAMES_COLUMN = /(^|[( ])(?!current_setting|app\b)[a-z_]+ (=|>=|<|<>|IS|>) |EXISTS/;

/** Every way to forget one condition of a policy. */
export function weakened(policy: PolicyRow): Weakened[] {
  const { table, name, using, check } = policy;
  const alter = (clauses: string): string => `ALTER POLICY ${name} ON ${table} ${clauses}`;
  const of = (text: string | null, clause: string): Weakened[] =>
    text === null || IS_CONSTANT.test(text)
      ? []
      : forgotten(text).map(({ part, rest }) => ({
          policy,
          label: `${table}.${name} ${clause} without ${part.slice(0, 90)}`,
          sql: alter(`${clause} (${rest})`),
        }));
  if (using !== null && using === check) {
    // Without a column both say the same of every row: only both forgotten at once can be seen.
    const twice = forgotten(using).map(({ part, rest }) => ({
      policy,
      label: `${table}.${name} without ${part.slice(0, 90)}`,
      sql: alter(`USING (${rest}) WITH CHECK (${rest})`),
    }));
    if (IS_CONSTANT.test(using)) return [];
    return [
      ...twice,
      ...[...of(using, 'USING'), ...of(check, 'WITH CHECK')].filter(({ label }) =>
        NAMES_COLUMN.test(label.split(' without ')[1]!),
      ),
    ];
  }
  return [...of(using, 'USING'), ...of(check, 'WITH CHECK')];
}

/** The policy that refuses everything. */
export function closed({ table, name, using, check }: PolicyRow): string {
  const clauses = [using !== null && 'USING (false)', check !== null && 'WITH CHECK (false)'];
  return `ALTER POLICY ${name} ON ${table} ${clauses.filter(Boolean).join(' ')}`;
}
