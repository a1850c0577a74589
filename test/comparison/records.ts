import { uuidv7 } from '../../src/kernel/uuid.js';
import type { PlaceRef, RoomRef, World } from '../support/world.js';

interface Days {
  readonly from: string;
  readonly to?: string;
  readonly precision?: 'DAY' | 'MONTH' | 'YEAR';
}

/** Short ways to give a room records, as the owner of the database. */
export class Records {
  private unit: Promise<string> | null = null;
  private plans = new Map<string, Promise<string>>();
  private sessions = 0;

  constructor(
    private readonly world: World,
    private readonly city: PlaceRef,
  ) {}

  private at(room: RoomRef): Record<string, unknown> {
    return { place_id: room.place.id, place_path: room.place.path };
  }

  residents(place: PlaceRef, count: number, asOf: string, kind = 'USUAL_RESIDENTS'): Promise<string> {
    return this.world.insert(this.city.cityId, 'place_fact', {
      place_id: place.id,
      place_path: place.path,
      kind,
      count,
      as_of: asOf,
    });
  }

  households(place: PlaceRef, count: number, asOf: string): Promise<string> {
    return this.residents(place, count, asOf, 'HOUSEHOLDS');
  }

  async topic(room: RoomRef, days: Days, fields: Record<string, unknown> = {}): Promise<string> {
    const [procedure] = await this.world.sql<{ id: string }>(this.city.cityId, 'SELECT id FROM procedure');
    return this.world.insert(this.city.cityId, 'topic', {
      ...this.at(room),
      room_id: room.id,
      procedure_id: procedure!.id,
      title: '测试议题',
      track: 'SIMPLE',
      proposed_from: days.from,
      proposed_to: days.to ?? days.from,
      proposed_precision: days.precision ?? 'DAY',
      ...fields,
    });
  }

  /** A held session with so many suggestions and attendances by role. */
  async session(
    room: RoomRef,
    topicId: string,
    days: Days,
    has: { suggestions?: number; heads?: Record<string, number> } = {},
    fields: Record<string, unknown> = {},
  ): Promise<string> {
    const { cityId } = this.city;
    this.sessions += 1;
    const id = await this.world.insert(cityId, 'session', {
      ...this.at(room),
      room_id: room.id,
      topic_id: topicId,
      round: 1,
      ordinal: this.sessions,
      state: 'HELD',
      held_from: days.from,
      held_to: days.to ?? days.from,
      held_precision: days.precision ?? 'DAY',
      ...fields,
    });
    for (let ordinal = 1; ordinal <= (has.suggestions ?? 0); ordinal += 1) {
      await this.world.insert(cityId, 'suggestion', {
        ...this.at(room),
        room_id: room.id,
        topic_id: topicId,
        session_id: id,
        ordinal,
      });
    }
    for (const [role, headcount] of Object.entries(has.heads ?? {}))
      await this.world.insert(cityId, 'attendance', {
        ...this.at(room),
        session_id: id,
        topic_id: topicId,
        role,
        headcount,
      });
    return id;
  }

  concern(room: RoomRef, days: Days, state = 'OPEN'): Promise<string> {
    return this.world.insert(this.city.cityId, 'concern', {
      ...this.at(room),
      room_id: room.id,
      text: '测试民情',
      source: 'VISIT',
      received_from: days.from,
      received_to: days.to ?? days.from,
      received_precision: days.precision ?? 'DAY',
      state,
    });
  }

  research(room: RoomRef, topicId: string, days: Days, households: number | null = null): Promise<string> {
    return this.world.insert(this.city.cityId, 'research_record', {
      ...this.at(room),
      topic_id: topicId,
      kind: 'HOUSEHOLD_VISIT',
      done_from: days.from,
      done_to: days.to ?? days.from,
      done_precision: days.precision ?? 'DAY',
      findings: '测试所见',
      households_visited: households,
    });
  }

  step(room: RoomRef, topicId: string, kind: string, days: Days, toStage = 'TOPIC_SELECTION'): Promise<string> {
    return this.world.insert(this.city.cityId, 'topic_step', {
      ...this.at(room),
      topic_id: topicId,
      kind,
      to_stage: toStage,
      happened_from: days.from,
      happened_to: days.to ?? days.from,
      happened_precision: days.precision ?? 'DAY',
      reason: '测试理由',
      actor: '测试',
    });
  }

  outcome(room: RoomRef, topicId: string, route: string, days: Days): Promise<string> {
    return this.world.insert(this.city.cityId, 'outcome', {
      ...this.at(room),
      topic_id: topicId,
      route,
      summary: '测试成果',
      reached_from: days.from,
      reached_to: days.to ?? days.from,
      reached_precision: days.precision ?? 'DAY',
    });
  }

  /** A report, and what was decided on it when it was; the decision's id then, else the report's. */
  async report(
    room: RoomRef,
    topicId: string,
    outcomeId: string,
    days: Days,
    decided: { metOn?: string | null; result?: string } | null = null,
  ): Promise<string> {
    const { cityId } = this.city;
    const report = await this.world.insert(cityId, 'outcome_report', {
      ...this.at(room),
      topic_id: topicId,
      outcome_id: outcomeId,
      reported_from: days.from,
      reported_to: days.to ?? days.from,
      reported_precision: days.precision ?? 'DAY',
    });
    if (!decided) return report;
    return this.world.insert(cityId, 'outcome_decision', {
      ...this.at(room),
      topic_id: topicId,
      report_id: report,
      result: decided.result ?? 'DECIDED',
      body: '测试党工委',
      met_on: decided.metOn ?? null,
      reason: '测试理由',
      origin: decided.metOn ? 'ENTERED' : 'TAKEN_OVER',
    });
  }

  async suggestionsOf(sessionId: string): Promise<string[]> {
    return (
      await this.world.sql<{ id: string }>(
        this.city.cityId,
        'SELECT id FROM suggestion WHERE session_id = $1 ORDER BY ordinal',
        [sessionId],
      )
    ).map(({ id }) => id);
  }

  answer(
    room: RoomRef,
    topicId: string,
    suggestionId: string,
    result: string,
    decisionId: string | null = null,
  ): Promise<string> {
    return this.world.insert(this.city.cityId, 'suggestion_answer', {
      ...this.at(room),
      topic_id: topicId,
      suggestion_id: suggestionId,
      result,
      decision_id: decisionId,
      reason: '测试理由',
    });
  }

  carried(
    room: RoomRef,
    measure: string,
    value: number,
    from: string,
    to: string,
    fields: Record<string, unknown> = {},
  ): Promise<string> {
    return this.world.insert(this.city.cityId, 'carried_total', {
      ...this.at(room),
      room_id: room.id,
      measure,
      value,
      quality: 'EXACT',
      counted_as: 'UNSPECIFIED',
      period_from: from,
      period_to: to,
      origin: 'DERIVED',
      ...fields,
    });
  }

  private unitId(): Promise<string> {
    this.unit ??= this.world.insert(this.city.cityId, 'unit', { name: '测试单位', kind: 'DEPARTMENT' });
    return this.unit;
  }

  async item(room: RoomRef, topicId: string, dueOn: string | null, kind = 'RESPONSIBILITY_LIST'): Promise<string> {
    const { cityId } = this.city;
    const plan =
      this.plans.get(`${kind} ${topicId}`) ??
      this.world.insert(cityId, 'implementation_plan', {
        ...this.at(room),
        topic_id: topicId,
        kind,
        title: '测试清单',
      });
    this.plans.set(`${kind} ${topicId}`, plan);
    return this.world.insert(cityId, 'implementation_item', {
      ...this.at(room),
      id: uuidv7(),
      topic_id: topicId,
      plan_id: await plan,
      plan_kind: kind,
      measure: '测试措施',
      responsible_unit_id: await this.unitId(),
      assigned_on: '2022-01-01',
      due_on: dueOn,
    });
  }

  itemEvent(room: RoomRef, itemId: string, kind: string, days: Days, state: string | null = null): Promise<string> {
    return this.world.insert(this.city.cityId, 'implementation_event', {
      ...this.at(room),
      item_id: itemId,
      kind,
      state,
      happened_from: days.from,
      happened_to: days.to ?? days.from,
      happened_precision: days.precision ?? 'DAY',
      note: '测试说明',
    });
  }

  verification(room: RoomRef, itemId: string, days: Days, result = 'CONFIRMED'): Promise<string> {
    return this.world.insert(this.city.cityId, 'item_verification', {
      ...this.at(room),
      item_id: itemId,
      result,
      verified_from: days.from,
      verified_to: days.to ?? days.from,
      verified_precision: days.precision ?? 'DAY',
    });
  }

  /** The room keeps a register from a day on, and until another one. */
  register(room: RoomRef, kind: string, from: string, to: string | null = null): Promise<string> {
    return this.world.insert(this.city.cityId, 'room_register', {
      ...this.at(room),
      room_id: room.id,
      kind,
      kept_from: from,
      kept_to: to,
    });
  }
}
