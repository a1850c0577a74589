import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import type { Answer, Api } from '../support/api.js';
import { type PlaceRef, type RoomRef, World } from '../support/world.js';

/** Part of an answer, read as it comes. */
export type Json = Answer['data'];

export const TOPIC = `id title version stage state round noAffectedPartyReason
  missingEvidence { stage code message(lang: EN) }`;

const mutation = (field: string, input: string, selection: string): string =>
  `mutation ($input: ${input}!) { ${field}(input: $input) { topic { ${selection} } errors { code message path } } }`;

const INPUTS = {
  topicPropose: 'TopicProposeInput',
  topicRevise: 'TopicReviseInput',
  topicTakeUp: 'TopicTakeUpInput',
  topicApprove: 'TopicStepInput',
  topicAdvance: 'TopicAdvanceInput',
  topicStepBack: 'TopicReturnInput',
  topicClose: 'TopicStepInput',
  topicReopen: 'TopicReturnInput',
  topicPublish: 'TopicPublishInput',
  participantsDesignate: 'ParticipantsDesignateInput',
} as const;
export type TopicMutation = keyof typeof INPUTS;

/** A city with two rooms below one street, the street's own room, and everybody who has a say. */
export class TopicWorld {
  private constructor(
    readonly world: World,
    readonly city: PlaceRef,
    readonly street: PlaceRef,
    readonly room: RoomRef,
    readonly otherRoom: RoomRef,
    readonly convener: Api,
    readonly clerk: Api,
    readonly others: Readonly<Record<string, Api>>,
  ) {}

  static async start(): Promise<TopicWorld> {
    const world = await World.start();
    const city = await world.city();
    const street = await world.street(city);
    const community = await world.community(street);
    const room = await world.room(community);
    const otherRoom = await world.room(await world.community(street, 2));
    await world.room(street);
    const foreign = await world.city('乙市');
    const others: Record<string, Api> = {
      "another room's convener": await world.account(GrantRole.CONVENER, otherRoom.place),
      "the street room's convener": await world.account(GrantRole.CONVENER, street),
      'an observer at the community': await world.account(GrantRole.OBSERVER, community),
      "the street's liaison": await world.account(GrantRole.STREET_CPPCC_LIAISON, street),
      "the street's Party office": await world.account(GrantRole.STREET_PARTY_OFFICE, street),
      "the city's committee": await world.account(GrantRole.CITY_COMMITTEE, city),
      "the city's administrator": await world.account(GrantRole.CITY_ADMIN, city),
      "another city's administrator": await world.account(GrantRole.CITY_ADMIN, foreign),
      nobody: world.anonymous,
    };
    return new TopicWorld(
      world,
      city,
      street,
      room,
      otherRoom,
      await world.account(GrantRole.CONVENER, community),
      await world.account(GrantRole.CLERK, community),
      others,
    );
  }

  stop(): Promise<void> {
    return this.world.stop();
  }

  get roomId(): string {
    return toGlobalId('Room', this.city.cityId, this.room.id);
  }
  id(type: string, uuid: string): string {
    return toGlobalId(type, this.city.cityId, uuid);
  }
  uuid(globalId: string): string {
    return Buffer.from(globalId, 'base64url').toString('utf8').split(':')[2]!;
  }
  sql(text: string, values: readonly unknown[] = []): Promise<Record<string, Json>[]> {
    return this.world.sql(this.city.cityId, text, values);
  }

  ask(api: Api, field: TopicMutation, input: Record<string, unknown>, selection = TOPIC): Promise<Answer> {
    return api.ask(mutation(field, INPUTS[field], selection), { input });
  }

  async do(api: Api, field: TopicMutation, input: Record<string, unknown>, selection = TOPIC): Promise<Json> {
    return (await api.must(mutation(field, INPUTS[field], selection), { input }))[field].topic;
  }

  /** The payload's error codes of a step that is refused; a top-level error fails the test. */
  async refused(
    api: Api,
    field: TopicMutation,
    input: Record<string, unknown>,
  ): Promise<{ codes: string[]; messages: string[]; topic: Json }> {
    const answer = await this.ask(api, field, input);
    if (answer.errors.length > 0) throw new Error(`unexpected errors: ${JSON.stringify(answer.errors)}`);
    const payload = answer.data[field];
    return {
      codes: payload.errors.map((error: Json) => error.code),
      messages: payload.errors.map((error: Json) => error.message),
      topic: payload.topic,
    };
  }

  propose(fields: Record<string, unknown> = {}): Promise<Json> {
    return this.do(this.clerk, 'topicPropose', { roomId: this.roomId, title: '楼道照明', ...fields });
  }

  async approved(fields: Record<string, unknown> = {}): Promise<Json> {
    const topic = await this.propose(fields);
    return this.do(this.convener, 'topicApprove', { id: topic.id, expectedVersion: topic.version });
  }

  /** Everything a topic's mutations could touch, to prove that a refusal left no trace. */
  async snapshot(): Promise<string> {
    const tables = [
      'topic',
      'topic_step',
      'topic_concern',
      'participant',
      'participant_person',
      'concern',
      'concern_contact',
      'audit_event',
    ];
    const contents: Record<string, unknown> = {};
    for (const table of tables) contents[table] = await this.sql(`SELECT * FROM ${table} ORDER BY id`);
    return JSON.stringify(contents);
  }
}
