export type Cell = string | number | boolean | null | readonly string[];
export type ExportRow = Readonly<Record<string, Cell>>;

export interface ExportColumn {
  /** Header in JSON Lines. */
  readonly key: string;
  /** Header in CSV and XLSX. */
  readonly zh: string;
  /** The field of the schema it shows, where that has another name; a test holds the schema's fields against these. */
  readonly shows?: string;
  /** The cell is a code, or several; tables show its word. */
  readonly words?: (code: string) => string;
  /** The cell is a day or a moment. A workbook has it as a real date; tables show moments in Shanghai time. */
  readonly as?: 'DAY' | 'TIME';
}

/** The word for a code. A code without a word is shown as it is. */
export const wordsOf =
  (words: Readonly<Record<string, string>>) =>
  (code: string): string =>
    Object.hasOwn(words, code) ? words[code]! : code;
