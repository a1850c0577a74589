import type { ReaderRole } from './viewer.js';

/**
 * The texts of SQL statements. Code lists the shapes of each kind of statement, so the number of texts is finite.
 * A listed text is prepared by name on a connection. Another text has no name and is parsed each time.
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

/** Whether a text is listed. A text becomes listed when it is first made. */
export const isListed = (text: string): boolean => listed.has(text);

/** Puts the name into the text, so that PostgreSQL's log and statistics show the purpose of a statement. */
const named = (name: string, text: string): string => `/* ${name} */ ${text}`;

/** A statement with a single text. */
export function fixedText(name: string, sql: string): string {
  const text = named(name, sql);
  known.push({ name, texts: () => [text] });
  listed.add(text);
  return text;
}

/** A statement with two texts: one for the public, which reads published columns only, and one for all other roles. */
export function readerText(name: string, make: (reader: ReaderRole) => string): (reader: ReaderRole) => string {
  const text = textFamily<ReaderRole>(name, () => ['app_public', 'app_city'], String, make);
  return (reader) => text(reader === 'app_public' ? reader : 'app_city');
}

/**
 * A kind of statement with a finite list of shapes. The text of a shape is made once.
 * @param shapes all shapes; read at the first use, when all modules are loaded
 * @param keyOf returns equal keys for equal shapes
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
    // The number of unlisted shapes has no bound, so their texts are neither cached nor listed.
    if (!keys.has(key)) return fresh;
    made.set(key, fresh);
    listed.add(fresh);
    return fresh;
  };
}
