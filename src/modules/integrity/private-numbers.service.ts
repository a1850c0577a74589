import { decodeCursor, encodeCursor } from '../../kernel/cursor.js';
import { type Edge, type Page, checkRequest, toPage } from '../../kernel/page.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { getComparablePlace, rangeOf } from '../comparison/reading/comparable-place.service.js';
import type { PrivacyFinding, PrivacyFindingsArgs } from './private-numbers.answer.js';
import { type FindingPosition, type FindingRow, findingsStatement } from './private-numbers-sql.js';

const ORDER = {
  sort: [
    { sql: 'id', type: 'uuid' },
    { sql: 'field', type: 'text' },
  ],
} as const;

/**
 * The records at or below a place whose texts hold private numbers.
 * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
 */
export async function privacyFindings(ctx: RequestContext, args: PrivacyFindingsArgs): Promise<Page<PrivacyFinding>> {
  checkRequest(ORDER, args);
  const after = args.after ? readPosition(args.after) : null;
  const range = rangeOf(ctx.viewer, await getComparablePlace(ctx, args.within));
  const rows = await ctx.rows<Partial<FindingRow> & { total: number }>(findingsStatement(range, after, args.first + 1));
  const edges = rows
    .filter((row): row is FindingRow & { total: number } => row.id != null)
    .map((row): Edge<PrivacyFinding> => ({ node: findingOf(row), cursor: encodeCursor([row.id, row.field]) }));
  return toPage(edges, args, async () => rows[0]!.total);
}

const findingOf = (row: FindingRow): PrivacyFinding => ({ ...row, enteredAt: new Date(row.enteredAt) });

function readPosition(cursor: string): FindingPosition {
  const [id, field] = decodeCursor(cursor, ['uuid', 'text']) as [string, string];
  return { id, field };
}
