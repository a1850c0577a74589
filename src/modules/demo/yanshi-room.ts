import { GrantRole } from '../../kernel/grant-role.js';
import { DatePrecision } from '../../kernel/imprecise-date.js';
import { atPlaceOf } from '../../kernel/placed-at.js';
import type { Provenance } from '../../kernel/provenance.js';
import { RecordOrigin } from '../../kernel/record.js';
import { CarriedTotal, Convener, Room } from '../rooms/room.entity.js';
import { RoomRegister, type RoomRegisterKind } from '../rooms/room-register.entity.js';
import { CarriedMeasure, CarriedQuality, ConvenerKind, CountedAs } from '../rooms/room.enums.js';
import { type Day, addDays, addMonths, daysBetween, moment, monthEnd } from './calendar.js';
import type { Chance } from './chance.js';
import { ENTERED, recorded } from './recorded.js';
import { addLooseConcerns } from './yanshi-concerns.js';
import type { RoomHabits } from './yanshi-room-habits.js';
import type { DemoPlace } from './yanshi-places.js';
import { type CastRoom, RecordWriter, type Stage } from './yanshi-record-writer.js';
import { sessionDays } from './yanshi-sessions.js';
import { PARTS, THEMES, type Theme } from './yanshi-themes.js';
import { LEAD_DAYS, type TopicPlan, TopicTale } from './yanshi-topic.js';

const TAKEN_OVER: Provenance = { ...ENTERED, origin: RecordOrigin.TAKEN_OVER, paperReference: '演示台账（虚构）' };
/** Concerns a session, loose ones included. */
const CONCERNS_A_SESSION = 4;
/** A topic needs at least this long. */
const LEAST_DAYS_A_ROUND = 50;

export interface RoomPlan {
  readonly place: DemoPlace;
  readonly serial: number;
  readonly street: DemoPlace;
  readonly recorder: { readonly name: string; readonly accountId: string | null } | null;
}

/** An enrolled room; `from` is its first day here, and `habits` is null where nothing is recorded. @returns its id. */
export function addRoom(stage: Stage, chance: Chance, plan: RoomPlan, from: Day, habits: RoomHabits | null): string {
  const { place, serial } = plan;
  const at = moment(from, 8);
  const established = addMonths(from, -chance.int(6, 40));
  const roomId = chance.id(at);
  const number = String(serial).padStart(2, '0');
  stage.rows.add(Room, {
    ...recorded(place, roomId, at, habits?.registers ? TAKEN_OVER : ENTERED),
    name: `${place.name}“有事好商量”协商议事室`,
    establishedFrom: established,
    establishedTo: monthEnd(established),
    establishedPrecision: DatePrecision.MONTH,
    enrolledOn: from,
    sharedWith: chance.some(['党群服务站', '人大代表之家', '新时代文明实践站'], chance.int(0, 2)),
    equipment: chance.maybe(0.6) ? '投影、白板' : null,
    publishedAt: habits && serial % 5 !== 0 ? at : null,
  });
  // A room that is not taken over keeps all registers by itself.
  for (const [kind, months] of Object.entries(habits?.registers ?? {}))
    stage.rows.add(RoomRegister, {
      ...recorded(place, chance.id(at), at, ENTERED),
      roomId,
      kind: kind as RoomRegisterKind,
      keptFrom: addMonths(from, months),
      keptTo: null,
      reason: null,
      takenBackOn: null,
    });
  const convener = (name: string, kind: ConvenerKind): void =>
    stage.rows.add(Convener, {
      ...recorded(place, chance.id(at), at, ENTERED),
      roomId,
      name,
      kind,
      termFrom: established,
      termTo: null,
    });
  convener(`示例召集人${number}`, ConvenerKind.LEAD);
  if (serial % 3 === 0) convener(`示例执行召集人${number}`, ConvenerKind.EXECUTIVE);
  return roomId;
}

/** Two years of a room, or as long as it has been there. */
export function addActivity(stage: Stage, chance: Chance, plan: RoomPlan, roomId: string, habits: RoomHabits): void {
  const months = habits.months ?? 24;
  const from = addMonths(addDays(stage.until, 1), -months);
  const recorder = plan.recorder ?? { name: `示例记录员${String(plan.serial).padStart(2, '0')}`, accountId: null };
  const room: CastRoom = {
    spot: { cityId: plan.place.cityId, ...atPlaceOf(plan.place) },
    roomId,
    serial: plan.serial,
    name: plan.place.name,
    place: plan.place,
    street: plan.street,
    habits,
    from,
    recorder: { ...recorder, role: GrantRole.CLERK },
  };
  if (habits.fromPaper) carryForward(stage, chance, room);
  const topics = [
    ...intoTopics(chance, habits, sessionDays(chance, from, months, habits.sessionsAYear)),
    ...ahead(chance, stage.until, plan.serial),
  ];
  const themes = themesFor(chance, topics.length);
  let sessions = 0;
  let concerns = 0;
  topics.forEach((topic, index) => {
    const tale = new TopicTale(
      new RecordWriter(stage, room, chance.fork(`topic ${index}`)),
      themes[index]!,
      topic,
    ).write();
    sessions += tale.sessions;
    concerns += tale.concerns;
  });
  addLooseConcerns(
    new RecordWriter(stage, room, chance.fork('concerns')),
    Math.max(0, sessions * CONCERNS_A_SESSION - concerns + chance.int(-2, 4)),
  );
}

/**
 * Sessions one after the other belong to one topic, or to the next; some topics are opened again before their last one,
 * where somebody was not satisfied.
 */
function intoTopics(chance: Chance, habits: RoomHabits, days: readonly Day[]): TopicPlan[] {
  const rest = [...days];
  const topics: TopicPlan[] = [];
  while (rest.length > 0) {
    const own = rest.splice(0, Number(chance.weighted({ 1: 6.6, 2: 2.8, 3: 0.6 })));
    const [before, last] = own.slice(-2);
    const isReopened =
      last !== undefined &&
      daysBetween(before!, last) >= LEAST_DAYS_A_ROUND &&
      chance.maybe(0.5) &&
      habits.satisfaction.NOT_SATISFIED > 0;
    const proposed = addDays(own[0]!, -chance.int(LEAD_DAYS.least, LEAD_DAYS.most));
    topics.push({ proposed, rounds: isReopened ? [own.slice(0, -1), own.slice(-1)] : [own] });
  }
  return topics;
}

/**
 * Topics whose first session lies ahead. Over all rooms they were proposed on every one of the last days, so that each
 * stage before it has some.
 */
const ahead = (chance: Chance, until: Day, serial: number): TopicPlan[] =>
  Array.from({ length: chance.int(1, 2) }, (_, index) => {
    const proposed = addDays(until, -((serial * 2 + index * 13) % LEAD_DAYS.least));
    return { proposed, rounds: [[addDays(proposed, chance.int(LEAD_DAYS.least + 1, LEAD_DAYS.most))]] };
  });

function themesFor(chance: Chance, count: number): Theme[] {
  const order = chance.some(THEMES, THEMES.length);
  const shift = chance.int(0, PARTS.length - 1);
  return Array.from({ length: count }, (_, index) => {
    const theme = order[index % order.length]!;
    return {
      ...theme,
      title: `${PARTS[(shift + index + Math.floor(index / order.length)) % PARTS.length]!}${theme.title}`,
    };
  });
}

/** What such a room did in the year before it came here stands in its old books, as totals. */
function carryForward(stage: Stage, chance: Chance, room: CastRoom): void {
  const at = moment(room.from, 9);
  const total = (measure: CarriedMeasure, value: number, quality: CarriedQuality, countedAs: CountedAs): void =>
    stage.rows.add(CarriedTotal, {
      ...recorded(room.spot, chance.id(at), at, { ...ENTERED, paperReference: '演示台账（上一年度）' }),
      roomId: room.roomId,
      measure,
      value,
      quality,
      countedAs,
      role: null,
      periodFrom: addMonths(room.from, -12),
      periodTo: addDays(room.from, -1),
      isSeparate: false,
      note: '上线前的年度合计，只有总数（虚构）',
    });
  const sessions = chance.int(3, 6);
  total(CarriedMeasure.SESSIONS, sessions, CarriedQuality.EXACT, CountedAs.UNSPECIFIED);
  total(CarriedMeasure.SUGGESTIONS, sessions * chance.int(3, 5), CarriedQuality.APPROXIMATE, CountedAs.UNSPECIFIED);
  total(CarriedMeasure.ATTENDANCES, sessions * chance.int(11, 15), CarriedQuality.AT_LEAST, CountedAs.PERSON_TIMES);
}
