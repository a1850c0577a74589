import type { ReaderRole } from './viewer.js';

/**
 * The texts of SQL statements. Each kind of statement lists its shapes in code, so the texts are finite and can be
 * counted.
 * A listed text is prepared by name on a connection. Any other text is sent without a name, parsed each time and freed.
 */

/** One kind of statement, as the guard reads it. */
export interface TextFamily {
  readonly name: string;
  readonly texts: () => readonly string[];
}

const known: TextFamily[] = [];
const listed = new Set<string>();

/** Every kind of statement whose module is loaded. */
export const textFamilies = (): readonly TextFamily[] => known;

/** Is the text one of the listed ones? It is known from its first use on. */
export const isListed = (text: string): boolean => listed.has(text);

/** The name is part of the text, so that logs and statistics of PostgreSQL show what a statement is for. */
const named = (name: string, text: string): string => `/* ${name} */ ${text}`;

/** One text that depends on nothing. */
export function fixedText(name: string, sql: string): string {
  const text = named(name, sql);
  known.push({ name, texts: () => [text] });
  listed.add(text);
  return text;
}

/** One text for each sort of reader: the public is shown published columns alone. */
export function readerText(name: string, make: (reader: ReaderRole) => string): (reader: ReaderRole) => string {
  const text = textFamily<ReaderRole>(name, () => ['app_public', 'app_city'], String, make);
  return (reader) => text(reader === 'app_public' ? reader : 'app_city');
}

/**
 * A kind of statement with a finite list of shapes. A text is made once for each shape.
 * @param shapes every shape there is; read at the first use, when all modules are loaded
 * @param keyOf equal for equal shapes
 */
export function textFamily<Shape>(
  name: string,
  shapes: () => Iterable<Shape>,
  keyOf: (shape: Shape) => string,
  make: (shape: Shape) => string,
): (shape: Shape) => string {
  const made = new Map<string, string>();
  const textOf = (shape: Shape): string => named(name, make(shape));
  let keys: ReadonlySet<string> | null = null;
  known.push({
    name,
    texts: () => [...new Map([...shapes()].map((shape) => [keyOf(shape), shape])).values()].map(textOf),
  });
  return (shape) => {
    const key = keyOf(shape);
    const text = made.get(key);
    if (text !== undefined) return text;
    if (!keys?.has(key)) keys = new Set([...shapes()].map(keyOf));
    const fresh = textOf(shape);
    // A shape that is not listed has no bound: its text is neither kept nor named.
    if (!keys.has(key)) return fresh;
    made.set(key, fresh);
    listed.add(fresh);
    return fresh;
  };
}
