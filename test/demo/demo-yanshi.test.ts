import { ConcernSource, TriageState } from '../../src/modules/concerns/concern.entity.js';
import { EvaluatorKind, SatisfactionLevel } from '../../src/modules/evaluation/evaluation.entity.js';
import {
  ItemEventKind,
  ItemState,
  PlanKind,
  VerificationResult,
} from '../../src/modules/implementation/implementation.enums.js';
import { DecisionResult, OutcomeRoute, SuggestionResult } from '../../src/modules/outcomes/outcome.enums.js';
import { StageKind } from '../../src/modules/procedure/procedure.enums.js';
import { ResearchKind } from '../../src/modules/research/research.entity.js';
import { SessionState } from '../../src/modules/sessions/session.enums.js';
import { StepKind, TopicState, TopicTrack } from '../../src/modules/topics/topic.enums.js';
import { DemoWorld, YANSHI_ID } from './demo-world.js';

const TODAY = '2026-03-17';
const FROM = '2024-03-01';
const UNTIL = '2026-02-28';

const KINDS: readonly (readonly [table: string, column: string, values: Record<string, string>])[] = [
  ['topic', 'stage', StageKind],
  ['topic', 'state', TopicState],
  ['topic', 'track', TopicTrack],
  ['topic_step', 'kind', StepKind],
  ['concern', 'state', TriageState],
  ['concern', 'source', ConcernSource],
  ['research_record', 'kind', ResearchKind],
  ['session', 'state', SessionState],
  ['outcome', 'route', OutcomeRoute],
  ['outcome_decision', 'result', DecisionResult],
  ['suggestion_answer', 'result', SuggestionResult],
  ['implementation_plan', 'kind', PlanKind],
  ['implementation_item', 'state', ItemState],
  ['implementation_event', 'kind', ItemEventKind],
  ['item_verification', 'result', VerificationResult],
  ['evaluation', 'evaluator', EvaluatorKind],
  ['evaluation', 'satisfaction', SatisfactionLevel],
];

/** First and last day of what happened, by table. */
const HAPPENED: readonly (readonly [table: string, column: string])[] = [
  ['concern', 'received'],
  ['topic', 'proposed'],
  ['topic_step', 'happened'],
  ['research_record', 'done'],
  ['session', 'held'],
  ['outcome', 'reached'],
  ['outcome_report', 'reported'],
  ['implementation_event', 'happened'],
  ['item_verification', 'verified'],
  ['evaluation', 'done'],
];

interface Act {
  readonly kind: string;
  readonly from_stage: string | null;
  readonly to_stage: string;
  readonly day: string;
}

describe('the invented city', () => {
  let world: DemoWorld;
  beforeAll(async () => {
    world = await DemoWorld.loaded(TODAY);
  });
  afterAll(async () => {
    await world.stop();
  });

  const sql = <T extends object = Record<string, unknown>>(text: string): Promise<T[]> => world.sql<T>(YANSHI_ID, text);
  const values = async (text: string): Promise<unknown[]> => (await sql(text)).map((row) => Object.values(row)[0]);

  it.each(KINDS)('has a %s of every %s', async (table, column, type) => {
    expect((await values(`SELECT DISTINCT ${column} FROM ${table}`)).sort()).toEqual(Object.values(type).sort());
  });

  it('has 23 rooms: one community is not enrolled, two rooms have nothing recorded', async () => {
    expect(
      await values(
        `SELECT p.code FROM place p LEFT JOIN room r ON r.place_id = p.id WHERE p.level = 'COMMUNITY' AND r.id IS NULL`,
      ),
    ).toEqual(['990100003008']);
    const empty =
      await values(`SELECT p.code FROM room r JOIN place p ON p.id = r.place_id WHERE NOT EXISTS (SELECT 1 FROM topic t
        WHERE t.room_id = r.id)
      AND NOT EXISTS (SELECT 1 FROM concern c WHERE c.room_id = r.id) AND NOT EXISTS (SELECT 1 FROM carried_total c
      WHERE c.room_id = r.id) ORDER BY p.code`);
    expect(empty).toEqual(['990100002008', '990100003007']);
  });

  it('stays at the scale rooms really have', async () => {
    const rooms = await sql<{
      sessions: number;
      concerns: number;
      months: number;
    }>(`SELECT (SELECT count(*)::int FROM session s WHERE s.room_id = r.id AND s.state = 'HELD') AS sessions,
      (SELECT count(*)::int FROM concern c
      WHERE c.room_id = r.id) AS concerns, (DATE '${UNTIL}' - r.enrolled_on) / 30.4 AS months FROM room r
      WHERE EXISTS (SELECT 1 FROM topic t WHERE t.room_id = r.id)`);
    expect(rooms).toHaveLength(21);
    for (const room of rooms) {
      const years = Number(room.months) / 12;
      expect(room.sessions).toBeGreaterThanOrEqual(Math.floor(3 * years));
      expect(room.sessions).toBeLessThanOrEqual(Math.ceil(9 * years));
      expect(room.concerns / room.sessions).toBeGreaterThan(3);
      expect(room.concerns / room.sessions).toBeLessThan(5.5);
    }
    const people = (await values('SELECT sum(headcount)::int FROM attendance GROUP BY session_id')) as number[];
    expect([Math.min(...people), Math.max(...people)]).toEqual([11, 16]);
    const residents = (await values(`SELECT count FROM place_fact WHERE kind = 'USUAL_RESIDENTS'`)) as number[];
    expect(residents).toHaveLength(24);
    expect(Math.min(...residents)).toBeGreaterThanOrEqual(2000);
    expect(Math.max(...residents)).toBeLessThanOrEqual(12000);
  });

  it('shows a room with registers of different ages: a number is whole, a floor, or unknown', async () => {
    const kept = await sql<{ kind: string; months: number }>(
      `SELECT g.kind, (extract(year FROM age(g.kept_from, r.enrolled_on)) * 12 +
        extract(month FROM age(g.kept_from, r.enrolled_on)))::int AS months FROM room_register g
        JOIN room r ON r.id = g.room_id JOIN place p ON p.id = r.place_id WHERE p.code = '990100003001'
        ORDER BY months, g.kind`,
    );
    expect(kept).toEqual([
      { kind: 'ATTENDANCE', months: 0 },
      { kind: 'SESSIONS', months: 0 },
      { kind: 'TOPICS', months: 0 },
      { kind: 'SUGGESTIONS', months: 3 },
      { kind: 'MINUTES', months: 6 },
      { kind: 'ITEMS', months: 9 },
      { kind: 'EVALUATION', months: 12 },
    ]);
  });

  it.each(HAPPENED)('has nothing of %s outside its two years (%s)', async (table, column) => {
    const [row] = await sql<{ first: string; last: string; backwards: number }>(
      `SELECT min(${column}_from)::text AS first, max(${column}_to)::text AS last,
        count(*) FILTER (WHERE ${column}_from > ${column}_to)::int AS backwards FROM ${table}`,
    );
    expect(row!.first >= FROM).toBe(true);
    expect(row!.last <= UNTIL).toBe(true);
    expect(row!.backwards).toBe(0);
  });

  it(
    "keeps every topic's history whole: each step begins where the one before it ended, in the order of days, " +
      'and the last says where it stands',
    async () => {
      const topics = await sql<{
        stage: string;
        state: string;
        round: number;
        steps: Act[];
      }>(`SELECT t.stage, t.state, t.round,
      (SELECT json_agg(json_build_object('kind', s.kind, 'from_stage', s.from_stage, 'to_stage', s.to_stage, 'day',
      s.happened_to) ORDER BY s.recorded_at) FROM topic_step s WHERE s.topic_id = t.id) AS steps FROM topic t`);
      expect(topics.length).toBeGreaterThan(100);
      for (const { stage, state, round, steps } of topics) {
        expect(steps[0]).toMatchObject({ kind: 'PROPOSED', from_stage: null });
        steps.slice(1).forEach((step, index) => {
          expect(step.from_stage).toBe(steps[index]!.to_stage);
          expect(step.day >= steps[index]!.day).toBe(true);
        });
        expect(stage).toBe(steps.at(-1)!.to_stage);
        expect(state === 'CLOSED').toBe(steps.at(-1)!.kind === 'CLOSED');
        expect(round).toBe(1 + steps.filter((step) => step.kind === 'REOPENED').length);
      }
    },
  );

  it('holds each session of a topic that was under deliberation then, with its suggestions', async () => {
    expect(
      await values(
        `SELECT count(*)::int FROM session s WHERE s.state = 'HELD' AND NOT EXISTS (SELECT 1 FROM suggestion g
          WHERE g.session_id = s.id)`,
      ),
    ).toEqual([0]);
    expect(
      await values(
        `SELECT count(*)::int FROM session s WHERE s.state = 'HELD' AND NOT EXISTS (SELECT 1 FROM topic_step p
          WHERE p.topic_id = s.topic_id AND p.to_stage = 'DELIBERATION' AND p.happened_from <= s.held_to)`,
      ),
    ).toEqual([0]);
    expect(
      await values(
        'SELECT count(*)::int FROM session a JOIN session b ON b.topic_id = a.topic_id AND b.ordinal = ' +
          'a.ordinal AND b.id <> a.id',
      ),
    ).toEqual([0]);
  });

  it('says in a reminded step only what was really missing', async () => {
    const research = `SELECT count(*)::int FROM topic_step s WHERE s.from_stage = 'RESEARCH' AND s.kind = 'ADVANCED'
      AND ('NO_RESEARCH_RECORD' = ANY(s.missing)) = EXISTS (SELECT 1 FROM research_record r
      WHERE r.topic_id = s.topic_id)`;
    const affected = `SELECT count(*)::int FROM topic_step s WHERE s.from_stage = 'PARTICIPANT_DESIGNATION'
      AND ('NO_AFFECTED_PARTY' = ANY(s.missing)) = EXISTS (SELECT 1 FROM participant p
      WHERE p.topic_id = s.topic_id AND p.role = 'AFFECTED_PARTY')`;
    const items = `SELECT count(*)::int FROM topic_step s JOIN topic t ON t.id = s.topic_id
      WHERE s.from_stage = 'IMPLEMENTATION' AND s.to_stage = 'EVALUATION' AND t.round = 1
      AND NOT 'ITEMS_NOT_VERIFIED' = ANY(s.missing) AND EXISTS (SELECT 1 FROM implementation_item i
      WHERE i.topic_id = t.id AND i.state NOT IN ('VERIFIED', 'CANCELLED'))`;
    for (const wrong of [research, affected, items]) expect(await values(wrong)).toEqual([0]);
    expect((await values(`SELECT DISTINCT unnest(missing) FROM topic_step`)).length).toBeGreaterThan(3);
  });

  it('has items that are late, some without a due date, and rooms good and bad at it', async () => {
    const rates = (await values(
      `SELECT avg((i.state = 'VERIFIED' AND i.verified_on <= i.due_on)::int)::float8 FROM implementation_item i
        WHERE i.due_on <= '${UNTIL}' GROUP BY i.place_id`,
    )) as number[];
    expect(Math.min(...rates)).toBeLessThan(0.35);
    expect(Math.max(...rates)).toBeGreaterThan(0.7);
    expect(
      (
        await values(
          `SELECT count(*)::int FROM implementation_item
            WHERE due_on < '${UNTIL}' AND state IN ('NOT_STARTED', 'UNDER_WAY')`,
        )
      )[0],
    ).toBeGreaterThan(5);
    expect((await values('SELECT count(*)::int FROM implementation_item WHERE due_on IS NULL'))[0]).toBeGreaterThan(3);
  });

  it('has rooms that enter from paper, weeks later, with months for days, and totals of the year before', async () => {
    const [row] = await sql(`SELECT count(*) FILTER (WHERE held_precision = 'MONTH')::int AS months,
        min(recorded_at::date - held_from)::int AS delay, bool_and(paper_reference IS NOT NULL) AS "isReferenced"
      FROM session WHERE origin = 'RECORDED_FROM_PAPER' AND state = 'HELD'`);
    expect(row!['months']).toBeGreaterThan(0);
    expect(row!['delay']).toBeGreaterThanOrEqual(9);
    expect(row!['isReferenced']).toBe(true);
    expect(await values(`SELECT count(DISTINCT room_id)::int FROM carried_total WHERE period_to < '${FROM}'`)).toEqual([
      3,
    ]);
  });

  it('names nobody: conveners are numbered, and no personal table holds a row', async () => {
    for (const name of await values('SELECT name FROM convener')) expect(name).toMatch(/^示例(执行)?召集人\d\d$/);
    for (const table of ['concern_contact', 'participant_person', 'attendance_person'])
      expect(await values(`SELECT count(*)::int FROM ${table}`)).toEqual([0]);
  });
});
