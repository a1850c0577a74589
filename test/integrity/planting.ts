import { GrantRole } from '../../src/kernel/grant-role.js';
import { parseGlobalId } from '../../src/kernel/global-id.js';
import type { Api } from '../support/api.js';
import { type PlaceRef, type RoomRef, World } from '../support/world.js';

/** Days something can have been on: one, or from … to of a precision. */
export type Days = string | readonly [from: string, to: string, precision: 'MONTH' | 'YEAR'];
export interface Entry {
  readonly entered?: string;
  readonly changed?: string;
  readonly origin?: string;
}
/** A room, its one topic and what was planted there, in that order. */
export interface Planted {
  readonly room: RoomRef;
  readonly topic: string;
  readonly ids: readonly string[];
}

/** Entered the day after, in the morning, unless the test says otherwise. */
const nextMorning = (day: string): string => new Date(Date.parse(`${day}T09:00:00+08:00`) + 86_400_000).toISOString();

/** The period every case is asked about. */
export const QUARTER = '{year: 2024, quarter: 3}';

export interface Signal {
  readonly kind: string;
  readonly timing: string | null;
  readonly count: number;
  readonly of: number;
  readonly ids: readonly string[];
  readonly against: readonly (string | null)[];
  readonly code: string;
  readonly question: string;
}

export const SIGNAL = `kind timing count of question innocent place { code } room { id }
  records(first: 100) { first last enteredAt record { __typename id } against { __typename id } }`;

/** Rooms of one city with records of their own days and days of entry, written as the owner of the database. */
export class Planting {
  private serial = 0;
  private procedure: Promise<string> | null = null;
  private unit: Promise<string> | null = null;

  private constructor(
    readonly world: World,
    readonly city: PlaceRef,
    readonly street: PlaceRef,
    readonly committee: Api,
  ) {}

  static async start(world: World, name = '甲市'): Promise<Planting> {
    const city = await world.city(name);
    const street = await world.street(city, 1);
    return new Planting(world, city, street, await world.account(GrantRole.CITY_COMMITTEE, city));
  }

  /** In a world of its own, which `stop` ends. */
  static async alone(): Promise<Planting> {
    return Planting.start(await World.start());
  }

  stop(): Promise<void> {
    return this.world.stop();
  }

  async room(street = this.street): Promise<RoomRef> {
    this.serial += 1;
    return this.world.room(await this.world.community(street, this.serial));
  }

  private async add(table: string, room: RoomRef, row: Record<string, unknown>): Promise<string> {
    return this.world.insert(this.city.cityId, table, { place_id: room.place.id, place_path: room.place.path, ...row });
  }

  /** The columns of a day known somehow, and of its entry. */
  private dated(prefix: string, days: Days, { entered, changed, origin = 'ENTERED' }: Entry): Record<string, unknown> {
    const [from, to, precision] = typeof days === 'string' ? [days, days, 'DAY'] : days;
    const recorded = entered ?? nextMorning(to);
    return {
      [`${prefix}_from`]: from,
      [`${prefix}_to`]: to,
      [`${prefix}_precision`]: precision,
      recorded_at: recorded,
      changed_at: changed ?? recorded,
      origin,
    };
  }

  async topic(room: RoomRef, proposed: Days = '2024-01-10', entry: Entry = {}, title?: string): Promise<string> {
    this.serial += 1;
    this.procedure ??= this.world
      .sql<{ id: string }>(this.city.cityId, 'SELECT id FROM procedure')
      .then(([row]) => row!.id);
    return this.add('topic', room, {
      room_id: room.id,
      procedure_id: await this.procedure,
      track: 'SIMPLE',
      title: title ?? `测试议题${this.serial}`,
      ...this.dated('proposed', proposed, entry),
    });
  }

  async session(
    room: RoomRef,
    topicId: string,
    held: Days,
    fields: Entry & { readonly minutes?: string } = {},
  ): Promise<string> {
    this.serial += 1;
    return this.add('session', room, {
      room_id: room.id,
      topic_id: topicId,
      round: 1,
      ordinal: this.serial,
      state: 'HELD',
      minutes: fields.minutes ?? null,
      ...this.dated('held', held, fields),
    });
  }

  /** A new room with one topic, and a record there of each entry, one after the other. */
  async inOneRoom<T>(
    entries: Iterable<T>,
    plant: (room: RoomRef, topicId: string, entry: T) => Promise<string>,
  ): Promise<Planted> {
    const room = await this.room();
    const topic = await this.topic(room);
    const ids: string[] = [];
    for (const entry of entries) ids.push(await plant(room, topic, entry));
    return { room, topic, ids };
  }

  evaluation(
    room: RoomRef,
    topicId: string,
    done: Days,
    satisfaction = 'SATISFIED',
    entry: Entry = {},
  ): Promise<string> {
    return this.add('evaluation', room, {
      topic_id: topicId,
      evaluator: 'PUBLIC',
      satisfaction,
      ...this.dated('done', done, entry),
    });
  }

  research(room: RoomRef, topicId: string, done: Days, entry: Entry = {}): Promise<string> {
    return this.add('research_record', room, {
      topic_id: topicId,
      kind: 'SITE_VISIT',
      findings: '测试',
      ...this.dated('done', done, entry),
    });
  }

  async item(room: RoomRef, topicId: string, assignedOn: string): Promise<string> {
    this.unit ??= this.world.insert(this.city.cityId, 'unit', { name: '测试单位', kind: 'DEPARTMENT' });
    const plan = await this.add('implementation_plan', room, {
      topic_id: topicId,
      kind: 'RESPONSIBILITY_LIST',
      title: '测试清单',
    });
    return this.add('implementation_item', room, {
      topic_id: topicId,
      plan_id: plan,
      plan_kind: 'RESPONSIBILITY_LIST',
      measure: '测试措施',
      responsible_unit_id: await this.unit,
      assigned_on: assignedOn,
    });
  }

  verification(room: RoomRef, itemId: string, verified: Days, entry: Entry = {}): Promise<string> {
    return this.add('item_verification', room, {
      item_id: itemId,
      result: 'CONFIRMED',
      ...this.dated('verified', verified, entry),
    });
  }

  async report(room: RoomRef, topicId: string, reported: Days): Promise<string> {
    const outcome = await this.add('outcome', room, {
      topic_id: topicId,
      route: 'STREET_DECISION',
      summary: '测试',
      ...this.dated('reached', '2024-06-01', {}),
    });
    return this.add('outcome_report', room, {
      topic_id: topicId,
      outcome_id: outcome,
      ...this.dated('reported', reported, {}),
    });
  }

  decision(room: RoomRef, topicId: string, reportId: string, metOn: string, entry: Entry = {}): Promise<string> {
    const { recorded_at, changed_at, origin } = this.dated('met', metOn, entry);
    return this.add('outcome_decision', room, {
      topic_id: topicId,
      report_id: reportId,
      result: 'DECIDED',
      body: '测试街道党工委',
      met_on: metOn,
      recorded_at,
      changed_at,
      origin,
    });
  }

  /** What is asked about the rooms at or below a place. */
  async signals(place: PlaceRef, kinds = '', api = this.committee, period = QUARTER): Promise<Signal[]> {
    const { integritySignals } = await api.must(
      `{ integritySignals(within: "${place.code}", period: ${period}, first: 100${kinds && `, kinds: [${kinds}]`}) {
        nodes { ${SIGNAL} } } }`,
    );
    const uuid = (node: { id: string } | null): string | null => node && parseGlobalId(node.id).id;
    return integritySignals.nodes.map((node: any) => ({
      kind: node.kind,
      timing: node.timing,
      count: node.count,
      of: node.of,
      code: node.place.code,
      question: node.question,
      ids: node.records.map((record: any) => uuid(record.record)),
      against: node.records.map((record: any) => uuid(record.against)),
    }));
  }
}
