import type { Canary, PlantedRow } from '../../support/planted-world.js';
import { type Line, type Who, reaches, readRights, relationOf } from './rights.js';
import type { MatrixViewer } from './viewers.js';

export type Reader = Pick<MatrixViewer, 'who' | 'place' | 'accountId'>;

const words = (text: string | undefined): string[] => (text ?? '').split(/[\s,]+/).filter(Boolean);

/** What a viewer may read according to docs/rights.md. This code does not use the tested policies. */
export class Visibility {
  private readonly kindOfTable = new Map<string, Line>();
  private readonly publishedColumns = new Map<string, Set<string>>();
  readonly tables: readonly string[];

  constructor() {
    const { kinds, columns } = readRights();
    for (const line of kinds) for (const table of words(line.extra['tables'])) this.kindOfTable.set(table, line);
    for (const line of columns) this.publishedColumns.set(line.name, new Set(words(line.extra['columns'])));
    this.tables = [...this.kindOfTable.keys()].filter((table) => !table.includes('.'));
  }

  row(viewer: Reader, row: PlantedRow): boolean {
    return this.kind(viewer, row, this.cell(row.table, viewer.who));
  }

  private kind(viewer: Reader, row: PlantedRow, cell: ReadonlySet<string>): boolean {
    if (viewer.who === 'public') return cell.has('published') && row.published;
    if (cell.has('self') && row.accountId !== null && row.accountId === viewer.accountId) return true;
    return reaches(cell, relationOf(viewer.place!, row.place));
  }

  text(viewer: Reader, canary: Canary): boolean {
    const own = this.kindOfTable.get(`${canary.table}.${canary.column}`);
    if (own && !this.kind(viewer, canary.row, own.cells[viewer.who])) return false;
    return (
      this.row(viewer, canary.row) &&
      (viewer.who !== 'public' || (this.publishedColumns.get(canary.table)?.has(canary.column) ?? false))
    );
  }

  private cell(table: string, who: Who): ReadonlySet<string> {
    const line = this.kindOfTable.get(table);
    if (!line) throw new Error(`docs/rights.md, "Kinds of object": nobody said what kind the table ${table} is`);
    return line.cells[who];
  }
}
