import { CATALOGUE } from '../../src/modules/comparison/catalogue/catalogue.js';
import type { Api } from '../support/api.js';
import { DemoServer } from '../demo/demo-server.js';

/**
 * What the one published account of Shili allows to say of it, metric by metric. The account is a convener's report of
 * 2021-10-28. A paragraph is one of its eight paragraphs of text; headings are not counted.
 */
type Allowed =
  | { readonly exact: number }
  | { readonly atLeast: number; readonly isShown?: true }
  /** The account says that it was done, or says nothing. A number, and 0 too, would be invented. */
  | 'unknown'
  /** It is about the records, not about the community. */
  | 'free';
type Entry = readonly [allowed: Allowed, paragraph: number | null, fact: string];

const NOTHING = 'not a word';
const FACTS: Readonly<Record<string, Entry>> = {
  SESSIONS_HELD: [{ exact: 6 }, 6, 'six sessions since the room began'],
  SUGGESTIONS: [{ exact: 32 }, 6, 'thirty-two suggestions were collected'],
  ATTENDANCES: [{ atLeast: 80, isShown: true }, 6, 'more than eighty representatives of residents took part'],
  SESSIONS_PER_1000: [{ exact: 0.7474 }, 1, '6 sessions of paragraph 6 over 8,028 usual residents'],
  SUGGESTIONS_PER_1000: [{ exact: 3.986 }, 1, '32 suggestions of paragraph 6 over 8,028 usual residents'],
  SUGGESTIONS_PER_SESSION: [{ exact: 5.3333 }, 6, '32 suggestions over 6 sessions'],
  SUGGESTIONS_PER_100_HOUSEHOLDS: [{ exact: 1.7917 }, 1, '32 suggestions of paragraph 6 over 1,786 households'],
  ROOMS_BUILT: [{ exact: 1 }, 2, 'the room was set up and equipped'],
  ROOMS_ACTIVE: [{ exact: 1 }, 6, 'it held sessions'],
  ROOMS_SILENT: [{ exact: 0 }, 6, 'it held sessions'],
  ACTIVE_ROOM_SHARE: ['free', null, 'one room'],
  CONCERNS_RECEIVED: ['unknown', 5, 'residents brought concerns on monthly reception days; how many is not said'],
  CONCERNS_TRIAGED: ['unknown', 5, 'they were sorted and weighed; how many is not said'],
  CONCERNS_PER_1000: ['unknown', 5, 'see CONCERNS_RECEIVED'],
  TRIAGE_RATE: ['unknown', 5, 'see CONCERNS_RECEIVED'],
  TOPICS_PROPOSED: [{ atLeast: 4 }, 5, 'four topics were chosen in 2021; of the time before nothing is said'],
  TOPICS_APPROVED: [{ atLeast: 4 }, 5, 'four topics were chosen in 2021'],
  TOPICS_DELIBERATED: [{ atLeast: 2 }, 6, 'the gas and, in paragraph 7, the river were deliberated'],
  TOPICS_PLANNED: ['unknown', null, NOTHING],
  TOPICS_CLOSED: ['unknown', 7, 'results are reported, no closing'],
  PLAN_KEPT: ['unknown', null, NOTHING],
  RESEARCH_FIRST_RATE: ['unknown', 6, 'research before the gas session; of other sessions nothing is said'],
  HOUSEHOLDS_VISITED: [{ atLeast: 1 }, 6, 'people went from door to door; to how many is not said'],
  HOUSEHOLDS_VISITED_PER_100: ['unknown', 6, 'see HOUSEHOLDS_VISITED'],
  MINUTES_RATE: ['unknown', null, NOTHING],
  AFFECTED_PARTY_SHARE: ['unknown', 3, 'affected parties are among those at the table; how many is not said'],
  ROLE_BREADTH: ['unknown', 3, 'the roles are named, not who came to which session'],
  ATTENDANCE_ROLES: ['unknown', 3, 'the roles are named, not their numbers'],
  DISTINCT_PEOPLE: ['unknown', 6, 'persons or person-times is not said'],
  SUGGESTIONS_ANSWERED: ['unknown', 7, 'the six on the river led to a plan; no answer to each is given'],
  ANSWER_RATE: ['unknown', 7, 'see SUGGESTIONS_ANSWERED'],
  ADOPTION_RATE: ['unknown', 7, 'see SUGGESTIONS_ANSWERED'],
  OUTCOMES_REACHED: [{ atLeast: 2 }, 6, 'the gas, and in paragraph 7 the river'],
  OUTCOMES_REPORTED: [{ atLeast: 1 }, 7, 'the river went to the street Party working committee'],
  OUTCOMES_DECIDED: [{ atLeast: 1 }, 7, 'a meeting studied it, and a plan was made'],
  CONVERSION_RATE: ['unknown', null, 'of two topics results are given; of all topics nothing'],
  ITEMS_DUE: ['unknown', null, 'no day by which anything was due'],
  ITEMS_COMPLETED: [{ atLeast: 1 }, 6, 'gas is connected; paragraph 7: the river is done'],
  ITEMS_OVERDUE: ['unknown', null, 'no day by which anything was due'],
  COMPLETION_RATE: ['unknown', null, 'no day by which anything was due'],
  ON_TIME_RATE: ['unknown', null, 'no day by which anything was due'],
  OVERDUE_LONG_RATE: ['unknown', null, 'no day by which anything was due'],
  MEDIAN_DAYS_TOPIC_TO_SESSION: ['unknown', null, 'no day of any session'],
  MEDIAN_DAYS_REPORT_TO_DECISION: ['unknown', null, 'no day of the report'],
  MEDIAN_DAYS_ASSIGNMENT_TO_VERIFICATION: ['unknown', null, 'no day of any assignment'],
  SATISFACTION: ['unknown', 7, 'residents praise the river; no survey is mentioned'],
  EVALUATION_SCORE: ['unknown', null, NOTHING],
  RECORD_COMPLETENESS: ['free', null, 'the records'],
  CARRIED_FORWARD_SHARE: ['free', null, 'the records'],
  // Metrics that are younger than the list of 49.
  SATISFIED_EVALUATIONS: ['unknown', 7, 'see SATISFACTION'],
  OWN_EVALUATION_SHARE: ['unknown', 7, 'no evaluation is mentioned'],
  VERIFICATION_RATE: ['unknown', null, 'no check by the room is mentioned'],
  OWN_REPORT_SHARE: ['unknown', null, 'no day by which anything was due'],
  MEDIAN_DAYS_COMPLETION_TO_VERIFICATION: ['unknown', null, 'no check by the room is mentioned'],
};
const UNKNOWN = ['NOT_RECORDED', 'NOT_APPLICABLE', 'PERIOD_NOT_SEPARABLE'];

interface Value {
  readonly value: number | null;
  readonly bound: string | null;
  readonly suppressedReason: string | null;
}

/** What is wrong with a value; null when the account allows it. */
function wrong(allowed: Allowed, { value, bound, suppressedReason }: Value): string | null {
  if (allowed === 'free') return null;
  const hasReason = value === null && suppressedReason !== null;
  if (allowed === 'unknown') return hasReason && UNKNOWN.includes(suppressedReason) ? null : 'must be unknown';
  if ('exact' in allowed)
    return bound === 'EXACT' && Math.abs(value! - allowed.exact) <= 0.0006 ? null : `must be ${allowed.exact}`;
  if (hasReason) return allowed.isShown ? 'must be shown' : null;
  return bound === 'AT_LEAST' && value! >= allowed.atLeast ? null : `must be at least ${allowed.atLeast}`;
}

describe('the numbers of Shili', () => {
  let demo: DemoServer;
  let committee: Api;
  beforeAll(async () => {
    demo = await DemoServer.start();
    committee = await demo.signIn('rugao-committee');
  });
  afterAll(() => demo.stop());

  it('are what the account allows, for every metric', async () => {
    const metrics = CATALOGUE.map(({ id }) => id);
    const { compareRooms } = await committee.must(
      `query ($metrics: [MetricId!]!) { compareRooms(within: "320682001021", period: {from: "2019-11-01",
        to: "2021-10-31"}) { nodes { values(metrics: $metrics) { metric { id } value bound suppressedReason } } } }`,
      { metrics },
    );
    expect(Object.keys(FACTS).sort()).toEqual([...metrics].sort());
    const found = compareRooms.nodes[0].values.flatMap((value: Value & { metric: { id: string } }) => {
      const fault = wrong(FACTS[value.metric.id]![0], value);
      return fault ? [`${value.metric.id} ${fault}: ${value.value} ${value.bound} ${value.suppressedReason}`] : [];
    });
    expect(found).toEqual([]);
  });

  it.each([
    ['unknown', { value: 0, bound: 'EXACT', suppressedReason: null }, 'must be unknown'],
    ['unknown', { value: null, bound: null, suppressedReason: 'PRIVACY' }, 'must be unknown'],
    [{ exact: 6 }, { value: 6, bound: 'AT_LEAST', suppressedReason: null }, 'must be 6'],
    [{ atLeast: 4 }, { value: 4, bound: 'EXACT', suppressedReason: null }, 'must be at least 4'],
    [{ atLeast: 80, isShown: true }, { value: null, bound: null, suppressedReason: 'NOT_RECORDED' }, 'must be shown'],
  ] as const)('a false value is found: %j (control)', (allowed, value, fault) => {
    expect(wrong(allowed, value)).toBe(fault);
  });
});
