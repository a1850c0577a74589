import { BrokenLinkCode } from '../../src/modules/trace/trace.enums.js';
import { gapsOf } from '../../src/modules/trace/trace-gaps.service.js';
import type { TraceParts } from '../../src/modules/trace/trace-parts.service.js';
import {
  TODAY,
  answer,
  chain,
  decision,
  item,
  onTheSpot,
  outcome,
  ownList,
  report,
  session,
  suggestion,
  topic,
} from './parts.js';

const gaps = (parts: TraceParts): string[] =>
  gapsOf(parts, TODAY).map((gap) => `${gap.code} at ${gap.node.__typename} ${gap.node.id}`);
const open = (stage: string): object => topic({ stage, state: 'APPROVED' });

const broken: readonly [what: string, parts: TraceParts, expected: string][] = [
  ['a topic nobody asked for', chain({ concerns: [] }), 'TOPIC_WITHOUT_CONCERN at Topic topic'],
  [
    'a topic past deliberation without a session',
    onTheSpot({ topic: open('OUTCOME_REPORTING'), sessions: [], suggestions: [] }),
    'NO_SESSION at Topic topic',
  ],
  [
    'a topic whose only session was called off',
    onTheSpot({ sessions: [session({ state: 'CANCELLED', heldFrom: null, heldTo: null })], suggestions: [] }),
    'NO_SESSION at Topic topic',
  ],
  [
    'a session whose day went by',
    chain({
      sessions: [session(), session({ id: 'next', state: 'SCHEDULED', heldFrom: null, scheduledFor: '2026-06-29' })],
    }),
    'SESSION_OVERDUE at Session next',
  ],
  [
    'a session without its record',
    chain({ sessions: [session({ minutes: null })] }),
    'SESSION_WITHOUT_RECORD at Session session',
  ],
  [
    'a suggestion nobody answered',
    chain({ answers: [], items: [item({ suggestionId: null })] }),
    'SUGGESTION_WITHOUT_ANSWER at Suggestion suggestion',
  ],
  [
    'an own list that leaves a suggestion out',
    ownList({ suggestions: [suggestion(), suggestion({ id: 'second' })] }),
    'SUGGESTION_WITHOUT_ANSWER at Suggestion second',
  ],
  [
    'a suggestion that an open topic has an outcome for',
    chain({ topic: open('OUTCOME_REPORTING'), answers: [], items: [], evaluations: [] }),
    'SUGGESTION_WITHOUT_ANSWER at Suggestion suggestion',
  ],
  [
    'a topic past reporting without an outcome',
    onTheSpot({ topic: open('IMPLEMENTATION'), outcomes: [], suggestions: [] }),
    'OUTCOME_MISSING at Topic topic',
  ],
  [
    'an outcome that should go up and did not',
    chain({ reports: [], decisions: [], answers: [answer({ decisionId: null })] }),
    'OUTCOME_WITHOUT_REPORT at Outcome outcome',
  ],
  [
    'an outcome to be taken further up and not reported',
    chain({
      outcomes: [outcome({ route: 'ESCALATED' })],
      reports: [],
      decisions: [],
      answers: [answer({ decisionId: null })],
    }),
    'OUTCOME_WITHOUT_REPORT at Outcome outcome',
  ],
  [
    'a report that waits',
    chain({ decisions: [], answers: [answer({ decisionId: null })] }),
    'REPORT_WITHOUT_DECISION at OutcomeReport report',
  ],
  [
    'a report that came back',
    chain({ decisions: [decision({ result: 'RETURNED' })] }),
    'REPORT_RETURNED at OutcomeReport report',
  ],
  [
    'an own list with nothing on it',
    ownList({ items: [], suggestions: [] }),
    'OUTCOME_WITHOUT_ITEM at Outcome outcome',
  ],
  [
    'an adopted suggestion nobody carries out',
    chain({ items: [] }),
    'ADOPTED_SUGGESTION_WITHOUT_ITEM at Suggestion suggestion',
  ],
  [
    'a partly adopted one',
    chain({ answers: [answer({ result: 'PARTLY_ADOPTED' })], items: [] }),
    'ADOPTED_SUGGESTION_WITHOUT_ITEM at Suggestion suggestion',
  ],
  [
    'one adopted in a later answer',
    chain({ answers: [answer({ result: 'DECLINED' }), answer({ id: 'later' })], items: [] }),
    'ADOPTED_SUGGESTION_WITHOUT_ITEM at Suggestion suggestion',
  ],
  [
    'an item without a day',
    chain({ topic: open('IMPLEMENTATION'), items: [item({ state: 'UNDER_WAY', dueOn: null })] }),
    'ITEM_WITHOUT_DUE_DATE at ImplementationItem item',
  ],
  [
    'a late item',
    chain({ topic: open('IMPLEMENTATION'), items: [item({ state: 'NOT_STARTED', dueOn: '2026-06-29' })] }),
    'ITEM_OVERDUE at ImplementationItem item',
  ],
  [
    'an item said to be done',
    chain({ topic: open('IMPLEMENTATION'), items: [item({ state: 'DONE', dueOn: TODAY })] }),
    'ITEM_DONE_NOT_VERIFIED at ImplementationItem item',
  ],
  [
    'an item left behind by a closed topic',
    chain({ items: [item({ state: 'UNDER_WAY', dueOn: '2026-07-01' })] }),
    'ITEM_OPEN_AT_CLOSE at ImplementationItem item',
  ],
  ['a closed topic nobody evaluated', chain({ evaluations: [] }), 'TOPIC_CLOSED_WITHOUT_EVALUATION at Topic topic'],
];

const sound: readonly [what: string, parts: TraceParts][] = [
  ['a whole chain with a decision of the street', chain()],
  ["the community's own list, whose items are the answers", ownList()],
  ['solved on the spot, which is the answer', onTheSpot()],
  [
    'an open topic that has only begun',
    onTheSpot({ topic: open('TOPIC_SELECTION'), sessions: [], suggestions: [], outcomes: [], evaluations: [] }),
  ],
  [
    'suggestions of a session after the last outcome',
    ownList({
      topic: open('DELIBERATION'),
      sessions: [session(), session({ id: 'new', heldFrom: '2026-05-01' })],
      suggestions: [suggestion(), suggestion({ id: 'new', sessionId: 'new' })],
    }),
  ],
  [
    'a session for today, still to come',
    chain({ sessions: [session(), session({ id: 'next', state: 'SCHEDULED', heldFrom: null, scheduledFor: TODAY })] }),
  ],
  [
    'a session with its record on a named paper',
    chain({ sessions: [session({ minutes: null, paperReference: '会议记录本第3页' })] }),
  ],
  [
    'a returned report followed by another',
    chain({
      reports: [report({ id: 'old' }), report()],
      decisions: [decision({ id: 'no', reportId: 'old', result: 'RETURNED' }), decision()],
    }),
  ],
  [
    'an outcome that a later one of its round took the place of',
    ownList({
      standing: new Set(['outcome']),
      outcomes: [outcome({ id: 'first' }), outcome({ route: 'COMMUNITY_LIST' })],
    }),
  ],
  [
    "an answer of the room that the street's own answer stands over",
    chain({
      answers: [answer({ result: 'DECLINED' }), answer({ id: 'room', decisionId: null, result: 'ADOPTED' })],
      items: [],
    }),
  ],
  ['a declined suggestion without an item', chain({ answers: [answer({ result: 'DECLINED' })], items: [] })],
  ['an adopted suggestion whose item was cancelled with a reason', chain({ items: [item({ state: 'CANCELLED' })] })],
  ['an item due today', chain({ topic: open('IMPLEMENTATION'), items: [item({ state: 'UNDER_WAY', dueOn: TODAY })] })],
  ['work that goes on for good, and so has no day', chain({ items: [item({ state: 'LONG_TERM', dueOn: null })] })],
  [
    'a procedure without reporting and evaluation',
    onTheSpot({ stages: new Set(['TOPIC_SELECTION', 'DELIBERATION']), outcomes: [], suggestions: [], evaluations: [] }),
  ],
  [
    'a topic opened again for more work, without a new session',
    chain({ topic: topic({ state: 'APPROVED', stage: 'IMPLEMENTATION', round: 2 }) }),
  ],
];

describe('the gaps of a chain', () => {
  it.each(broken)('names %s, and nothing else', (_what, parts, expected) => {
    expect(gaps(parts)).toEqual([expected]);
  });

  it.each(sound)('finds none in %s', (_what, parts) => {
    expect(gaps(parts)).toEqual([]);
  });

  it('has a case for every code', () => {
    expect([...new Set(broken.map(([, , expected]) => expected.split(' ')[0]))].sort()).toEqual(
      Object.values(BrokenLinkCode).sort(),
    );
  });

  it.each(['TAKEN_OVER', 'DERIVED'])('asks no more of what is %s than its source says', (origin) => {
    for (const [what, parts, expected] of broken) {
      const exempt = Object.fromEntries(
        Object.entries(parts).map(([key, value]) => [
          key,
          Array.isArray(value) ? value.map((row: object) => ({ ...row, origin })) : value,
        ]),
      ) as unknown as TraceParts;
      expect([what, gaps({ ...exempt, topic: { ...parts.topic, origin: origin as never } })]).toEqual([what, []]);
      expect([what, gaps(parts)]).toEqual([what, [expected]]);
    }
  });

  it('still asks what was entered here under a topic that was taken over', () => {
    expect(
      gaps(
        chain({
          topic: topic({ origin: 'TAKEN_OVER' }),
          concerns: [],
          evaluations: [],
          sessions: [session({ minutes: null })],
        }),
      ),
    ).toEqual(['SESSION_WITHOUT_RECORD at Session session']);
  });

  it('keeps apart what a paper holds and what a published source holds: paper can be looked into', () => {
    expect(gaps(chain({ topic: topic({ origin: 'RECORDED_FROM_PAPER' }), concerns: [] }))).toEqual([
      'TOPIC_WITHOUT_CONCERN at Topic topic',
    ]);
  });

  it('says of work done and not checked that it waits, not that it is late, like the item itself does', () => {
    expect(
      gaps(chain({ topic: open('IMPLEMENTATION'), items: [item({ state: 'DONE', dueOn: '2026-06-29' })] })),
    ).toEqual(['ITEM_DONE_NOT_VERIFIED at ImplementationItem item']);
    expect(
      gaps(chain({ topic: open('IMPLEMENTATION'), items: [item({ state: 'UNDER_WAY', dueOn: '2026-06-29' })] })),
    ).toEqual(['ITEM_OVERDUE at ImplementationItem item']);
  });

  it('names several gaps in the order of the procedure', () => {
    expect(gapsOf(chain({ concerns: [], items: [], evaluations: [] }), TODAY).map((gap) => gap.code)).toEqual([
      'TOPIC_WITHOUT_CONCERN',
      'ADOPTED_SUGGESTION_WITHOUT_ITEM',
      'TOPIC_CLOSED_WITHOUT_EVALUATION',
    ]);
  });
});
