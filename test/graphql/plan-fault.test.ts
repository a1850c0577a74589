import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import { isExpected } from '../../src/graphql/plan/plan-fault.js';
import { StaleViewer } from '../../src/kernel/database.js';
import { UserError, badInput } from '../../src/kernel/errors.js';
import { PLAN_FAULT } from '../../src/http/log.js';
import type { Api } from '../support/api.js';
import { type PlaceRef, World } from '../support/world.js';

interface Reads {
  definition: object | null;
}

describe('a fault of the read planner', () => {
  let world: World;
  let street: PlaceRef;
  let committee: Api;
  let query: string;

  beforeAll(async () => {
    world = await World.start();
    const city = await world.city();
    street = await world.street(city);
    await world.community(street);
    committee = await world.account(GrantRole.CITY_COMMITTEE, city);
    query = `{ street(code: "${street.code}") { children { nodes { code } } } }`;
  });

  const faults = (): Record<string, any>[] =>
    world.logLines.filter((line) => line.includes(PLAN_FAULT)).map((line) => JSON.parse(line));

  /** Gives the planner a wrong relation for `Street.children` while `work` runs. The loaders do not use it. */
  async function planted(wrong: (reads: Reads) => Reads, work: () => Promise<void>): Promise<void> {
    const { children } = (
      world.server.schema.getType('Street') as unknown as {
        getFields(): Record<string, { extensions: { reads: Reads } }>;
      }
    ).getFields();
    const right = children!.extensions;
    children!.extensions = { ...right, reads: wrong(right.reads) };
    try {
      await work();
    } finally {
      children!.extensions = right;
    }
  }

  it('is none where a query cannot be planned or is refused', async () => {
    const wrong = [
      '{ room(id: "nonsense") { name } }',
      `{ room(id: "${toGlobalId('Topic', street.cityId, street.id)}") { name } }`,
      `{ street(code: "${street.code}") { children(first: 101) { nodes { code } } } }`,
      `{ street(code: "${street.code}") { children(after: "WyIxIl0") { nodes { code } } } }`,
      `query ($n: Int = 5) { street(code: "${street.code}") { children(first: $n) { nodes { code } } } }`,
      `query ($n: Boolean = true) { street(code: "${street.code}") { name @include(if: $n) } }`,
      `query ($n: Boolean = true) { street(code: "${street.code}") { children { nodes { code @skip(if: $n) } } } }`,
    ];
    for (const text of wrong) {
      const { codes } = await committee.ask(text, { n: null });
      expect([text, codes]).toEqual([text, ['BAD_USER_INPUT']]);
    }
    expect(world.logLines).toEqual([]);
  });

  it('is logged at warn by name and place, is counted, and graphql-js answers', async () => {
    const right = await committee.must(query);
    await planted(
      (reads) => ({ ...reads, definition: null }),
      async () => {
        expect(await committee.must(query)).toEqual(right);
        expect(await committee.must(query)).toEqual(right);
      },
    );
    expect(faults()).toHaveLength(2);
    expect(faults()[1]).toMatchObject({ level: 40, name: 'TypeError', planFaults: 2, requestId: expect.any(String) });
    expect(faults()[1]!['frames'][0]).toContain('graphql/plan/');
    expect(await committee.must(query)).toEqual(right);
    expect(faults()).toHaveLength(2);
  });

  it('is a wrong statement too, and never what depends on values or on the state of the database', async () => {
    await planted(
      (reads) => ({ ...reads, definition: { ...reads.definition, match: 't.no_such_column = k.key' } }),
      async () => {
        expect((await committee.must(query)).street.children.nodes).toHaveLength(1);
      },
    );
    expect(faults()).toHaveLength(3);
    expect(faults()[2]).toMatchObject({ code: '42703' });
    const coded = (code: string): Error => Object.assign(new Error('of the database'), { code });
    for (const error of [
      coded('22008'),
      coded('40001'),
      coded('53300'),
      coded('55P03'),
      coded('57014'),
      coded('08006'),
      new StaleViewer(),
      badInput({ zh: '错', en: 'wrong' }),
      new UserError('WRONG', { zh: '错', en: 'wrong' }),
    ]) {
      expect([error, isExpected(error)]).toEqual([error, true]);
    }
    for (const error of [coded('42601'), coded('42501'), coded('XX000'), coded('ERR_X'), new TypeError('x'), null])
      expect([error, isExpected(error)]).toEqual([error, false]);
  });

  it('fails the test whose server met it', async () => {
    await expect(world.stop()).rejects.toThrow('faults of the read plan');
  });
});
