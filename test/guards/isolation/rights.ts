import { readFileSync } from 'node:fs';
import { GrantRole } from '../../../src/kernel/grant-role.js';

/** The relation of a record's place to the place of a grant. */
export type Relation = 'own' | 'below' | 'above' | 'sibling' | 'cousin' | 'other city';
export const RELATIONS: readonly Relation[] = ['own', 'below', 'above', 'sibling', 'cousin', 'other city'];
/** A column of docs/rights.md. */
export type Who = GrantRole | 'public';
export const EVERYONE: readonly Who[] = [...Object.values(GrantRole), 'public'];

export interface Located {
  readonly cityId: string;
  readonly path: string;
}

const SEGMENT = 4;
const parentOf = (path: string): string => path.slice(0, -SEGMENT);

export function relationOf(viewer: Located, target: Located): Relation {
  if (viewer.cityId !== target.cityId) return 'other city';
  if (viewer.path === target.path) return 'own';
  if (target.path.startsWith(viewer.path)) return 'below';
  if (viewer.path.startsWith(target.path)) return 'above';
  return parentOf(viewer.path) === parentOf(target.path) ? 'sibling' : 'cousin';
}

export type Cell = ReadonlySet<string>;
const WORDS = new Set(['own', 'below', 'city', 'self', 'anyone', 'published', '–']);

export interface Line {
  readonly name: string;
  readonly cells: Readonly<Record<Who, Cell>>;
  readonly extra: Readonly<Record<string, string>>;
}

/**
 * The tables of docs/rights.md by their headings.
 * @throws when a cell has an unknown word
 */
export function readRights(
  text = readFileSync('docs/rights.md', 'utf8'),
): Record<'mutations' | 'queries' | 'kinds' | 'columns' | 'scopes', readonly Line[]> {
  const section = (heading: string): Line[] =>
    parseTable(text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '', heading);
  return {
    mutations: section('Mutations'),
    queries: section('Queries'),
    kinds: section('Kinds of object'),
    columns: section('Published text'),
    scopes: section('Scopes'),
  };
}

function parseTable(text: string, heading: string): Line[] {
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
  const [header, , ...body] = rows;
  if (!header || body.length === 0) throw new Error(`docs/rights.md: no table under "${heading}"`);
  return body.map((row) => {
    const cells: Record<string, Cell> = {};
    const extra: Record<string, string> = {};
    header.forEach((column, index) => {
      if (!EVERYONE.includes(column as Who)) extra[column] = row[index] ?? '';
      else cells[column] = cellOf(row[index] ?? '', `${heading}: ${row[0]} × ${column}`);
    });
    return { name: row[0]!, cells: cells as Record<Who, Cell>, extra };
  });
}

function cellOf(text: string, where: string): Cell {
  const words = text.split(/\s+/).filter(Boolean);
  const wrong = words.filter((word) => !WORDS.has(word));
  if (words.length === 0 || wrong.length > 0) throw new Error(`docs/rights.md, ${where}: "${text}" has no meaning`);
  return new Set(words);
}

/** Whether a cell allows access to an object at this relation. */
export const reaches = (cell: Cell, relation: Relation): boolean =>
  cell.has('anyone') ||
  (relation === 'own' && cell.has('own')) ||
  (relation === 'below' && cell.has('below')) ||
  (relation !== 'other city' && cell.has('city'));
