import { uuidv7 } from '../../src/kernel/uuid.js';
import type { PlaceRef, RoomRef, World } from '../support/world.js';

interface Days { readonly from: string; readonly to?: string; readonly precision?: 'DAY' | 'MONTH' | 'YEAR' }

/** Short ways to give a room records, as the owner of the database. */
export class Records {
  private unit: Promise<string> | null = null;
  private plans = new Map<string, Promise<string>>();
  private sessions = 0;

  constructor(private readonly world: World, private readonly city: PlaceRef) {}

  private at(room: RoomRef): Record<string, unknown> { return { place_id: room.place.id, place_path: room.place.path }; }

  residents(place: PlaceRef, count: number, asOf: string): Promise<string> {
    return this.world.insert(this.city.cityId, 'place_fact', { place_id: place.id, place_path: place.path, kind: 'USUAL_RESIDENTS', count, as_of: asOf });
  }

  async topic(room: RoomRef, days: Days, fields: Record<string, unknown> = {}): Promise<string> {
    const [procedure] = await this.world.sql<{ id: string }>(this.city.cityId, 'SELECT id FROM procedure');
    return this.world.insert(this.city.cityId, 'topic', {
      ...this.at(room), room_id: room.id, procedure_id: procedure!.id, title: '测试议题', track: 'SIMPLE',
      proposed_from: days.from, proposed_to: days.to ?? days.from, proposed_precision: days.precision ?? 'DAY', ...fields,
    });
  }

  /** A held session with so many suggestions and attendances by role. */
  async session(room: RoomRef, topicId: string, days: Days, has: { suggestions?: number; heads?: Record<string, number> } = {}): Promise<string> {
    const { cityId } = this.city;
    this.sessions += 1;
    const id = await this.world.insert(cityId, 'session', {
      ...this.at(room), room_id: room.id, topic_id: topicId, round: 1, ordinal: this.sessions, state: 'HELD', held_from: days.from, held_to: days.to ?? days.from, held_precision: days.precision ?? 'DAY',
    });
    for (let ordinal = 1; ordinal <= (has.suggestions ?? 0); ordinal += 1) {
      await this.world.insert(cityId, 'suggestion', { ...this.at(room), room_id: room.id, topic_id: topicId, session_id: id, ordinal });
    }
    for (const [role, headcount] of Object.entries(has.heads ?? {})) await this.world.insert(cityId, 'attendance', { ...this.at(room), session_id: id, topic_id: topicId, role, headcount });
    return id;
  }

  carried(room: RoomRef, measure: string, value: number, from: string, to: string, fields: Record<string, unknown> = {}): Promise<string> {
    return this.world.insert(this.city.cityId, 'carried_total', {
      ...this.at(room), room_id: room.id, measure, value, quality: 'EXACT', counted_as: 'UNSPECIFIED', period_from: from, period_to: to, origin: 'DERIVED', ...fields,
    });
  }

  private unitId(): Promise<string> {
    this.unit ??= this.world.insert(this.city.cityId, 'unit', { name: '测试单位', kind: 'DEPARTMENT' });
    return this.unit;
  }

  async item(room: RoomRef, topicId: string, dueOn: string | null): Promise<string> {
    const { cityId } = this.city;
    const plan = this.plans.get(topicId) ?? this.world.insert(cityId, 'implementation_plan', { ...this.at(room), topic_id: topicId, kind: 'RESPONSIBILITY_LIST', title: '测试清单' });
    this.plans.set(topicId, plan);
    return this.world.insert(cityId, 'implementation_item', {
      ...this.at(room), id: uuidv7(), topic_id: topicId, plan_id: await plan, plan_kind: 'RESPONSIBILITY_LIST', measure: '测试措施', responsible_unit_id: await this.unitId(), assigned_on: '2022-01-01', due_on: dueOn,
    });
  }

  itemEvent(room: RoomRef, itemId: string, kind: string, days: Days, state: string | null = null): Promise<string> {
    return this.world.insert(this.city.cityId, 'implementation_event', {
      ...this.at(room), item_id: itemId, kind, state, happened_from: days.from, happened_to: days.to ?? days.from, happened_precision: days.precision ?? 'DAY', note: '测试说明',
    });
  }

  verification(room: RoomRef, itemId: string, days: Days, result = 'CONFIRMED'): Promise<string> {
    return this.world.insert(this.city.cityId, 'item_verification', {
      ...this.at(room), item_id: itemId, result, verified_from: days.from, verified_to: days.to ?? days.from, verified_precision: days.precision ?? 'DAY',
    });
  }
}
