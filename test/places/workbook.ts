import { BlobReader, BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';

const cell = (value: string | number, column: number, row: number): string => {
  const reference = `${String.fromCharCode(65 + column)}${row}`;
  return typeof value === 'number'
    ? `<c r="${reference}"><v>${value}</v></c>`
    : `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
};
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relation = (type: string, target: string): string =>
  `<Relationships xmlns="${RELATIONS}">` +
  `<Relationship Id="r1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;
/** The least that is a workbook. */
export async function workbook(rows: readonly (readonly (string | number)[])[], more = ''): Promise<Buffer> {
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  const parts = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      '<Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': relation('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml':
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">` +
      '<sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relation('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${rows
      .map((cells, row) => `<row r="${row + 1}">${cells.map((value, at) => cell(value, at, row + 1)).join('')}</row>`)
      .join('')}</sheetData></worksheet>`,
  };
  for (const [name, text] of Object.entries(parts)) await zip.add(name, new TextReader(text));
  if (more) await zip.add('xl/media/image1.bin', new BlobReader(new Blob([more])));
  return Buffer.from(await (await zip.close()).arrayBuffer());
}
