import { REGISTER_KINDS, RoomRegisterKind } from '../../rooms/room-register.entity.js';
import { isDatedFact } from './dated-facts.js';
import type { CaseName } from './case-sources.js';
import type { AggregateName } from './base-aggregates.js';
import { FROM, TO } from './measures/measure.js';
import { type MeasureName, measureOf } from './measures/measures.js';

const { CONCERNS, TOPICS, RESEARCH, SESSIONS, ATTENDANCE, MINUTES, SUGGESTIONS, ANSWERS, OUTCOMES, ITEMS, EVALUATION } =
  RoomRegisterKind;

/**
 * The registers that must be kept for a number to be known. Without a record in a period when they are kept it is 0,
 * at any other time it is unknown. An empty list: the number is about the records themselves.
 */
const REGISTERS: Readonly<Record<MeasureName | CaseName, readonly RoomRegisterKind[]>> = {
  sessions: [SESSIONS],
  recordedSessions: [SESSIONS],
  carriedSessions: [],
  sessionsMinutes: [SESSIONS, MINUTES],
  sessionsSeated: [SESSIONS, ATTENDANCE],
  sessionsComplete: [],
  sessionsResearched: [SESSIONS, RESEARCH],
  suggestions: [SUGGESTIONS],
  recordedSuggestions: [SUGGESTIONS],
  suggestionsAnswered: [SUGGESTIONS, ANSWERS],
  recordedAnswered: [SUGGESTIONS, ANSWERS],
  suggestionsAdopted: [SUGGESTIONS, ANSWERS],
  attendances: [ATTENDANCE],
  recordedAttendances: [ATTENDANCE],
  headsAffected: [ATTENDANCE],
  roles: [ATTENDANCE],
  topicsProposed: [TOPICS],
  topicsApproved: [TOPICS],
  topicsDeliberated: [TOPICS, SESSIONS],
  topicsClosed: [TOPICS],
  topicsPlanned: [TOPICS],
  topicsPlannedKept: [TOPICS, SESSIONS],
  itemsCompleted: [ITEMS],
  itemsDue: [ITEMS],
  itemsDueDone: [ITEMS],
  itemsDueDoneOwn: [ITEMS],
  itemsDueVerified: [ITEMS],
  itemsOverdue: [ITEMS],
  itemsOnTime: [ITEMS],
  itemsAged: [ITEMS],
  itemsAgedOpen: [ITEMS],
  outcomes: [OUTCOMES],
  outcomesReported: [OUTCOMES],
  outcomesDecided: [OUTCOMES],
  outcomesAdopted: [OUTCOMES],
  outcomesConverted: [OUTCOMES, ITEMS],
  concerns: [CONCERNS],
  concernsTriaged: [CONCERNS],
  householdsVisited: [RESEARCH],
  traces: [],
  roomsBuilt: [],
  roomsActive: [SESSIONS],
  roomsSilent: [],
  topicToSession: [TOPICS, SESSIONS],
  reportToDecision: [OUTCOMES],
  assignmentToVerification: [ITEMS],
  completionToVerification: [ITEMS],
  evaluations: [EVALUATION],
  publicEvaluations: [EVALUATION],
  publicAnswers: [EVALUATION],
  allEvaluations: [EVALUATION],
  attendanceRoles: [ATTENDANCE],
  people: [ATTENDANCE],
};

const bitOf = (kind: RoomRegisterKind): number => 2 ** REGISTER_KINDS.indexOf(kind);
const ALL = 2 ** REGISTER_KINDS.length - 1;

/** The registers of a number as a bit mask, in the order of REGISTER_KINDS. Residents and households need none. */
export const registerMask = (name: AggregateName | CaseName): number =>
  isDatedFact(name) ? 0 : REGISTERS[name].reduce((mask, kind) => mask + bitOf(kind), 0);

/** Whether a mask has all registers of a number, or of several. */
export const areKept = (mask: number, ...names: readonly (AggregateName | CaseName)[]): boolean =>
  names.every((name) => (mask & registerMask(name)) === registerMask(name));

const PERIOD = `daterange(${FROM}, ${TO}, '[]')`;

/** Joins `k`, the kept registers of the room `r`. PostgreSQL leaves the join out where nothing of `k` is used. */
export const KEEPING = 'LEFT JOIN room_keeping k ON k.city_id = r.city_id AND k.room_id = r.id';

/** SQL for the bit mask of the registers that the room of `k` kept during the whole period. */
export const MASK = `CASE WHEN k.kept_all @> ${PERIOD} THEN ${ALL}
  ELSE coalesce(registers_kept(k.kept, ${PERIOD}), 0) END`;

/** SQL: the mask `of` has all registers of these numbers. */
export const hasRegisters = (of: string, names: readonly (AggregateName | CaseName)[]): string => {
  const mask = names.reduce((all, name) => all | registerMask(name), 0);
  return mask === 0 ? 'true' : `(${of} & ${mask}) = ${mask}`;
};

/** SQL: what `of` has is enough for all these numbers of the room `s`, or carried totals fill it up. */
export const areRecorded = (of: string, names: readonly AggregateName[]): string =>
  names
    .map((name) => {
      const [kept, otherwise] = [hasRegisters(of, [name]), isKnownOtherwise(name)];
      return otherwise === 'false' || kept === 'true' ? kept : `(${kept} OR ${otherwise})`;
    })
    .join(' AND ');

/** SQL: the number of the room `s` is known without its registers. `a` has the columns of the number. */
export const isKnownOtherwise = (name: AggregateName): string =>
  // One session is enough to know that a room met, and a room that was not enrolled does not count.
  name === 'roomsActive' ? `(a_roomsActive.amount > 0 OR s.enrolled_on > ${TO})` : isCarriedOver(name);

/** SQL: carried totals cover what the registers do not. */
function isCarriedOver(name: AggregateName): string {
  const measure = isDatedFact(name) ? undefined : measureOf(name);
  if (isDatedFact(name) || !measure?.carried || measure.kept?.only === 'RECORDS') return 'false';
  const kept = REGISTERS[name].map((kind) => `s.kept[${REGISTER_KINDS.indexOf(kind) + 1}]`).join(' * ');
  return (
    `(a_${name}.is_carried AND carried_days(s.city_id, s.id, '${measure.kept!.column.toUpperCase()}')` +
    `${kept ? ` + coalesce(${kept}, '{}')` : ''} @> ${PERIOD})`
  );
}
