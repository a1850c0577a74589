import { isObjectType } from 'graphql';
import { toGlobalId } from '../../../src/kernel/global-id.js';
import type { Answer, Api } from '../../support/api.js';
import { PlantedWorld } from '../../support/planted-world.js';
import { everyViewer } from '../isolation/viewers.js';
import { type CursorList, cursorLists, innerSelections } from './lists.js';
import { cursorOf, partsOf, poisonsOf } from './poisons.js';

/** A list for one viewer, and a cursor that it returned. */
interface Readable {
  readonly list: CursorList;
  readonly api: Api;
  readonly way: CursorList['ways'][number];
  readonly good: string;
}

const EDGES = 'edges{cursor}';

describe('forged cursors', () => {
  let planted: PlantedWorld;
  let lists: CursorList[];
  let readable: Readable[];

  beforeAll(async () => {
    planted = await PlantedWorld.start();
    const city = planted.places[0]!.place;
    const district = await planted.world.district(city, 900);
    await planted.world.street(district);
    // Something for the list of private numbers.
    await planted.world.sql(city.cityId, `UPDATE concern SET text = '电话19912345678'`);
    lists = cursorLists(planted, { District: [toGlobalId('District', city.cityId, district.id)] });
    const viewers = await everyViewer(planted);
    const given = new Map<string, string>();
    const found = await Promise.all(
      lists.map(async (list) =>
        firstReader(
          list,
          viewers.filter((viewer) => viewer.place).map((viewer) => viewer.api),
          given,
        ),
      ),
    );
    // For an empty list, use the cursor of the same list on another type.
    readable = found.flatMap((each) => {
      const good = each && (each.good ?? given.get(each.list.field.name));
      return each && good ? [{ ...each, good }] : [];
    });
  });
  afterAll(() => planted?.stop());

  async function firstReader(
    list: CursorList,
    apis: readonly Api[],
    given: Map<string, string>,
  ): Promise<(Omit<Readable, 'good'> & { good: string | null }) | null> {
    let empty: Omit<Readable, 'good'> | null = null;
    for (const api of apis) {
      for (const way of list.ways) {
        const answer = await api.ask(way(EDGES));
        const cursor = /"cursor":"([^"]+)"/.exec(answer.text)?.[1];
        if (answer.errors.length > 0) continue;
        if (!cursor) empty ??= /"edges":\[\]/.test(answer.text) ? { list, api, way } : null;
        else {
          given.set(list.field.name, cursor);
          return { list, api, way, good: cursor };
        }
      }
    }
    return empty && { ...empty, good: null };
  }

  /** A query that returns a page to the public, else the refusal of the last one. */
  async function asPublic({
    ways,
  }: CursorList): Promise<{ way: CursorList['ways'][number]; without: Answer; isOpen: boolean }> {
    let last: { way: CursorList['ways'][number]; without: Answer; isOpen: boolean } | null = null;
    for (const way of ways) {
      const without = await planted.world.anonymous.ask(way(EDGES));
      last = { way, without, isOpen: without.errors.length === 0 && without.text.includes('"edges"') };
      if (last.isOpen) break;
    }
    return last!;
  }

  /** The pids of the backends of the read connections. A closed connection changes them. */
  const backends = async (): Promise<number[]> =>
    (
      await planted.asSuperuser<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'haoshangliang-read'
          ORDER BY pid`,
      )
    ).map(({ pid }) => pid);
  const lost = async (before: readonly number[]): Promise<number[]> => {
    const now = new Set(await backends());
    return before.filter((pid) => !now.has(pid));
  };
  const failures = (): string[] => planted.world.logLines.filter((line) => line.includes('request failed'));

  it('looks at every field of the schema with an `after`, and some viewer reads each', () => {
    const inSchema = Object.values(planted.world.server.schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter((field) => field.args.some(({ name }) => name === 'after'))
          .map((field) => (type.name === 'Query' ? field.name : `${type.name}.${field.name}`)),
      );
    expect(lists.map(({ name }) => name)).toEqual(expect.arrayContaining(inSchema));
    expect(inSchema.length).toBeGreaterThan(30);
    const read = new Set(readable.map(({ list }) => list.name));
    expect(lists.map(({ name }) => name).filter((name) => !read.has(name))).toEqual([]);
  });

  it('takes a cursor that the list gave (control)', async () => {
    for (const { list, api, way, good } of readable)
      expect([list.name, (await api.ask(way(EDGES), { after: good })).errors]).toEqual([list.name, []]);
  });

  it('are BAD_USER_INPUT for everybody who reads the list, and cost no connection', async () => {
    const before = await backends();
    const wrong: string[] = [];
    let asked = 0;
    for (const { list, api, way, good } of readable) {
      for (const { what, cursor } of poisonsOf(good, list.number)) {
        const answer = await api.ask(way(EDGES), { after: cursor });
        asked += 1;
        if (answer.codes.join() !== 'BAD_USER_INPUT') wrong.push(`${list.name}, ${what}: ${answer.text.slice(0, 200)}`);
      }
    }
    console.log(
      `forged cursors: ${asked} asked of ${readable.length} lists, ` +
        `${wrong.length} answered otherwise than BAD_USER_INPUT`,
    );
    expect(wrong.slice(0, 30)).toEqual([]);
    expect([await lost(before), failures()]).toEqual([[], []]);
  });

  it('are BAD_USER_INPUT for the public, wherever the public reads', async () => {
    const before = await backends();
    const wrong: string[] = [];
    let reached = 0;
    for (const { list, good } of readable) {
      const { way, without, isOpen } = await asPublic(list);
      if (isOpen) reached += 1;
      for (const { what, cursor } of poisonsOf(good, list.number)) {
        const answer = await planted.world.anonymous.ask(way(EDGES), { after: cursor });
        const expected = isOpen ? ['BAD_USER_INPUT'] : ['BAD_USER_INPUT', without.codes.join()];
        if (!expected.includes(answer.codes.join())) wrong.push(`${list.name}, ${what}: ${answer.text.slice(0, 200)}`);
      }
    }
    expect(wrong.slice(0, 30)).toEqual([]);
    expect(reached).toBeGreaterThan(5);
    expect([await lost(before), failures()]).toEqual([[], []]);
  });

  it('are BAD_USER_INPUT on a list and again on the list inside it', async () => {
    const before = await backends();
    const wrong: string[] = [];
    let asked = 0;
    for (const { list, api, way, good } of readable) {
      const uuids = cursorOf(partsOf(good).map(() => '-'.repeat(36)));
      const outer = [
        null,
        uuids,
        ...poisonsOf(good, list.number)
          .slice(0, 5)
          .map(({ cursor }) => cursor),
      ];
      for (const inner of innerSelections(list)) {
        const query = way(inner).replace('$after:String', '$after:String,$inner:String');
        for (const after of outer) {
          for (const second of [cursorOf(['\ud83d', '-'.repeat(36)]), 'nonsense']) {
            const answer = await api.ask(query, { after, inner: second });
            asked += 1;
            // Without a cursor of its own the outer list may be empty, and then nobody asks for the inner one.
            const isAnswered = after === null && answer.text.includes('"nodes":[]');
            if (answer.codes.some((code) => code !== 'BAD_USER_INPUT') || (answer.codes.length === 0 && !isAnswered))
              wrong.push(`${list.name}, ${inner}: ${answer.text.slice(0, 200)}`);
          }
        }
      }
    }
    console.log(`forged cursors: ${asked} pairs asked, ${wrong.length} answered otherwise than BAD_USER_INPUT`);
    expect(asked).toBeGreaterThan(100);
    expect(wrong.slice(0, 30)).toEqual([]);
    expect([await lost(before), failures()]).toEqual([[], []]);
  });

  it('would notice a connection that is lost (control)', async () => {
    const before = await backends();
    expect(before.length).toBeGreaterThan(0);
    // A refused statement keeps its connection. So the control ends a connection and waits for its end.
    await planted.asSuperuser('SELECT pg_terminate_backend($1, 60000)', [before[0]]);
    expect(await lost(before)).toEqual([before[0]]);
  });
});
