import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type GraphQLField, type GraphQLSchema, extendSchema, parse } from 'graphql';
import { serverSchema } from '../../src/assemble.js';
import { ruleOf } from '../../src/graphql/enforce-rules.js';
import { type EitherOr, type Month, requiredFields, requiredInMonth } from './required-fields.js';

/**
 * A month of a typical room: four concerns for each session (published practice), one topic on its way, and for the
 * street's office one of its rooms' reports. Five suggestions a session, three items a plan.
 */
const MONTHS: Readonly<Record<'CLERK' | 'CONVENER' | 'STREET_PARTY_OFFICE', Month>> = {
  CLERK: {
    concernRecord: { times: 4 },
    researchRecord: { times: 1 },
    sessionRecord: { times: 1 },
    topicAdvance: { times: 1 },
    outcomeRecord: { times: 1 },
    outcomeReport: { times: 1 },
    itemEventRecord: { times: 2 },
  },
  CONVENER: {
    topicPropose: { times: 1, listed: 1 },
    topicApprove: { times: 1 },
    participantsDesignate: { times: 1, listed: 4 },
    topicAdvance: { times: 2 },
    responsibilityListRecord: { times: 1, listed: 3 },
    itemVerify: { times: 3 },
    evaluationRecord: { times: 1 },
    topicClose: { times: 1 },
    topicPublish: { times: 1 },
  },
  STREET_PARTY_OFFICE: {
    outcomeDecide: { times: 1, listed: 5 },
    implementationPlanHandOut: { times: 1, listed: 3 },
    itemEventRecord: { times: 3 },
  },
};

/** One of these must be given, though the schema can require neither. */
const EITHER_OR: EitherOr = {
  SessionRecordInput: [['topicTitle', 'topicId']],
  ImplementationPlanHandOutInput: [['decisionId', 'topicId']],
  ImplementationItemInput: [['responsibleUnitId', 'responsibleUnitName']],
};

const MOST_FOR_A_PAPER = 6;

describe('the fields a role must fill in a month', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await serverSchema();
  });

  const budget = JSON.parse(readFileSync(resolve('test/guards/required-fields.json'), 'utf8')) as Record<
    string,
    number
  >;
  const counted = (of: GraphQLSchema): Record<string, number> =>
    Object.fromEntries(Object.entries(MONTHS).map(([role, month]) => [role, requiredInMonth(of, month, EITHER_OR)]));
  const grown = (extension: string): GraphQLSchema => extendSchema(schema, parse(extension), { assumeValidSDL: true });

  // Fewer fields fail too. Then lower the budget in required-fields.json, so that the gain stays.
  it('are as many as the committed budget allows, and no more', () => {
    expect(counted(schema)).toEqual(budget);
  });

  it('are at most six for one paper record', () => {
    expect(requiredFields(schema, 'sessionRecord', EITHER_OR)).toBeLessThanOrEqual(MOST_FOR_A_PAPER);
  });

  it('are asked of a role only where it may do the thing at all', () => {
    for (const [role, month] of Object.entries(MONTHS)) {
      for (const mutation of Object.keys(month)) {
        const rule = ruleOf(schema.getMutationType()!.getFields()[mutation] as GraphQLField<never, never>);
        expect([mutation, rule?.kind === 'policy' ? rule.policy.actions[rule.action]!.roles : []]).toEqual([
          mutation,
          expect.arrayContaining([role]),
        ]);
      }
    }
  });

  it('grow with a field that becomes required, also deep inside (controls)', () => {
    const before = counted(schema);
    expect(counted(grown('extend input SessionRecordInput { planted: String! }'))['CLERK']).toBe(before['CLERK']! + 1);
    expect(counted(grown('extend input ConcernRecordInput { planted: Int! }'))['CLERK']).toBe(before['CLERK']! + 4);
    expect(counted(grown('extend input ImpreciseDateInput { planted: String! }'))['CLERK']).toBeGreaterThan(
      before['CLERK']! + 4,
    );
    expect(counted(grown('extend input DecidedSuggestionInput { planted: String! }'))['STREET_PARTY_OFFICE']).toBe(
      before['STREET_PARTY_OFFICE']! + 5,
    );
    expect(
      counted(
        grown(
          'input Planted { one: String! two: Int! three: Int } extend input SessionRecordInput { planted: Planted! }',
        ),
      )['CLERK'],
    ).toBe(before['CLERK']! + 2);
  });

  it('do not grow with what may be left out (control)', () => {
    const before = counted(schema);
    expect(
      counted(
        grown(
          'input Planted { one: String! } extend input SessionRecordInput { a: String b: Int! = 3 c: Planted ' +
            'd: [Planted!] }',
        ),
      ),
    ).toEqual(before);
  });

  it('cannot be counted for a mutation that does not exist, nor for a pair that was taken apart', () => {
    expect(() => requiredInMonth(schema, { sessionRemember: { times: 1 } }, EITHER_OR)).toThrow(
      'There is no mutation sessionRemember',
    );
    expect(() => requiredFields(schema, 'sessionRecord', { SessionRecordInput: [['topicTitle', 'heldOn']] })).toThrow(
      'SessionRecordInput.heldOn is no optional field',
    );
  });
});
