import type { RequestContext } from '../../kernel/request-context.js';
import type { NumbersAbout } from '../comparison/answers/comparison-export.service.js';

export type Cell = string | number | boolean | null | readonly string[];
export type ExportRow = Readonly<Record<string, Cell>>;

export interface ExportColumn {
  /** Header in JSON Lines. */
  readonly key: string;
  /** Header in CSV and XLSX. */
  readonly zh: string;
  /** The field of the schema it shows, where that has another name; a test holds the schema's fields against these. */
  readonly shows?: string;
}

export interface SourcePage {
  readonly rows: readonly ExportRow[];
  /** Where the next page begins; null after the last. */ readonly next: string | null;
}

/** Rows to be written, a page at a time, read as the viewer of the context may read them. */
export interface ExportSource {
  readonly columns: readonly ExportColumn[];
  page(ctx: RequestContext, after: string | null): Promise<SourcePage>;
  /** What the cover says of numbers; absent on lists of records. */
  about?(ctx: RequestContext): Promise<NumbersAbout>;
}
