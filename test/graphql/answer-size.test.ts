import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import { AnswerSize, MOST_OBJECTS } from '../../src/kernel/answer-size.js';
import type { Api } from '../support/api.js';
import { World } from '../support/world.js';

const CONCERNS = 20;
const TOPICS = 20;

/** Topics and concerns refer to each other many to many, so a short query grows with every level. */
describe('an answer whose lists are longer than the limit of cost assumes', () => {
  let world: World;
  let clerk: Api;
  let topicId: string;

  beforeAll(async () => {
    world = await World.start();
    const place = await world.community(await world.street(await world.city()));
    const at = { place_id: place.id, place_path: place.path };
    const { id: roomId } = await world.room(place);
    clerk = await world.account(GrantRole.CLERK, place);
    const [procedure] = await world.sql<{ id: string }>(place.cityId, 'SELECT id FROM procedure LIMIT 1');
    const day = (name: string) => ({
      [`${name}_from`]: '2021-01-02',
      [`${name}_to`]: '2021-01-02',
      [`${name}_precision`]: 'DAY',
    });
    const concerns: string[] = [];
    for (let n = 0; n < CONCERNS; n += 1)
      concerns.push(
        await world.insert(place.cityId, 'concern', {
          ...at,
          ...day('received'),
          room_id: roomId,
          text: `反映${n}`,
          source: 'VISIT',
        }),
      );
    for (let n = 0; n < TOPICS; n += 1) {
      const topic = await world.insert(place.cityId, 'topic', {
        ...at,
        ...day('proposed'),
        room_id: roomId,
        procedure_id: procedure!.id,
        title: `议题${n}`,
        track: 'SIMPLE',
      });
      topicId ??= toGlobalId('Topic', place.cityId, topic);
      await world.sql(
        place.cityId,
        `INSERT INTO topic_concern (city_id, id, place_id, place_path, topic_id, concern_id)
          SELECT $1, gen_random_uuid(), $2, $3, $4, c FROM unnest($5::uuid[]) AS c`,
        [place.cityId, place.id, place.path, topic, concerns],
      );
    }
  });
  afterAll(() => world?.stop());

  it.each([
    ['by plan', ''],
    ['by resolvers', 'missingEvidence { code }'],
  ])('is refused, each time it is asked: %s', async (_way, beside) => {
    const query = `query ($id: ID!) { topic(id: $id) { ${beside}
      concerns { topics { concerns { topics { id } } } } } }`;
    for (let time = 0; time < 3; time += 1) {
      const { codes, errors, data } = await clerk.ask(query, { id: topicId });
      expect([...new Set(codes)]).toEqual(['BAD_USER_INPUT']);
      expect(errors[0]!.extensions).toMatchObject({ limit: 'objects', allowed: MOST_OBJECTS });
      expect(data?.topic ?? null).toBeNull();
    }
    expect((await clerk.must('{ __typename }')).__typename).toBe('Query');
  });

  it.each(['{ id }', '{ id missingEvidence { code } }'])(
    'is given where it holds few objects (control): %s',
    async (last) => {
      const query = `query ($id: ID!) { topic(id: $id) { concerns { topics ${last} } } }`;
      for (let time = 0; time < 3; time += 1) {
        const { topic } = await clerk.must(query, { id: topicId });
        expect(topic.concerns).toHaveLength(CONCERNS);
        expect(topic.concerns[0].topics).toHaveLength(TOPICS);
      }
    },
  );
});

describe('the size of an answer', () => {
  it('begins again for another executor, but not once it was too large', () => {
    const size = new AnswerSize();
    size.count(MOST_OBJECTS);
    size.restart();
    size.count(MOST_OBJECTS);
    expect(() => size.count(1)).toThrow(String(MOST_OBJECTS));
    size.restart();
    expect(() => size.count(1)).toThrow(String(MOST_OBJECTS));
  });
});
