import { Attendance, Session, Suggestion } from '../sessions/session.entity.js';
import { ConsensusLevel, SessionState } from '../sessions/session.enums.js';
import { ParticipantRole } from '../topics/topic.enums.js';
import { type Day, addDays, later } from './calendar.js';
import type { Chance } from './chance.js';
import { TEMPLATE_MINUTES, minutesOf } from './yanshi-minutes.js';
import type { RecordWriter } from './yanshi-record-writer.js';
import type { Theme } from './yanshi-themes.js';

export interface HeldSession {
  readonly id: string;
  readonly hasMinutes: boolean;
  readonly suggestions: readonly { readonly id: string; readonly index: number }[];
}
export interface SessionSlot {
  readonly topicId: string;
  readonly round: number;
  readonly ordinal: number;
}

/** From a first session a while after the room begins: a topic has to be found and looked into before. */
const LEAD_DAYS = 46;

/** Days of a room's sessions: so many a year, one in each equal part of it. */
export function sessionDays(chance: Chance, from: Day, months: number, [low, high]: readonly [number, number]): Day[] {
  const days: Day[] = [];
  for (let begun = 0; begun < months; begun += 12) {
    const length = Math.min(12, months - begun);
    const count = Math.max(3, Math.round(chance.int(low, high) * (length / 12)));
    const start = addDays(from, begun * 30.44 + (begun === 0 ? LEAD_DAYS : 2));
    const span = length * 30.44 - (begun === 0 ? LEAD_DAYS : 2) - 4;
    for (let i = 0; i < count; i += 1)
      days.push(addDays(start, Math.floor((span / count) * (i + 0.1 + 0.7 * chance.next()))));
  }
  return days;
}

const {
  CPPCC_MEMBER,
  PARTY_DELEGATE,
  CONGRESS_DEPUTY,
  AFFECTED_PARTY,
  RESIDENT_REPRESENTATIVE,
  RESPECTED_LOCAL,
  DEPARTMENT,
} = ParticipantRole;

/** 11 to 16 people: a few of each office, residents filling the rest. */
export function headcounts(chance: Chance, hasAffected: boolean): [ParticipantRole, number][] {
  const total = chance.int(11, 16);
  const counts: [ParticipantRole, number][] = [
    [CPPCC_MEMBER, chance.int(1, 3)],
    [PARTY_DELEGATE, chance.int(0, 1)],
    [CONGRESS_DEPUTY, chance.int(0, 1)],
    [AFFECTED_PARTY, hasAffected ? chance.int(2, 3) : 0],
    [RESPECTED_LOCAL, chance.int(0, 1)],
    [DEPARTMENT, chance.int(0, 1)],
  ];
  const others = counts.reduce((sum, [, count]) => sum + count, 0);
  return [...counts.filter(([, count]) => count > 0), [RESIDENT_REPRESENTATIVE, total - others]];
}

const CONSENSUS = { FULL: 3, BROAD: 5, PARTIAL: 2, NONE: 0.3 } as const;

function sessionRow(
  writer: RecordWriter,
  slot: SessionSlot,
  theme: Theme,
  day: Day,
): Partial<Session> & { id: string } {
  return {
    ...writer.record(day),
    ...slot,
    roomId: writer.room.roomId,
    scheduledFor: writer.fromPaper ? null : day,
    heldFrom: null,
    heldTo: null,
    heldPrecision: null,
    venue: `${writer.room.name}协商议事室`,
    agenda: `协商“${theme.title}”`,
    consensus: null,
    minutes: null,
    cancelReason: null,
  };
}

export function scheduleSession(writer: RecordWriter, slot: SessionSlot, theme: Theme, day: Day, entered: Day): void {
  const ahead = later(day, addDays(writer.stage.today, writer.chance.int(3, 20)));
  writer.rows.add(Session, {
    ...sessionRow(writer, slot, theme, entered),
    state: SessionState.SCHEDULED,
    scheduledFor: ahead,
  });
}

export function callOffSession(writer: RecordWriter, slot: SessionSlot, theme: Theme, day: Day): void {
  writer.rows.add(Session, {
    ...sessionRow(writer, slot, theme, day),
    state: SessionState.CANCELLED,
    scheduledFor: day,
    cancelReason: '利益关联方当日不能到会，另行安排',
  });
}

export function holdSession(
  writer: RecordWriter,
  slot: SessionSlot,
  theme: Theme,
  day: Day,
  hasAffected: boolean,
): HeldSession {
  const { chance, room, rows } = writer;
  const consensus = ConsensusLevel[chance.weighted(CONSENSUS)];
  const hasMinutes = !writer.omits();
  const row = sessionRow(writer, slot, theme, day);
  const heads = headcounts(chance, hasAffected);
  const attendances = heads.map(([role, headcount]) => ({
    ...room.spot,
    id: chance.id(writer.at(day)),
    sessionId: row.id,
    topicId: slot.topicId,
    role,
    headcount,
    changedAt: writer.at(day),
  }));
  const indexes = chance.some(
    theme.suggestions.map((_, index) => index),
    chance.int(3, theme.suggestions.length),
  );
  const minutes = room.habits.usesTemplate
    ? TEMPLATE_MINUTES
    : minutesOf(
        theme,
        heads.map(([role]) => role),
        indexes.map((index) => theme.suggestions[index]!),
        consensus,
      );
  rows.add(Session, {
    ...row,
    state: SessionState.HELD,
    ...writer.when('held', day),
    consensus: hasMinutes ? consensus : null,
    minutes: hasMinutes ? minutes : null,
  });
  for (const attendance of attendances) rows.add(Attendance, attendance);
  const suggestions = indexes.map((index, place) => {
    const record = writer.record(day);
    const isKnown = !writer.fromPaper || !writer.omits();
    rows.add(Suggestion, {
      ...record,
      roomId: room.roomId,
      topicId: slot.topicId,
      sessionId: row.id,
      ordinal: place + 1,
      text: isKnown ? theme.suggestions[index]! : null,
      proposedBy: chance.maybe(0.8) ? chance.pick([RESIDENT_REPRESENTATIVE, CPPCC_MEMBER, AFFECTED_PARTY]) : null,
    });
    return { id: record.id, index };
  });
  return { id: row.id, hasMinutes, suggestions };
}
