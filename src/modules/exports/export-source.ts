import type { RequestContext } from '../../kernel/request-context.js';
import type { ExportColumn, ExportRow } from './export-row.js';
import type { SheetMaker } from './sheet-table.js';
import type { NumbersAbout } from '../comparison/answers/comparison-export.service.js';

export interface SourcePage {
  readonly rows: readonly ExportRow[];
  /** Where the next page begins; null after the last. */ readonly next: string | null;
}

/** Rows to be written, a page at a time, read as the viewer of the context may read them. */
export interface ExportSource {
  readonly columns: readonly ExportColumn[];
  /** Makes the sheet in front of a workbook. */
  readonly sheet: SheetMaker;
  /** The rows are few and their columns many: a workbook leaves out the columns without any value. */
  readonly leavesOutEmpty?: boolean;
  page(ctx: RequestContext, after: string | null): Promise<SourcePage>;
  /** What the cover says of numbers; absent on lists of records. */
  about?(ctx: RequestContext): Promise<NumbersAbout>;
}
