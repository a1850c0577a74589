import { buildSchema, isInputObjectType, isListType, getNullableType, type GraphQLInputType } from 'graphql';
import { readFileSync } from 'node:fs';
import { NO_FREE_TEXT, textWarnings, visitInput } from '../../src/graphql/input-warnings.js';
import { type SessionWorld, plantTopic, startSessionWorld } from '../sessions/session-world.js';

const NUMBER = '19912345678';
const RECORD = `mutation ($input: SessionRecordInput!) { sessionRecord(input: $input) {
  session { id paperReference suggestions(first: 9) { nodes { text } } } errors { code }
  warnings { code message path } } }`;

describe('warnings of a mutation', () => {
  let w: SessionWorld;
  beforeAll(async () => {
    w = await startSessionWorld();
    await plantTopic(w);
  });
  afterAll(() => w.world.stop());

  const recorded = async (input: object) =>
    (
      await w.clerk.must(RECORD, {
        input: { topicTitle: '楼道照明', heldOn: { value: '2025-03-08' }, ...input },
      })
    ).sessionRecord;

  it('name each text that holds a private number, and the text is stored as entered', async () => {
    const { session, errors, warnings } = await recorded({
      provenance: { paperReference: `会后联系 ${NUMBER}。` },
      suggestions: ['装灯', '身份证３２００００１９９００１０１００１２', `电话0513-87654321或${NUMBER}`],
      attendance: [{ role: 'OTHER', names: [`测试甲${NUMBER}`] }],
    });
    expect(errors).toEqual([]);
    expect(warnings.map(({ code, path }: any) => [code, path.join('.')])).toEqual(
      expect.arrayContaining([
        ['PHONE_NUMBER_IN_TEXT', 'input.provenance.paperReference'],
        ['IDENTITY_NUMBER_IN_TEXT', 'input.suggestions.1'],
        ['PHONE_NUMBER_IN_TEXT', 'input.suggestions.2'],
        ['PHONE_NUMBER_IN_TEXT', 'input.attendance.0.names.0'],
      ]),
    );
    expect(warnings).toHaveLength(4);
    expect(JSON.stringify(warnings)).not.toMatch(/\d{4}/);
    expect(warnings[0].message).toContain('已照原样保存');
    expect(session.paperReference).toBe(`会后联系 ${NUMBER}。`);
    // Above the room the same record is masked.
    const seen = `query ($id: ID!) { node(id: $id) { ... on Session {
      paperReference suggestions(first: 9) { nodes { text } } } } }`;
    for (const api of [w.committee, w.liaison, w.observer]) {
      const { node } = await api.must(seen, { id: session.id });
      expect(node.paperReference).toBe('会后联系 199****5678。');
      expect(JSON.stringify(node)).not.toContain(NUMBER);
    }
    expect((await w.convener.must(seen, { id: session.id })).node.paperReference).toContain(NUMBER);
  });

  it('are empty without one, and when the input is refused', async () => {
    expect((await recorded({ suggestions: ['第320682001021号，2025-03-08，19912345678元'] })).warnings).toEqual([]);
    const input = { topicTitle: '楼道照明', heldOn: { value: '1948-01-01' }, suggestions: [NUMBER] };
    const { sessionRecord: refused } = (await w.clerk.ask(RECORD, { input })).data as any;
    expect([refused.errors[0].code, refused.warnings]).toEqual(['DATE_TOO_EARLY', []]);
  });

  it('name days before the founding of the room, where it is known', async () => {
    expect((await recorded({ heldOn: { value: '2005-03-08' } })).warnings).toEqual([]);
    await w.world.sql(
      w.city.cityId,
      `UPDATE room SET established_from = '2020-03-01', established_to = '2020-03-31', established_precision = 'MONTH'
        WHERE id = $1`,
      [w.room.id],
    );
    const { session, warnings } = await recorded({ heldOn: { value: '2005-03-08' } });
    expect(session).not.toBeNull();
    expect(warnings).toEqual([
      { code: 'DATE_BEFORE_FOUNDING', message: expect.stringContaining('2020-03-01'), path: ['input', 'heldOn'] },
    ]);
    // A year or a month that may lie after the founding is no reason to warn.
    expect((await recorded({ heldOn: { value: '2020-01-01', precision: 'YEAR' } })).warnings).toEqual([]);
    expect((await recorded({})).warnings).toEqual([]);
  });
});

describe('every text of every input', () => {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  const leaves: string[] = [];
  /** A value of the type in which every text is the number. */
  function filled(type: GraphQLInputType, path: string): unknown {
    const nullable = getNullableType(type) as GraphQLInputType;
    if (isListType(nullable)) return [filled(nullable.ofType as GraphQLInputType, `${path}.0`)];
    if (isInputObjectType(nullable))
      return Object.fromEntries(
        Object.values(nullable.getFields()).map((field) => [field.name, filled(field.type, `${path}.${field.name}`)]),
      );
    if ('name' in nullable && nullable.name === 'String') {
      leaves.push(path);
      return `见${NUMBER}`;
    }
    return 'name' in nullable && nullable.name === 'LocalDate' ? '2025-01-01' : null;
  }
  const inputs = Object.values(schema.getMutationType()!.getFields()).flatMap((field) =>
    field.args.filter(({ name }) => name === 'input').map((argument) => [field.name, argument.type] as const),
  );

  it.each(inputs)('%s', (_name, type) => {
    leaves.length = 0;
    const input = filled(type, 'input');
    const free = leaves.filter((path) => !Object.hasOwn(NO_FREE_TEXT, path.split('.').at(-1)!));
    expect(textWarnings(type, input, ({ zh }) => zh).map(({ path }) => path.join('.'))).toEqual(free);
  });

  it('is found in many inputs, and what is no free text is in some (control)', () => {
    expect(inputs.length).toBeGreaterThan(50);
    const names = new Set(
      Object.values(schema.getTypeMap()).flatMap((type) =>
        isInputObjectType(type) ? Object.keys(type.getFields()) : [],
      ),
    );
    expect(Object.keys(NO_FREE_TEXT).filter((name) => !names.has(name))).toEqual([]);
    const texts: string[] = [];
    const type = schema.getType('SessionRecordInput') as GraphQLInputType;
    visitInput(type, { topicTitle: 'a' }, { text: (value) => void texts.push(value) }, []);
    expect(texts).toEqual(['a']);
  });
});
