import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';

/** A sheet of a workbook as its XML says, for what readers of workbooks do not show. */
export class SheetXml {
  private readonly cells: ReadonlyMap<string, { readonly value: string | number | null; readonly style: number }>;

  constructor(
    readonly xml: string,
    private readonly formats: readonly string[],
  ) {
    const found = [...xml.matchAll(/<c r="([A-Z]+\d+)"(?: s="(\d+)")?(?: t="(\w+)")?(?:\/>|>(.*?)<\/c>)/gs)];
    this.cells = new Map(
      found.map(([, place, style, type, content]) => [
        place!,
        { value: valueOf(type, content ?? ''), style: Number(style ?? 0) },
      ]),
    );
  }

  value(place: string): string | number | null {
    return this.cells.get(place)?.value ?? null;
  }

  /** The number format of a cell. */
  format(place: string): string {
    return this.formats[this.cells.get(place)?.style ?? 0]!;
  }

  get merges(): string[] {
    return [...this.xml.matchAll(/<mergeCell ref="([^"]+)"/g)].map(([, range]) => range!);
  }

  get rowCount(): number {
    return this.xml.match(/<row /g)?.length ?? 0;
  }

  get columnCount(): number {
    return this.xml.match(/<col /g)?.length ?? 0;
  }

  /** The values of a row, from the first column. */
  row(number: number): (string | number | null)[] {
    return Array.from({ length: this.columnCount }, (_, index) =>
      this.value(`${String.fromCharCode(65 + index)}${number}`),
    );
  }

  /** The number of the row whose first cell is this. */
  rowOf(first: string): number {
    return Array.from({ length: this.rowCount }, (_, index) => index + 1).find((row) =>
      String(this.value(`A${row}`)).startsWith(first),
    )!;
  }
}

function valueOf(type: string | undefined, content: string): string | number | null {
  if (type === 'inlineStr')
    return content
      .replace(/<[^>]+>/g, '')
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const number = /<v>([^<]*)<\/v>/.exec(content)?.[1];
  return number === undefined ? null : Number(number);
}

export interface Book {
  readonly names: readonly string[];
  readonly workbook: string;
  readonly styles: string;
  readonly sheet: (name: string) => SheetXml;
}

/** Reads the parts of a workbook. */
export async function readBook(bytes: Buffer): Promise<Book> {
  const zip = new ZipReader(new BlobReader(new Blob([new Uint8Array(bytes)])));
  const entries = await zip.getEntries();
  const text = async (name: string): Promise<string> => {
    const entry = entries.find(({ filename }) => filename === name);
    return entry && !entry.directory ? entry.getData(new TextWriter()) : '';
  };
  const [workbook, styles] = [await text('xl/workbook.xml'), await text('xl/styles.xml')];
  const sheets = [...workbook.matchAll(/<sheet name="([^"]+)" sheetId="(\d+)"/g)];
  const contents = new Map(
    await Promise.all(sheets.map(async ([, name, id]) => [name!, await text(`xl/worksheets/sheet${id}.xml`)] as const)),
  );
  await zip.close();
  const formats = formatsOf(styles);
  return {
    names: sheets.map(([, name]) => name!),
    workbook,
    styles,
    sheet: (name) => new SheetXml(contents.get(name)!, formats),
  };
}

function formatsOf(styles: string): string[] {
  const named = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [
      id!,
      code!.replaceAll('&quot;', '"'),
    ]),
  );
  const used = styles.slice(styles.indexOf('<cellXfs'));
  return [...used.matchAll(/<xf numFmtId="(\d+)"/g)].map(([, id]) => named.get(id!) ?? '');
}
