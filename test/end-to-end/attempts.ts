/** What somebody of another room could try on a topic that is not theirs: everything of it by its id. */
export interface Target {
  readonly today: string;
  readonly room: string;
  readonly concern: string;
  readonly topic: string;
  readonly session: string;
  readonly suggestion: string;
  readonly outcome: string;
  readonly report: string;
  readonly plan: string;
  readonly item: string;
}

/** Each as it would be right for the room's own people, so that only who asks can be what is wrong with it. */
export function attempts(it: Target): readonly [mutation: string, input: Record<string, unknown>][] {
  const day = { value: it.today };
  const topic = { id: it.topic, expectedVersion: 1 };
  const session = { id: it.session, expectedVersion: 1 };
  return [
    ['roomDescribe', { id: it.room, expectedVersion: 1, equipment: '无' }],
    ['roomPublish', { id: it.room, expectedVersion: 1 }],
    [
      'carriedTotalRecord',
      { roomId: it.room, measure: 'SESSIONS', value: 9, periodFrom: '2020-01-01', periodTo: '2020-12-31' },
    ],
    ['concernRecord', { roomId: it.room, text: '不是本社区的事' }],
    ['concernReject', { id: it.concern, expectedVersion: 1, ground: 'OTHER', reason: '无' }],
    ['topicPropose', { roomId: it.room, title: '替别人立题' }],
    ['topicRevise', { ...topic, title: '改名' }],
    ['topicApprove', topic],
    ['topicAdvance', topic],
    ['topicStepBack', { ...topic, to: 'TOPIC_SELECTION', reason: '无' }],
    ['topicClose', topic],
    ['topicReopen', { ...topic, to: 'DELIBERATION', reason: '无' }],
    ['topicPublish', topic],
    ['participantsDesignate', { ...topic, participants: [] }],
    ['researchRecord', { topicId: it.topic, kind: 'SITE_VISIT', doneOn: day, findings: '无' }],
    ['sessionSchedule', { topicId: it.topic, scheduledFor: it.today }],
    ['sessionReschedule', { ...session, scheduledFor: it.today }],
    ['sessionCancel', { ...session, reason: '无' }],
    ['sessionHold', { ...session, heldOn: day }],
    ['minutesRecord', { ...session, minutes: '无' }],
    ['suggestionRecord', { sessionId: it.session, text: '无' }],
    ['sessionRecord', { topicId: it.topic, heldOn: day, headcount: 3 }],
    ['outcomeRecord', { topicId: it.topic, route: 'SOLVED_ON_SPOT', summary: '无', reachedOn: day }],
    ['outcomeReport', { outcomeId: it.outcome, reportedOn: day }],
    ['outcomeDecide', { reportId: it.report, body: '无', metOn: it.today, suggestions: [] }],
    ['outcomeReturn', { reportId: it.report, body: '无', reason: '无' }],
    ['suggestionAnswer', { suggestionId: it.suggestion, result: 'ADOPTED' }],
    [
      'implementationPlanHandOut',
      { topicId: it.topic, title: '无', items: [{ measure: '无', responsibleUnitName: '无' }] },
    ],
    ['responsibilityListRecord', { topicId: it.topic, items: [{ measure: '无', responsibleUnitName: '无' }] }],
    ['itemAdd', { planId: it.plan, item: { measure: '无', responsibleUnitName: '无' } }],
    ['itemEventRecord', { itemId: it.item, kind: 'PROGRESS', happenedOn: day, state: 'DONE' }],
    ['itemCancel', { itemId: it.item, reason: '无' }],
    ['itemVerify', { itemId: it.item, result: 'CONFIRMED', verifiedOn: day }],
    ['evaluationRecord', { topicId: it.topic, evaluator: 'PUBLIC', satisfaction: 'SATISFIED', doneOn: day }],
  ];
}
/** The mutations above that are the street's or nobody's of a room, also not of the room's own. */
export const STREETS_OWN = ['outcomeDecide', 'outcomeReturn', 'implementationPlanHandOut', 'itemAdd', 'itemCancel'];
