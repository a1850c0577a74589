import type { RequestContext } from '../../kernel/request-context.js';

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

export interface SourcePage { readonly rows: readonly ExportRow[]; /** Where the next page begins; null after the last. */ readonly next: string | null }

/** Rows to be written, a page at a time, read as the viewer of the context may read them. */
export interface ExportSource {
  readonly columns: readonly ExportColumn[];
  /** How many rows there are now, counted no further than the limit. */
  count(ctx: RequestContext, limit: number): Promise<number>;
  page(ctx: RequestContext, after: string | null): Promise<SourcePage>;
}
