import { GrantRole } from '../../src/kernel/grant-role.js';
import { adoptDefaultProcedure, defaultProcedure } from '../../src/modules/procedure/default-procedure.service.js';
import type { Answer, Api } from '../support/api.js';
import { whileRowsAreHeld } from '../support/held-row.js';
import { type PlaceRef, World } from '../support/world.js';

type Json = Answer['data'];
const STAGES = 'stages { ordinal kind title titleEn gateMode deadlineDays }';

describe('the procedure of a city', () => {
  let world: World;
  let city: PlaceRef;
  let other: PlaceRef;
  let admin: Api;
  let convener: Api;
  beforeAll(async () => {
    world = await World.start();
    [city, other] = [await world.city(), await world.city('乙市')];
    const community = await world.community(await world.street(city));
    await world.room(community);
    admin = await world.account(GrantRole.CITY_ADMIN, city);
    convener = await world.account(GrantRole.CONVENER, community);
  });
  afterAll(() => world.stop());

  const stage = (kind: string, more = {}): object => ({ kind, title: `第${kind}`, titleEn: kind, ...more });
  const adopt = (api: Api, stages: object[], more = {}): Promise<Answer> =>
    api.ask(
      `mutation ($input: ProcedureAdoptInput!) { procedureAdopt(input: $input) { procedure {
        id number title inForceFrom ${STAGES} } errors { code path } } }`,
      { input: { title: '新程序', inForceFrom: '2020-01-01', stages, ...more } },
    );
  const stored = async (): Promise<string> =>
    JSON.stringify([
      await world.sql(city.cityId, 'SELECT * FROM procedure ORDER BY id'),
      await world.sql(city.cityId, 'SELECT * FROM procedure_stage ORDER BY id'),
      await world.sql(city.cityId, 'SELECT * FROM audit_event'),
    ]);

  it('is by default every kind of stage, each gate a reminder', async () => {
    const bare = await world.city('丙市');
    await world.sql(bare.cityId, 'DELETE FROM procedure_stage');
    await world.sql(bare.cityId, 'DELETE FROM procedure');
    await adoptDefaultProcedure(
      (text, values) => world.sql(bare.cityId, text, values ?? []),
      bare.cityId,
      '2019-01-01',
    );
    const { procedure } = (
      await world.anonymous.must(`{ city(code: "${bare.code}") { procedure { number title inForceFrom ${STAGES} } } }`)
    ).city;
    expect(procedure).toMatchObject({ number: 1, title: defaultProcedure.title, inForceFrom: '2019-01-01' });
    expect(procedure.stages).toEqual(defaultProcedure.stages.map((item, index) => ({ ordinal: index + 1, ...item })));
    expect(procedure.stages.map((item: Json) => item.title)).toEqual([
      '议题确定',
      '明确主体',
      '商前调研',
      '开展协商',
      '报送成果',
      '转化落实',
      '质效评估',
    ]);
    expect(new Set(procedure.stages.map((item: Json) => item.gateMode))).toEqual(new Set(['REMIND']));
  });

  it('is adopted in versions; the highest one in force applies everywhere below', async () => {
    const first = await adopt(admin, [
      stage('TOPIC_SELECTION', { gateMode: 'BLOCK' }),
      stage('DELIBERATION', { deadlineDays: 30 }),
    ]);
    expect(first.data.procedureAdopt).toMatchObject({
      errors: [],
      procedure: {
        number: 2,
        stages: [
          { ordinal: 1, kind: 'TOPIC_SELECTION', gateMode: 'BLOCK', deadlineDays: null },
          { ordinal: 2, kind: 'DELIBERATION', gateMode: 'REMIND', deadlineDays: 30 },
        ],
      },
    });
    await adopt(admin, [stage('TOPIC_SELECTION'), stage('DELIBERATION')], { inForceFrom: '2999-01-01' });
    const data = await convener.must(
      `{ city(code: "${city.code}") { procedure { number } procedures { number inForceFrom } viewerCanAdoptProcedure }
        rooms(within: "${city.code}") { nodes { place { procedure { number } } } } }`,
    );
    expect(data.city).toEqual({
      procedure: { number: 2 },
      procedures: [
        { number: 3, inForceFrom: '2999-01-01' },
        { number: 2, inForceFrom: '2020-01-01' },
        { number: 1, inForceFrom: '2019-01-01' },
      ],
      viewerCanAdoptProcedure: false,
    });
    expect(data.rooms.nodes[0].place.procedure.number).toBe(2);
    expect(
      (await world.anonymous.must(`{ city(code: "${other.code}") { procedures { number } } }`)).city.procedures,
    ).toEqual([{ number: 1 }]);
  });

  it('numbers its versions without gaps, also when two are adopted at once', async () => {
    const three = (): Promise<Answer[]> =>
      Promise.all([1, 2, 3].map(() => adopt(admin, [stage('TOPIC_SELECTION'), stage('DELIBERATION')])));
    const answers = await whileRowsAreHeld(
      world.db.superuserUrl,
      'SELECT 1 FROM place WHERE id = $1',
      [city.id],
      3,
      three,
    );
    expect(answers.map((answer) => answer.data.procedureAdopt.procedure.number).sort()).toEqual([4, 5, 6]);
  });

  it('keeps the fixed order of the kinds, each at most once, with a choice and a session always', async () => {
    const before = await stored();
    const codes = async (...stages: object[]): Promise<string[]> =>
      (await adopt(admin, stages)).data.procedureAdopt.errors.map((error: Json) => error.code);
    expect(await codes(stage('DELIBERATION'), stage('TOPIC_SELECTION'))).toEqual(['STAGES_OUT_OF_ORDER']);
    expect(await codes(stage('TOPIC_SELECTION'), stage('DELIBERATION'), stage('DELIBERATION'))).toEqual([
      'STAGE_REPEATED',
    ]);
    expect(await codes(stage('TOPIC_SELECTION'), stage('EVALUATION'))).toEqual(['STAGE_REQUIRED']);
    expect(await codes(stage('DELIBERATION'))).toEqual(['STAGE_REQUIRED']);
    expect(await codes()).toEqual(['STAGE_REQUIRED']);
    expect(await codes(stage('TOPIC_SELECTION', { title: ' ' }), stage('DELIBERATION'))).toEqual(['TEXT_EMPTY']);
    expect(await codes(stage('TOPIC_SELECTION'), stage('DELIBERATION', { deadlineDays: 0 }))).toEqual([
      'NUMBER_OUT_OF_RANGE',
    ]);
    expect(await stored()).toBe(before);
  });

  it("is adopted by the city's administrator alone; for everybody else nothing changes", async () => {
    const before = await stored();
    const [committee, foreign] = [
      await world.account(GrantRole.CITY_COMMITTEE, city),
      await world.account(GrantRole.CITY_ADMIN, other),
    ];
    const stages = [stage('TOPIC_SELECTION'), stage('DELIBERATION')];
    expect((await adopt(convener, stages)).codes).toEqual(['FORBIDDEN']);
    expect((await adopt(committee, stages)).codes).toEqual(['FORBIDDEN']);
    expect((await adopt(world.anonymous, stages)).codes).toEqual(['UNAUTHENTICATED']);
    // Another city's administrator adopts one for its own city: this one stays as it is.
    expect((await adopt(foreign, stages)).data.procedureAdopt.procedure.number).toBe(2);
    expect(await stored()).toBe(before);
  });
});
