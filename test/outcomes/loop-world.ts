import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import type { Api } from '../support/api.js';
import { type PlaceRef, type RoomRef, World } from '../support/world.js';

const PEOPLE = [
  'convener',
  'clerk',
  'office',
  'liaison',
  'otherOffice',
  'otherConvener',
  'committee',
  'admin',
  'observer',
] as const;
export type Person = (typeof PEOPLE)[number];
export interface Ids {
  readonly uuid: string;
  readonly id: string;
}
export interface PlantedTopic extends Ids {
  readonly suggestions: readonly Ids[];
}

/**
 * One city with two streets; the first has two communities with a room each; and everyone who may, or may not, act on a
 * topic.
 */
export class LoopWorld {
  private constructor(
    readonly world: World,
    readonly city: PlaceRef,
    readonly street: PlaceRef,
    readonly community: PlaceRef,
    readonly room: RoomRef,
    private readonly people: Readonly<Record<Person, Api>>,
  ) {}

  static async start(): Promise<LoopWorld> {
    const world = await World.start();
    const city = await world.city();
    const [street, otherStreet] = [await world.street(city, 1), await world.street(city, 2)];
    const [community, other] = [await world.community(street, 1), await world.community(street, 2)];
    const room = await world.room(community);
    await world.room(other);
    const people = {
      convener: await world.account(GrantRole.CONVENER, community),
      clerk: await world.account(GrantRole.CLERK, community),
      office: await world.account(GrantRole.STREET_PARTY_OFFICE, street),
      liaison: await world.account(GrantRole.STREET_CPPCC_LIAISON, street),
      otherOffice: await world.account(GrantRole.STREET_PARTY_OFFICE, otherStreet),
      otherConvener: await world.account(GrantRole.CONVENER, other),
      committee: await world.account(GrantRole.CITY_COMMITTEE, city),
      admin: await world.account(GrantRole.CITY_ADMIN, city),
      observer: await world.account(GrantRole.OBSERVER, street),
    };
    return new LoopWorld(world, city, street, community, room, people);
  }

  as(person: Person): Api {
    return this.people[person];
  }
  stop(): Promise<void> {
    return this.world.stop();
  }
  globalId(type: string, uuid: string): string {
    return toGlobalId(type, this.city.cityId, uuid);
  }
  sql<T extends object = Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    return this.world.sql<T>(this.city.cityId, text, values);
  }

  /** A topic of the room with one held session and its suggestions. */
  async topic(suggestions = 2, fields: Record<string, unknown> = {}): Promise<PlantedTopic> {
    const [procedure] = await this.sql<{ id: string }>('SELECT id FROM procedure');
    const place = { place_id: this.community.id, place_path: this.community.path };
    const uuid = await this.world.insert(this.city.cityId, 'topic', {
      ...place,
      room_id: this.room.id,
      procedure_id: procedure!.id,
      title: '河道清淤',
      track: 'MAJOR',
      state: 'APPROVED',
      stage: 'OUTCOME_REPORTING',
      proposed_from: '2025-01-10',
      proposed_to: '2025-01-10',
      proposed_precision: 'DAY',
      ...fields,
    });
    const topic = { uuid, id: this.globalId('Topic', uuid) };
    return { ...topic, suggestions: await this.session(topic, suggestions) };
  }

  /** A held session of a round. @returns its suggestions. */
  async session(topic: Ids, suggestions: number, round = 1): Promise<Ids[]> {
    const place = { place_id: this.community.id, place_path: this.community.path };
    const session = await this.world.insert(this.city.cityId, 'session', {
      ...place,
      room_id: this.room.id,
      topic_id: topic.uuid,
      round,
      ordinal: round,
      state: 'HELD',
      held_from: '2025-02-01',
      held_to: '2025-02-01',
      held_precision: 'DAY',
    });
    return Promise.all(
      Array.from({ length: suggestions }, async (_, index) => {
        const uuid = await this.world.insert(this.city.cityId, 'suggestion', {
          ...place,
          room_id: this.room.id,
          topic_id: topic.uuid,
          session_id: session,
          ordinal: index + 1,
          text: `建议${index + 1}`,
        });
        return { uuid, id: this.globalId('Suggestion', uuid) };
      }),
    );
  }

  /** What a refused write must leave as it was. */
  async rows(...tables: readonly string[]): Promise<Record<string, object[]>> {
    const found: Record<string, object[]> = {};
    for (const table of tables) found[table] = await this.sql(`SELECT * FROM ${table} ORDER BY id`);
    return found;
  }
}

/** The code a write was refused with, from the top level or the payload; null when it went through. */
export async function refusalOf(api: Api, query: string, input: object): Promise<string | null> {
  const answer = await api.ask(query, { input });
  if (answer.codes.length > 0) return answer.codes[0]!;
  const [payload] = Object.values(answer.data as Record<string, { errors: { code: string }[] }>);
  return payload!.errors[0]?.code ?? null;
}

export const outcomeRecord =
  'mutation ($input: OutcomeRecordInput!) { outcomeRecord(input: $input) { outcome { id route summary ' +
  'reachedOn { value precision } viewerCanReport } errors { code path } } }';
export const outcomeReport =
  'mutation ($input: OutcomeReportInput!) { outcomeReport(input: $input) { report { id state number request } ' +
  'errors { code path } } }';
export const outcomeDecide =
  'mutation ($input: OutcomeDecideInput!) { outcomeDecide(input: $input) { decision { id result body metOn ' +
  'documentNumber answers { result reason suggestion { id } } } errors { code path } } }';
export const outcomeReturn =
  'mutation ($input: OutcomeReturnInput!) { outcomeReturn(input: $input) { decision { id result reason } ' +
  'errors { code path } } }';
export const suggestionAnswer =
  'mutation ($input: SuggestionAnswerInput!) { suggestionAnswer(input: $input) { answer { id result reason ' +
  'decision { id } } errors { code path } } }';

/** An outcome of a topic on a route, as the clerk records it. @returns its global id. */
export async function recordOutcome(w: LoopWorld, topicId: string, route = 'STREET_DECISION'): Promise<string> {
  const data = await w
    .as('clerk')
    .must(outcomeRecord, { input: { topicId, route, summary: '清淤并建护岸', reachedOn: { value: '2025-02-01' } } });
  return data.outcomeRecord.outcome.id as string;
}

export async function report(w: LoopWorld, outcomeId: string): Promise<string> {
  const data = await w.as('convener').must(outcomeReport, {
    input: { outcomeId, reportedOn: { value: '2025-02-10' }, number: '2025-3', request: '请街道统筹经费' },
  });
  return data.outcomeReport.report.id as string;
}
