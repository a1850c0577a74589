import { type Server, assemble } from '../../src/assemble.js';
import { createLog } from '../../src/http/log.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { CommonGround } from '../comparison/ground.js';
import { Api } from '../support/api.js';

const METRICS =
  '[SESSIONS_HELD, SUGGESTIONS, SESSIONS_PER_1000, COMPLETION_RATE, MEDIAN_DAYS_TOPIC_TO_SESSION, ' +
  'DISTINCT_PEOPLE, ROOMS_SILENT]';
const VALUE = 'metric { id } value bound numerator denominator low high suppressedReason carriedForward band';
const PERIOD = '{from: "2022-01-01", to: "2022-06-30"}';

const questions = (code: string): Record<string, string> => ({
  'rooms by code': `{ compareRooms(within: "${code}", period: ${PERIOD}) { totalCount coverage {
    places enrolled withData } pageInfo { endCursor hasNextPage } nodes { place { code name }
    values(metrics: ${METRICS}) { ${VALUE} } } columns(metrics: ${METRICS}) { metric { id } median missing total {
    ${VALUE} } } } }`,
  'rooms by a metric': `{ compareRooms(within: "${code}", period: ${PERIOD}, first: 2, orderBy: {by: METRIC, metric:
    SESSIONS_HELD, direction: DESC}) { pageInfo { endCursor } nodes { place { code } value(metric: SESSIONS_HELD) {
    ${VALUE} } } } }`,
  'rooms by single cases': `{ compareRooms(within: "${code}", period: ${PERIOD}, first: 3, orderBy: {by: METRIC, metric:
    MEDIAN_DAYS_TOPIC_TO_SESSION, direction: ASC}) { nodes { place { code }
    value(metric: MEDIAN_DAYS_TOPIC_TO_SESSION) { ${VALUE} } } } }`,
  'rooms by what is shrunk': `{
    compareRooms(within: "${code}", period: ${PERIOD}, first: 3, orderBy: {by: SHRUNK, metric: COMPLETION_RATE,
    direction: DESC}) { nodes { place { code } value(metric: COMPLETION_RATE) { ${VALUE} shrunk { value } } } } }`,
  streets: `{ compareStreets(within: "${code}", period: ${PERIOD}) { nodes { place { code }
    values(metrics: ${METRICS}) { ${VALUE} } } } }`,
  'a summary': `{ summary(within: "${code}", period: ${PERIOD}, metrics: ${METRICS}) { caution coverage {
    places enrolled withData } values { ${VALUE} } children { place { code } values { ${VALUE} } } } }`,
  'a trend': `{ trend(within: "${code}", period: ${PERIOD}, by: MONTH, metrics: ${METRICS}) { points { period {
    from to } coverage { places enrolled withData } values { ${VALUE} } } } }`,
  'rooms, and who asks': `{ compareRooms(within: "${code}", period: ${PERIOD}) { nodes { place { code } } } viewer {
    account { username } grant { role } } summary(within: "${code}", period: ${PERIOD}, metrics: ${METRICS}) { values {
    ${VALUE} } } }`,
});

const freeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
};

describe('comparisons answered from what is kept', () => {
  let ground: CommonGround;
  let plain: Server;
  const askers: { readonly name: string; readonly within: string; readonly kept: Api; readonly fresh: Api }[] = [];

  beforeAll(async () => {
    ground = await CommonGround.start();
    const { world, records, city } = ground;
    const streets = await ground.streets(2);
    plain = await assemble({
      appUrl: world.db.appUrl,
      authUrl: world.db.authUrl,
      poolSize: 2,
      keptRows: 0,
      health: { isReady: async () => true },
      log: createLog('info', { write: () => undefined }),
    });
    const rooms = [
      await ground.room(streets[0]),
      await ground.room(streets[0]),
      await ground.room(streets[1]),
      await ground.room(streets[1]),
    ];
    for (const [index, room] of rooms.entries()) {
      await records.residents(room.place, 1000 * (index + 1), '2021-12-31');
      const topic = await records.topic(room, { from: '2022-01-05' });
      for (let month = 1; month <= 6; month += index + 1)
        await records.session(
          room,
          topic,
          { from: `2022-0${month}-10` },
          { suggestions: month, heads: { AFFECTED_PARTY: 3 } },
        );
      await records.item(room, topic, '2022-03-31');
    }
    const asked: [
      string,
      GrantRole,
      {
        readonly code: string;
        readonly cityId: string;
        readonly id: string;
        readonly path: string;
        readonly name: string;
        readonly level: string;
      },
    ][] = [
      ['committee', GrantRole.CITY_COMMITTEE, city],
      ['another committee', GrantRole.CITY_COMMITTEE, city],
      ['street office', GrantRole.STREET_PARTY_OFFICE, streets[0]!],
      ['convener', GrantRole.CONVENER, rooms[0]!.place],
    ];
    for (const [name, role, place] of asked) {
      const kept = await world.account(role, place);
      askers.push({
        name,
        within: place.code,
        kept,
        fresh: new Api(plain.app, (kept as unknown as { token: string }).token),
      });
    }
  });
  afterAll(async () => {
    await plain?.close();
    await ground?.stop();
  });

  const answered = async (api: Api, query: string): Promise<unknown> => {
    const { data, codes } = await api.ask(query);
    return { data, codes };
  };
  /** The rows in the cache, frozen: a change of them throws. */
  const freezeKept = (): number => {
    const { cached: kept } = (
      ground.world.server.database as unknown as { answers: { cached: Map<string, { rows: unknown }> } }
    ).answers;
    for (const { rows } of kept.values()) freeze(rows);
    return kept.size;
  };

  it(
    'are the same as without, for everybody, before and after something is written, and nobody changes what is ' +
      'kept',
    async () => {
      const alike = async (): Promise<void> => {
        for (const { name, within, kept, fresh } of askers) {
          for (const [question, query] of Object.entries(questions(within))) {
            const expected = await answered(fresh, query);
            expect([name, question, await answered(kept, query)]).toEqual([name, question, expected]);
            freezeKept();
            expect([name, question, await answered(kept, query)]).toEqual([name, question, expected]);
          }
        }
      };
      await alike();
      expect(freezeKept()).toBeGreaterThan(10);
      const [first] = askers;
      const before = await answered(first!.kept, questions(first!.within)['a summary']!);
      const room = await ground.room();
      await ground.records.session(
        room,
        await ground.records.topic(room, { from: '2022-02-01' }),
        { from: '2022-02-03' },
        { suggestions: 2 },
      );
      expect(await answered(first!.kept, questions(first!.within)['a summary']!)).not.toEqual(before);
      await alike();
    },
  );

  it('returned data for every query', async () => {
    for (const { name, within, fresh } of askers) {
      for (const [question, query] of Object.entries(questions(within)))
        expect([name, question, (await fresh.ask(query)).codes]).toEqual([name, question, []]);
    }
  });
});
