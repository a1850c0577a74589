import type { Cell } from './export-row.js';
import { wordsFor } from './table-columns.js';

/** What a file must tell about itself, so that its numbers are not read for more than they are. */
export interface CoverLine {
  readonly key: string;
  readonly zh: string;
  readonly value: CoverValue;
  /** What a table shows instead: words, and the time of Shanghai. */
  readonly shown?: CoverValue;
}
type CoverValue = string | number | boolean | readonly string[] | null;

/** What a table shows of a line. */
export const shownOnCover = ({ value, shown }: CoverLine): Cell => wordsFor({}, shown ?? value);
