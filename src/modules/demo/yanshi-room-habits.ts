import type { SatisfactionLevel } from '../evaluation/evaluation.entity.js';
import { RoomRegisterKind } from '../rooms/room-register.entity.js';

/** How a room of the invented city works. Numbers are likelihoods from 0 to 1 unless noted. */
export interface RoomHabits {
  readonly sessionsAYear: readonly [low: number, high: number];
  /** Likelihood that an item is completed late. */
  readonly late: number;
  /** Likelihood that an item is handed out and never worked on. */
  readonly left: number;
  /**
   * Likelihood that a piece of evidence is not recorded: research, minutes, an answer, a due date, a verification, an
   * evaluation.
   */
  readonly omits: number;
  /** Records are entered weeks later, from paper. */
  readonly fromPaper: boolean;
  /** Months since it was enrolled, at the end of the demonstrated period; null: the whole period. */
  readonly months: number | null;
  /** Every session has the same minutes. */
  readonly usesTemplate: boolean;
  readonly satisfaction: Readonly<Record<SatisfactionLevel, number>>;
  /** Months after its first day from which it keeps each register; null: all from the first day. */
  readonly registers: Readonly<Partial<Record<RoomRegisterKind, number>>> | null;
}

const steady: RoomHabits = {
  sessionsAYear: [4, 7],
  late: 0.25,
  left: 0.04,
  omits: 0.12,
  fromPaper: false,
  months: null,
  usesTemplate: false,
  satisfaction: { SATISFIED: 6, BASICALLY_SATISFIED: 3, NOT_SATISFIED: 1 },
  registers: null,
};
const diligent: RoomHabits = {
  ...steady,
  sessionsAYear: [6, 9],
  late: 0.06,
  left: 0,
  omits: 0.02,
  satisfaction: { SATISFIED: 8, BASICALLY_SATISFIED: 2, NOT_SATISFIED: 0.3 },
};
const late: RoomHabits = {
  ...steady,
  sessionsAYear: [3, 5],
  late: 0.7,
  left: 0.2,
  omits: 0.4,
  satisfaction: { SATISFIED: 3, BASICALLY_SATISFIED: 4, NOT_SATISFIED: 3 },
};
const paper: RoomHabits = { ...steady, sessionsAYear: [4, 6], omits: 0.2, fromPaper: true };
/** A room that was taken over. Some registers came later than others, and some never. */
const grown: RoomHabits = {
  ...paper,
  registers: { TOPICS: 0, SESSIONS: 0, ATTENDANCE: 0, SUGGESTIONS: 3, MINUTES: 6, ITEMS: 9, EVALUATION: 12 },
};
/**
 * Two rooms that integritySignals asks about. One writes its minutes from a template. The other only ever hears
 * satisfied residents.
 */
const byForm: RoomHabits = { ...steady, usesTemplate: true };
const praised: RoomHabits = { ...diligent, satisfaction: { SATISFIED: 1, BASICALLY_SATISFIED: 0, NOT_SATISFIED: 0 } };
const young: RoomHabits = { ...steady, months: 9 };

export type RoomProfile = RoomHabits | 'NOTHING_RECORDED' | 'NOT_ENROLLED';

const NOTHING = 'NOTHING_RECORDED';

/** By serial number of the community, eight per street. */
export const ROOM_PROFILES: readonly RoomProfile[] = [
  diligent,
  steady,
  late,
  paper,
  byForm,
  diligent,
  steady,
  late,
  steady,
  paper,
  praised,
  late,
  steady,
  young,
  steady,
  NOTHING,
  grown,
  steady,
  diligent,
  late,
  steady,
  steady,
  NOTHING,
  'NOT_ENROLLED',
];
