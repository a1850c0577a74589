import pg from 'pg';
import { uuidv7 } from '../../src/kernel/uuid.js';
import type { PlaceRef, RoomRef, World } from '../support/world.js';

/** mulberry32: the same seed, the same workload. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Ground {
  readonly city: PlaceRef;
  readonly rooms: readonly RoomRef[];
  readonly procedureId: string;
  readonly unitId: string;
}
type Next = () => number;
type Query = (text: string, values?: readonly unknown[]) => Promise<{ rows: Record<string, string>[] }>;

const pick = <T>(next: Next, items: readonly T[]): T => items[Math.floor(next() * items.length)]!;

/** A day, a month, a year or a stretch across months: every width a date can have. */
function interval(next: Next): [from: string, to: string, precision: string] {
  const [year, month, day] = [2022 + Math.floor(next() * 2), 1 + Math.floor(next() * 12), 1 + Math.floor(next() * 28)];
  const two = (n: number): string => String(n).padStart(2, '0');
  const on = `${year}-${two(month)}-${two(day)}`;
  const width = next();
  if (width < 0.6) return [on, on, 'DAY'];
  if (width < 0.75) return [`${year}-${two(month)}-01`, `${year}-${two(month)}-28`, 'MONTH'];
  if (width < 0.9) return [`${year}-01-01`, `${year}-12-31`, 'YEAR'];
  return [on, `${year + 1}-${two(month)}-${two(day)}`, 'YEAR'];
}

const ROLES = ['OTHER', 'AFFECTED_PARTY', 'DEPARTMENT', 'EXPERT'];
const plan = (next: Next): string | null => (next() < 0.7 ? `${interval(next)[0].slice(0, 7)}-01` : null);

/**
 * Everything that may happen to a room's records, as its own people, its street, or (for what nobody is granted yet)
 * the owner of the database would write it.
 */
export class Workload {
  /** `missingColumns`: what the database's version does not have yet. */
  constructor(
    private readonly ground: Ground,
    private readonly missingColumns: ReadonlySet<string> = new Set(),
  ) {}

  async step(query: Query, next: Next, room: RoomRef): Promise<void> {
    const kinds = [
      () => this.session(query, next, room),
      () => this.session(query, next, room),
      () => this.change(query, next, room),
      () => this.suggest(query, next, room),
      () => this.heads(query, next, room),
      () => this.items(query, next, room),
      () => this.items(query, next, room),
      () => this.happen(query, next, room),
      () => this.happen(query, next, room),
      () => this.total(query, next, room),
      () => this.move(query, next, room),
      () => this.remove(query, next, room),
      () => this.others(query, next, room),
      () => this.triage(query, next, room),
      () => this.reach(query, next, room),
      () => this.reach(query, next, room),
      () => this.decide(query, next, room),
      () => this.answer(query, next, room),
      () => this.answer(query, next, room),
      () => this.write(query, next, room),
    ];
    await pick(next, kinds)();
  }

  private async insert(query: Query, room: RoomRef, table: string, row: Record<string, unknown>): Promise<string> {
    const [place] = (await query('SELECT path FROM place WHERE id = $1', [room.place.id])).rows;
    const full: Record<string, unknown> = {
      city_id: this.ground.city.cityId,
      id: uuidv7(),
      place_id: room.place.id,
      place_path: place!['path'],
      ...row,
    };
    const keys = Object.keys(full).filter((key) => !this.missingColumns.has(key));
    await query(
      `INSERT INTO ${table} (${keys.join(', ')}) VALUES (${keys.map((_, index) => `$${index + 1}`).join(', ')})`,
      keys.map((key) => full[key]),
    );
    return full['id'] as string;
  }

  private async any(
    query: Query,
    next: Next,
    table: string,
    room: RoomRef,
    when = 'true',
  ): Promise<string | undefined> {
    const { rows } = await query(`SELECT id FROM ${table} WHERE place_id = $1 AND ${when} ORDER BY id LIMIT 30`, [
      room.place.id,
    ]);
    return rows.length > 0 ? pick(next, rows)['id'] : undefined;
  }

  private async topic(query: Query, next: Next, room: RoomRef): Promise<string> {
    const found = next() < 0.6 ? await this.any(query, next, 'topic', room) : undefined;
    const [from, to, precision] = interval(next);
    return (
      found ??
      this.insert(query, room, 'topic', {
        room_id: room.id,
        procedure_id: this.ground.procedureId,
        title: '议题',
        plain_title: '议题',
        track: 'SIMPLE',
        proposed_from: from,
        proposed_to: to,
        proposed_precision: precision,
        planned_month: plan(next),
      })
    );
  }

  private async session(query: Query, next: Next, room: RoomRef): Promise<void> {
    const topic = await this.topic(query, next, room);
    const [from, to, precision] = interval(next);
    const recorded = { minutes: next() < 0.5 ? '记录' : null, consensus: next() < 0.5 ? 'FULL' : null };
    const held =
      next() < 0.8
        ? { state: 'HELD', held_from: from, held_to: to, held_precision: precision, ...recorded }
        : { state: 'SCHEDULED' };
    const session = await this.insert(query, room, 'session', {
      room_id: room.id,
      topic_id: topic,
      round: 1,
      ordinal: Math.floor(next() * 2_000_000_000),
      ...held,
    });
    for (let n = Math.floor(next() * 3); n > 0; n -= 1)
      await this.insert(query, room, 'suggestion', {
        room_id: room.id,
        topic_id: topic,
        session_id: session,
        ordinal: n,
      });
    for (const role of ROLES)
      if (next() < 0.3)
        await this.insert(query, room, 'attendance', {
          session_id: session,
          topic_id: topic,
          role,
          headcount: 1 + Math.floor(next() * 30),
        });
  }

  /** Held on another day after all, held at last, or called off: what was said and who came moves along. */
  private async change(query: Query, next: Next, room: RoomRef): Promise<void> {
    const session = await this.any(query, next, 'session', room);
    if (!session) return;
    const [from, to, precision] = interval(next);
    if (next() < 0.8)
      await query(
        `UPDATE session SET state = 'HELD', held_from = $2, held_to = $3, held_precision = $4 WHERE id = $1`,
        [session, from, to, precision],
      );
    else
      await query(
        `UPDATE session SET state = 'CANCELLED', held_from = NULL, held_to = NULL, held_precision = NULL WHERE id = $1`,
        [session],
      );
  }

  private async suggest(query: Query, next: Next, room: RoomRef): Promise<void> {
    const session = await this.any(query, next, 'session', room);
    if (!session) return;
    await query(
      `INSERT INTO suggestion (city_id, id, place_id, place_path, room_id, topic_id, session_id, ordinal)
        SELECT city_id, gen_random_uuid(), place_id, place_path, room_id, topic_id, id, $2::int + n
        FROM session, generate_series(1, $3::int) n WHERE id = $1`,
      [session, Math.floor(next() * 2_000_000_000), 1 + Math.floor(next() * 4)],
    );
  }

  private async heads(query: Query, next: Next, room: RoomRef): Promise<void> {
    const row = await this.any(query, next, 'attendance', room);
    if (row && next() < 0.5)
      await query('UPDATE attendance SET headcount = $2 WHERE id = $1', [row, 1 + Math.floor(next() * 50)]);
    const session = await this.any(query, next, 'session', room);
    // Several roles at once, or one more; what is there stays.
    if (session)
      await query(
        `INSERT INTO attendance (city_id, id, place_id, place_path, session_id, topic_id, role, headcount)
          SELECT city_id, gen_random_uuid(), place_id, place_path, id, topic_id, r, 3 FROM session, unnest($2::text[]) r
          WHERE id = $1 ON CONFLICT DO NOTHING`,
        [session, ROLES.filter(() => next() < 0.4)],
      );
  }

  private async items(query: Query, next: Next, room: RoomRef): Promise<void> {
    const topic = await this.topic(query, next, room);
    const list = await this.insert(query, room, 'implementation_plan', {
      topic_id: topic,
      kind: 'RESPONSIBILITY_LIST',
      title: '清单',
    });
    for (let n = 1 + Math.floor(next() * 3); n > 0; n -= 1) {
      await this.item(query, next, room, topic, list, 'RESPONSIBILITY_LIST');
    }
  }

  private item(query: Query, next: Next, room: RoomRef, topic: string, planId: string, kind: string): Promise<string> {
    return this.insert(query, room, 'implementation_item', {
      topic_id: topic,
      plan_id: planId,
      plan_kind: kind,
      measure: '措施',
      responsible_unit_id: this.ground.unitId,
      assigned_on: interval(next)[0],
      due_on: next() < 0.9 ? interval(next)[0] : null,
    });
  }

  private async happen(query: Query, next: Next, room: RoomRef): Promise<void> {
    const item = await this.any(query, next, 'implementation_item', room);
    if (!item) return;
    const [from, to, precision] = interval(next);
    const kind = next();
    // All that one list asks for, one after the other: that is what makes an outcome come true.
    const whole =
      kind < 0.2
        ? (
            await query(
              'SELECT id FROM implementation_item WHERE plan_id = (SELECT plan_id FROM implementation_item ' +
                'WHERE id = $1) ORDER BY id',
              [item],
            )
          ).rows
        : [];
    for (const { id } of whole)
      await this.insert(query, room, 'item_verification', {
        item_id: id,
        result: 'CONFIRMED',
        verified_from: from,
        verified_to: to,
        verified_precision: precision,
      });
    if (whole.length > 0) return;
    if (kind < 0.5)
      await this.insert(query, room, 'item_verification', {
        item_id: item,
        result: next() < 0.8 ? 'CONFIRMED' : 'NOT_DONE',
        verified_from: from,
        verified_to: to,
        verified_precision: precision,
      });
    else
      await this.insert(query, room, 'implementation_event', {
        item_id: item,
        note: '说明',
        happened_from: from,
        happened_to: to,
        happened_precision: precision,
        ...(kind < 0.85 ? { kind: 'PROGRESS', state: pick(next, ['UNDER_WAY', 'DONE']) } : { kind: 'CANCELLED' }),
      });
  }

  private async total(query: Query, next: Next, room: RoomRef): Promise<void> {
    const [from, to] = interval(next);
    await this.insert(query, room, 'carried_total', {
      room_id: room.id,
      measure: pick(next, ['SESSIONS', 'SUGGESTIONS', 'ATTENDANCES']),
      value: Math.floor(next() * 20),
      quality: pick(next, ['EXACT', 'AT_LEAST', 'APPROXIMATE']),
      counted_as: pick(next, ['PERSONS', 'PERSON_TIMES', 'UNSPECIFIED']),
      role: next() < 0.2 ? '群众代表' : null,
      period_from: from,
      period_to: to,
    });
  }

  private async move(query: Query, next: Next, room: RoomRef): Promise<void> {
    const topic = await this.topic(query, next, room);
    const [from, to, precision] = interval(next);
    const kind = pick(next, [
      'CLOSED',
      'CLOSED',
      'REOPENED',
      'APPROVED',
      'APPROVED',
      'PROPOSED',
      'STEPPED_BACK',
      'ADVANCED',
    ]);
    await this.insert(query, room, 'topic_step', {
      topic_id: topic,
      kind,
      to_stage: pick(next, ['TOPIC_SELECTION', 'DELIBERATION', 'EVALUATION']),
      happened_from: from,
      happened_to: to,
      happened_precision: precision,
      reason: '说明',
      actor: '测试',
    });
    if (next() < 0.3) await query('UPDATE topic SET planned_month = $2 WHERE id = $1', [topic, plan(next)]);
  }

  private async triage(query: Query, next: Next, room: RoomRef): Promise<void> {
    const concern = await this.any(query, next, 'concern', room);
    if (concern)
      await query('UPDATE concern SET state = $2 WHERE id = $1', [
        concern,
        pick(next, ['OPEN', 'MERGED', 'TRANSFERRED', 'TAKEN_UP']),
      ]);
  }

  private async write(query: Query, next: Next, room: RoomRef): Promise<void> {
    const session = await this.any(query, next, 'session', room);
    if (session)
      await query('UPDATE session SET minutes = $2, consensus = $3 WHERE id = $1', [
        session,
        next() < 0.7 ? '补记' : null,
        next() < 0.7 ? 'BROAD' : null,
      ]);
  }

  /** An outcome, perhaps its report, perhaps written down after its list. */
  private async reach(query: Query, next: Next, room: RoomRef): Promise<void> {
    const topic = await this.topic(query, next, room);
    const [from, to, precision] = interval(next);
    const outcome = await this.insert(query, room, 'outcome', {
      topic_id: topic,
      route: pick(next, ['SOLVED_ON_SPOT', 'COMMUNITY_LIST', 'STREET_DECISION', 'ESCALATED']),
      summary: '成果',
      reached_from: from,
      reached_to: to,
      reached_precision: precision,
    });
    if (next() < 0.6) await this.report(query, next, room, topic, outcome);
  }

  private async report(query: Query, next: Next, room: RoomRef, topic: string, outcome: string): Promise<void> {
    const [from, to, precision] = interval(next);
    await this.insert(query, room, 'outcome_report', {
      topic_id: topic,
      outcome_id: outcome,
      reported_from: from,
      reported_to: to,
      reported_precision: precision,
    });
  }

  /** A decision, now and then without its day as from a published source, and the plan that carries it out. */
  private async decide(query: Query, next: Next, room: RoomRef): Promise<void> {
    const [report] = (
      await query(
        `SELECT r.id, r.topic_id FROM outcome_report r WHERE r.place_id = $1 AND NOT EXISTS (SELECT
          FROM outcome_decision d WHERE d.report_id = r.id) ORDER BY r.id LIMIT 1`,
        [room.place.id],
      )
    ).rows;
    if (!report) return;
    const returned = next() < 0.25 ? { result: 'RETURNED', reason: '退回' } : { result: 'DECIDED' };
    const decision = await this.insert(query, room, 'outcome_decision', {
      topic_id: report['topic_id'],
      report_id: report['id'],
      body: '街道党工委',
      ...returned,
      ...(next() < 0.8 ? { met_on: interval(next)[0] } : { origin: 'TAKEN_OVER' }),
    });
    const planned = await this.insert(query, room, 'implementation_plan', {
      topic_id: report['topic_id'],
      kind: 'IMPLEMENTATION_PLAN',
      title: '计划',
      decision_id: decision,
    });
    for (let n = Math.floor(next() * 3); n > 0; n -= 1)
      await this.item(query, next, room, report['topic_id']!, planned, 'IMPLEMENTATION_PLAN');
  }

  private async answer(query: Query, next: Next, room: RoomRef): Promise<void> {
    const suggestion = await this.any(query, next, 'suggestion', room);
    if (!suggestion) return;
    const [{ topic_id: topic }] = (await query('SELECT topic_id FROM suggestion WHERE id = $1', [suggestion])).rows as [
      Record<string, string>,
    ];
    const decision = next() < 0.3 ? await this.any(query, next, 'outcome_decision', room) : undefined;
    await this.insert(query, room, 'suggestion_answer', {
      topic_id: topic,
      suggestion_id: suggestion,
      decision_id: decision ?? null,
      result: pick(next, ['ADOPTED', 'PARTLY_ADOPTED', 'DECLINED', 'FOR_REFERENCE']),
      reason: '说明',
    });
  }

  private async remove(query: Query, next: Next, room: RoomRef): Promise<void> {
    const table = pick(next, [
      'suggestion',
      'attendance',
      'carried_total',
      'concern',
      'session',
      'research_record',
      'suggestion_answer',
    ]);
    const row = await this.any(query, next, table, room);
    if (!row) return;
    const answers = 'DELETE FROM suggestion_answer WHERE suggestion_id';
    if (table === 'session') {
      await query(`${answers} IN (SELECT id FROM suggestion WHERE session_id = $1)`, [row]);
      for (const child of ['suggestion', 'attendance'])
        await query(`DELETE FROM ${child} WHERE session_id = $1`, [row]);
    }
    if (table === 'suggestion') await query(`${answers} = $1`, [row]);
    await query(`DELETE FROM ${table} WHERE id = $1`, [row]);
  }

  private async others(query: Query, next: Next, room: RoomRef): Promise<void> {
    const [from, to, precision] = interval(next);
    await this.insert(query, room, 'concern', {
      room_id: room.id,
      text: '路灯不亮',
      source: 'VISIT',
      received_from: from,
      received_to: to,
      received_precision: precision,
    });
    const topic = await this.topic(query, next, room);
    await this.insert(query, room, 'research_record', {
      topic_id: topic,
      kind: 'SITE_VISIT',
      done_from: from,
      done_to: to,
      done_precision: precision,
      findings: '所见',
      households_visited: next() < 0.7 ? Math.floor(next() * 40) : null,
    });
    await this.insert(query, room, 'evaluation', {
      topic_id: topic,
      evaluator: 'PROPOSER',
      satisfaction: 'SATISFIED',
      done_from: from,
      done_to: to,
      done_precision: precision,
    });
  }
}

export async function layGround(world: World, rooms: number): Promise<Ground> {
  const city = await world.city();
  const street = await world.street(city);
  const made: RoomRef[] = [];
  for (let serial = 1; serial <= rooms; serial += 1) made.push(await world.room(await world.community(street, serial)));
  const [procedure] = await world.sql<{ id: string }>(city.cityId, 'SELECT id FROM procedure');
  return {
    city,
    rooms: made,
    procedureId: procedure!.id,
    unitId: await world.insert(city.cityId, 'unit', { name: '责任单位', kind: 'DEPARTMENT' }),
  };
}

/**
 * Connections as the owner of the database, for so many writers at once; deadlocks are found soon, so that many fit
 * into a test.
 */
export async function ownerPool(world: World, size: number): Promise<pg.Pool> {
  const admin = new pg.Client({ connectionString: world.db.superuserUrl });
  await admin.connect();
  await admin.query(`ALTER DATABASE ${world.db.name} SET deadlock_timeout = '40ms'`);
  await admin.end();
  const owned = new URL(world.db.migratorUrl);
  owned.searchParams.set('options', '-c role=hsl_owner');
  return new pg.Pool({ connectionString: owned.href, max: size });
}
