import { execute, parse } from 'graphql';
import { GrantRole } from '../../../src/kernel/grant-role.js';
import { nodeLoader } from '../../../src/kernel/journal.js';
import { Lang } from '../../../src/kernel/message.js';
import { RequestContext } from '../../../src/kernel/request-context.js';
import { isListed, textFamilies } from '../../../src/kernel/statement-text.js';
import { PUBLIC_VIEWER, type Viewer, readerFor } from '../../../src/kernel/viewer.js';
import { loadNode } from '../../../src/modules/registry.js';
import { PlantedWorld } from '../../support/planted-world.js';
import { idsOf, rowsOf } from '../isolation/object-scan.js';
import { documentsFor, nodeTypes } from '../isolation/selections.js';

const MOST_TEXTS = 1_000;
const LEAST_TEXTS = 500;
const COMPARISONS = (code: string): string[] => [
  `compareRooms(within: "${code}", period: {year: 2022}, first: 5, orderBy: {by: METRIC, metric: SESSIONS_HELD,
    direction: DESC}) { nodes { place { name } values(metrics: [SESSIONS_HELD, ANSWER_RATE, SATISFACTION]) {
    value band } } coverage { places } }`,
  `trend(within: "${code}", period: {year: 2022}, by: MONTH, metrics: [SESSIONS_HELD, ACTIVE_ROOM_SHARE, SATISFACTION])
    { points { coverage { places } values { value } } }`,
  `integritySignals(within: "${code}", period: {year: 2022}) { totalCount }`,
  `privacyFindings(within: "${code}") { totalCount }`,
];

describe('the texts of SQL statements', () => {
  let planted: PlantedWorld;
  beforeAll(async () => {
    planted = await PlantedWorld.start();
  });
  afterAll(() => planted?.stop());

  it('are listed by the code, and not more than a thousand', () => {
    const texts = new Set(textFamilies().flatMap((family) => family.texts()));
    console.log(`${texts.size} texts of SQL statements in ${textFamilies().length} families`);
    expect(texts.size).toBeLessThanOrEqual(MOST_TEXTS);
    expect(texts.size).toBeGreaterThan(LEAST_TEXTS);
    expect(isListed('SELECT 1 AS nobody_lists_this')).toBe(false);
  });

  it('that requests send are listed ones, for every request', async () => {
    const { schema } = planted.world.server;
    const place = planted.places.find((one) => one.place.level === 'CITY')!.place;
    const city: Viewer = {
      accountId: place.id,
      username: null,
      displayName: null,
      cityId: place.cityId,
      grantId: place.id,
      role: GrantRole.CITY_COMMITTEE,
      placeId: place.id,
      placePath: place.path,
      reader: readerFor(GrantRole.CITY_COMMITTEE, place.level),
      scopes: null,
      tokenId: null,
    };
    const origin = { address: '127.0.0.1', requestId: 'r', lang: Lang.ZH_HANS, idempotencyKey: null };
    const listed = new Set(textFamilies().flatMap((family) => family.texts()));
    planted.world.statements.length = 0;
    for (const who of [city, PUBLIC_VIEWER]) {
      const ask = (query: string, variables = {}): unknown =>
        execute({
          schema,
          document: parse(query),
          variableValues: variables,
          contextValue: new RequestContext(
            planted.world.server.database,
            who,
            origin,
            new Map([[nodeLoader.symbol, loadNode]]),
          ),
        });
      for (const type of nodeTypes(schema)) {
        const ids = idsOf(type.name, rowsOf(planted, type.name)).slice(0, 3);
        for (const { query } of ids.length > 0 ? documentsFor(schema, type, ids, 10_000) : [])
          await ask(query, { ids });
      }
      for (const text of COMPARISONS(place.code)) await ask(`{ ${text} }`);
    }
    const sent = new Set(planted.world.statements.map(({ text }) => text));
    expect(sent.size).toBeGreaterThan(100);
    expect([...sent].filter((text) => !listed.has(text)).map((text) => text.slice(0, 200))).toEqual([]);
  });
});
