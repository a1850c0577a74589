import { type Canary, type PlantedRow, type PlantedWorld, TOKEN } from '../../support/planted-world.js';
import type { Answer } from '../../support/api.js';
import type { MatrixViewer } from './viewers.js';
import type { Visibility } from './visibility.js';

export interface Finding {
  readonly viewer: string;
  readonly what: string;
  readonly where: string;
}

const ENCODED = /[A-Za-z0-9_-]{16,}/g;

/** Cursors and ids contain text in base64, so they are decoded and searched too. */
function decoded(text: string): string {
  return (text.match(ENCODED) ?? []).map((part) => Buffer.from(part, 'base64url').toString('utf8')).join('\n');
}

/** Searches whole answers, headers included, for canaries and ids of rows. */
export class Scanner {
  readonly leaks: Finding[] = [];
  readonly failures: Finding[] = [];
  readonly seen = new Map<string, Set<string>>();

  constructor(
    private readonly planted: PlantedWorld,
    private readonly visibility: Visibility,
  ) {}

  scan(viewer: MatrixViewer, answer: Answer, where: string): void {
    const text = `${answer.text}\n${JSON.stringify(answer.headers)}`;
    const hidden = decoded(text);
    for (const token of new Set([...(text.match(TOKEN) ?? []), ...(hidden.match(TOKEN) ?? [])]))
      this.canary(viewer, token, where);
    for (const id of new Set(hidden.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []))
      this.id(viewer, id, where);
    for (const error of answer.errors) {
      if (error.extensions['code'] === 'INTERNAL_SERVER_ERROR')
        this.failures.push({
          viewer: viewer.label,
          what: `internal error at ${JSON.stringify(error.path?.filter((part) => typeof part === 'string'))}`,
          where,
        });
    }
  }

  private canary(viewer: MatrixViewer, token: string, where: string): void {
    const canary = this.planted.canaries.get(token);
    if (!canary) return;
    const seen = this.seen.get(viewer.label) ?? new Set<string>();
    this.seen.set(viewer.label, seen.add(token));
    if (!this.visibility.text(viewer, canary))
      this.leaks.push({ viewer: viewer.label, what: describe(canary.row, canary), where });
  }

  private id(viewer: MatrixViewer, id: string, where: string): void {
    const row = this.planted.rows.get(id);
    if (row && !this.visibility.row(viewer, row))
      this.leaks.push({ viewer: viewer.label, what: `id of ${describe(row)}`, where });
  }
}

export const describe = (row: PlantedRow, canary?: Canary): string =>
  `${row.table}${canary ? `.${canary.column}` : ''} at ${row.place.code}`;

/** Combines findings that differ only in the object into one line. */
export function summary(findings: readonly Finding[]): string {
  const lines = new Map<string, number>();
  for (const { viewer, what, where } of findings)
    lines.set(
      `${viewer}: ${what.replace(/ at \d+/, '')} [${where}]`,
      (lines.get(`${viewer}: ${what.replace(/ at \d+/, '')} [${where}]`) ?? 0) + 1,
    );
  return [...lines]
    .slice(0, 40)
    .map(([line, count]) => `${count} × ${line}`)
    .join('\n');
}
