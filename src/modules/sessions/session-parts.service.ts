import { UserError } from '../../kernel/errors.js';
import { atPlaceOf } from '../../kernel/placed-at.js';
import { plainText } from '../../kernel/plain-text.js';
import type { Provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { numberWithin, optionalText, requiredText } from '../../kernel/text-input.js';
import { ParticipantRole } from '../topics/topic.enums.js';
import { sessionMessages } from './messages.js';
import { Attendance, AttendancePerson, type Session, Suggestion } from './session.entity.js';
import type { AttendanceInput, SuggestionInput } from './session.inputs.js';

const MOST_PEOPLE = 10_000;
const MOST_SUGGESTIONS = 100;
const LONGEST_NAME = 50;
const LONGEST_SUGGESTION = 1000;

/** The attendance of one role. */
export interface RoleAttendance {
  readonly role: ParticipantRole;
  readonly headcount: number;
  readonly names: readonly string[];
}
export interface SuggestionLine {
  readonly text: string | null;
  readonly proposedBy: ParticipantRole | null;
}

type At = Pick<Session, 'id' | 'placeId' | 'placePath' | 'topicId' | 'roomId'>;

/**
 * Checks the attendance input and fills in missing headcounts.
 * @throws UserError ROLE_REPEATED, HEADCOUNT_MISSING, HEADCOUNT_BELOW_NAMES, NUMBER_OUT_OF_RANGE, TEXT_EMPTY,
 * TEXT_TOO_LONG; the path names the entry
 */
export function attendanceByRole(attendance: readonly AttendanceInput[] | null | undefined): RoleAttendance[] {
  const roles: RoleAttendance[] = [];
  for (const [index, entry] of (attendance ?? []).entries()) {
    const path = ['input', 'attendance', String(index)];
    if (roles.some((earlier) => earlier.role === entry.role)) {
      throw new UserError('ROLE_REPEATED', sessionMessages.roleRepeated, [...path, 'role']);
    }
    roles.push(oneRole(entry, path));
  }
  return roles;
}

function oneRole(entry: AttendanceInput, path: readonly string[]): RoleAttendance {
  const names = (entry.names ?? []).map((name, index) =>
    requiredText(name, LONGEST_NAME, [...path, 'names', String(index)]),
  );
  if (names.length === 0 && (entry.headcount ?? null) === null)
    throw new UserError('HEADCOUNT_MISSING', sessionMessages.headcountMissing, [...path, 'headcount']);
  const headcount = numberWithin(entry.headcount ?? names.length, 1, MOST_PEOPLE, [...path, 'headcount']);
  if (headcount < names.length) {
    throw new UserError('HEADCOUNT_BELOW_NAMES', sessionMessages.headcountBelowNames(headcount, names.length), [
      ...path,
      'headcount',
    ]);
  }
  return { role: entry.role, headcount, names };
}

/**
 * Adds people without a known role as OTHER, so that the headcounts add up to the paper's total.
 * @throws UserError HEADCOUNT_BELOW_ROLES, NUMBER_OUT_OF_RANGE
 */
export function withTotal(roles: readonly RoleAttendance[], total: number | null | undefined): RoleAttendance[] {
  if (total === null || total === undefined) return [...roles];
  const known = roles.reduce((sum, role) => sum + role.headcount, 0);
  numberWithin(total, 1, MOST_PEOPLE, ['input', 'headcount']);
  if (total < known) {
    throw new UserError('HEADCOUNT_BELOW_ROLES', sessionMessages.headcountBelowRoles(total, known), [
      'input',
      'headcount',
    ]);
  }
  return total === known ? [...roles] : addOthers(roles, total - known);
}

function addOthers(roles: readonly RoleAttendance[], count: number): RoleAttendance[] {
  const others = roles.find((role) => role.role === ParticipantRole.OTHER);
  return [
    ...roles.filter((role) => role !== others),
    { role: ParticipantRole.OTHER, headcount: (others?.headcount ?? 0) + count, names: others?.names ?? [] },
  ];
}

/** @throws UserError TOO_MANY_SUGGESTIONS, TEXT_TOO_LONG; the path names the line. */
export function linesOf(suggestions: readonly SuggestionInput[] | null | undefined): SuggestionLine[] {
  assertFewEnough(suggestions ?? []);
  return (suggestions ?? []).map((line, index) => ({
    text: optionalText(line.text, LONGEST_SUGGESTION, ['input', 'suggestions', String(index), 'text']),
    proposedBy: line.proposedBy ?? null,
  }));
}

/** Lines of a paper. @throws UserError TOO_MANY_SUGGESTIONS, TEXT_EMPTY, TEXT_TOO_LONG; the path names the line. */
export function linesOfPaper(lines: readonly string[] | null | undefined): SuggestionLine[] {
  assertFewEnough(lines ?? []);
  return (lines ?? []).map((line, index) => ({
    text: suggestionText(line, ['input', 'suggestions', String(index)]),
    proposedBy: null,
  }));
}

export const suggestionText = (text: string, path: readonly string[]): string =>
  requiredText(text, LONGEST_SUGGESTION, path);

function assertFewEnough(lines: readonly unknown[]): void {
  if (lines.length > MOST_SUGGESTIONS) {
    throw new UserError('TOO_MANY_SUGGESTIONS', sessionMessages.tooManySuggestions(MOST_SUGGESTIONS, lines.length), [
      'input',
      'suggestions',
    ]);
  }
}

export async function storeAttendance(
  ctx: RequestContext,
  session: At,
  roles: readonly RoleAttendance[],
): Promise<void> {
  const at = { ...atPlaceOf(session), sessionId: session.id };
  // Rows of one table are inserted together, so that they share one statement.
  for (const { role, headcount } of roles)
    await ctx.insert(Attendance, { ...at, topicId: session.topicId, role, headcount });
  for (const { role, names } of roles)
    for (const name of names) await ctx.insert(AttendancePerson, { ...at, role, name, plainName: plainText(name) });
}

/**
 * Stores suggestions. Their numbers continue after `after`.
 * @returns the id of the last one
 */
export async function storeSuggestions(
  ctx: RequestContext,
  session: At,
  lines: readonly SuggestionLine[],
  source: Provenance,
  after = 0,
): Promise<string | null> {
  const at = {
    ...atPlaceOf(session),
    roomId: session.roomId,
    topicId: session.topicId,
    sessionId: session.id,
  };
  let last: string | null = null;
  for (const [index, line] of lines.entries())
    last = await ctx.insert(Suggestion, { ...at, ...line, ...source, ordinal: after + index + 1 });
  return last;
}
