import type { PlantedPlace, PlantedWorld } from '../../support/planted-world.js';
import type { Builder } from './attempt.js';
import { gid, next } from './inputs-rooms.js';
import { DONE_ON, SOME_DAY, freshTopic } from './inputs-topics.js';

const SCHEDULED = {
  state: 'SCHEDULED',
  scheduled_for: SOME_DAY,
  held_from: null,
  held_to: null,
  held_precision: null,
  consensus: null,
};

const freshSession = async (
  planted: PlantedWorld,
  target: PlantedPlace,
  values: Record<string, unknown> = {},
): Promise<string> =>
  planted.fresh('session', target, { topic_id: await freshTopic(planted, target), ordinal: next(), ...values });

const changed =
  (values: Record<string, unknown>, extra: Record<string, unknown>): Builder =>
  async (planted, target) => {
    const id = await freshSession(planted, target, values);
    return {
      input: {
        id: gid('Session', target, id),
        expectedVersion: await planted.version('session', target, id),
        ...extra,
      },
    };
  };

interface Deliberated {
  readonly topic: string;
  readonly suggestion: string;
}

/** A topic with a held session and one suggestion. */
export async function deliberated(planted: PlantedWorld, target: PlantedPlace): Promise<Deliberated> {
  const topic = await freshTopic(planted, target, { stage: 'OUTCOME_REPORTING' });
  const session = await planted.fresh('session', target, { topic_id: topic, ordinal: 1 });
  return {
    topic,
    suggestion: await planted.fresh('suggestion', target, { topic_id: topic, session_id: session, ordinal: 1 }),
  };
}

async function reported(planted: PlantedWorld, target: PlantedPlace): Promise<Deliberated & { report: string }> {
  const { topic, suggestion } = await deliberated(planted, target);
  const outcome = await planted.fresh('outcome', target, { topic_id: topic });
  return {
    topic,
    suggestion,
    report: await planted.fresh('outcome_report', target, { topic_id: topic, outcome_id: outcome }),
  };
}

async function decided(planted: PlantedWorld, target: PlantedPlace): Promise<Deliberated & { decision: string }> {
  const { topic, suggestion, report } = await reported(planted, target);
  return {
    topic,
    suggestion,
    decision: await planted.fresh('outcome_decision', target, { topic_id: topic, report_id: report }),
  };
}

type PlanKind = 'IMPLEMENTATION_PLAN' | 'RESPONSIBILITY_LIST';

async function freshPlan(
  planted: PlantedWorld,
  target: PlantedPlace,
  kind: PlanKind,
): Promise<{ topic: string; plan: string }> {
  const topic = await freshTopic(planted, target, { stage: 'IMPLEMENTATION' });
  return {
    topic,
    plan: await planted.fresh('implementation_plan', target, { topic_id: topic, kind, decision_id: null }),
  };
}

async function freshItem(planted: PlantedWorld, target: PlantedPlace, kind: PlanKind): Promise<string> {
  const { topic, plan } = await freshPlan(planted, target, kind);
  return gid(
    'ImplementationItem',
    target,
    await planted.fresh('implementation_item', target, {
      topic_id: topic,
      plan_id: plan,
      plan_kind: kind,
      suggestion_id: null,
    }),
  );
}

/**
 * The unit is named by its name: a unit of the target's city would give a foreign viewer away before its rights are
 * asked.
 */
const ITEM = { measure: '清淤', responsibleUnitName: '水务部门', dueOn: SOME_DAY };

const itemAdd =
  (kind: PlanKind): Builder =>
  async (planted, target) => ({
    input: { planId: gid('ImplementationPlan', target, (await freshPlan(planted, target, kind)).plan), item: ITEM },
  });
const itemEvent =
  (kind: PlanKind): Builder =>
  async (planted, target) => ({
    input: {
      itemId: await freshItem(planted, target, kind),
      kind: 'PROGRESS',
      happenedOn: DONE_ON,
      state: 'UNDER_WAY',
      note: '已进场',
    },
  });
const itemCancel =
  (kind: PlanKind): Builder =>
  async (planted, target) => ({ input: { itemId: await freshItem(planted, target, kind), reason: '不再需要' } });

export const sessionInputs: Readonly<Record<string, Builder>> = {
  sessionSchedule: async (planted, target) => ({
    input: { topicId: gid('Topic', target, await freshTopic(planted, target)), scheduledFor: SOME_DAY },
  }),
  sessionReschedule: changed(SCHEDULED, { scheduledFor: '2098-06-01' }),
  sessionCancel: changed(SCHEDULED, { reason: '人数不足' }),
  sessionHold: changed(SCHEDULED, {
    heldOn: DONE_ON,
    attendance: [{ role: 'AFFECTED_PARTY', headcount: 3 }],
    suggestions: [{ text: '装路灯' }],
  }),
  minutesRecord: changed({}, { minutes: '会议记录' }),
  suggestionRecord: async (planted, target) => ({
    input: { sessionId: gid('Session', target, await freshSession(planted, target)), text: '装路灯' },
  }),
  sessionRecord: async (planted, target) => ({
    input: {
      topicId: gid('Topic', target, await freshTopic(planted, target)),
      heldOn: DONE_ON,
      headcount: 8,
      suggestions: ['装路灯'],
    },
  }),
  outcomeRecord: async (planted, target) => ({
    input: {
      topicId: gid('Topic', target, (await deliberated(planted, target)).topic),
      route: 'STREET_DECISION',
      summary: '形成一致意见',
      reachedOn: DONE_ON,
    },
  }),
  outcomeReport: async (planted, target) => {
    const { topic } = await deliberated(planted, target);
    return {
      input: {
        outcomeId: gid('Outcome', target, await planted.fresh('outcome', target, { topic_id: topic })),
        reportedOn: DONE_ON,
      },
    };
  },
  outcomeDecide: async (planted, target) => {
    const { suggestion, report } = await reported(planted, target);
    return {
      input: {
        reportId: gid('OutcomeReport', target, report),
        body: '街道党工委',
        metOn: '2021-06-01',
        suggestions: [{ suggestionId: gid('Suggestion', target, suggestion), result: 'ADOPTED' }],
      },
    };
  },
  outcomeReturn: async (planted, target) => ({
    input: {
      reportId: gid('OutcomeReport', target, (await reported(planted, target)).report),
      body: '街道党工委',
      reason: '请补充材料',
    },
  }),
  suggestionAnswer: async (planted, target) => ({
    input: {
      suggestionId: gid('Suggestion', target, (await deliberated(planted, target)).suggestion),
      result: 'ADOPTED',
    },
  }),
  implementationPlanHandOut: async (planted, target) => ({
    input: {
      decisionId: gid('OutcomeDecision', target, (await decided(planted, target)).decision),
      title: '落实计划表',
      items: [ITEM],
    },
  }),
  responsibilityListRecord: async (planted, target) => ({
    input: { topicId: gid('Topic', target, (await deliberated(planted, target)).topic), items: [ITEM] },
  }),
  'itemAdd: street': itemAdd('IMPLEMENTATION_PLAN'),
  'itemAdd: list': itemAdd('RESPONSIBILITY_LIST'),
  'itemEventRecord: street': itemEvent('IMPLEMENTATION_PLAN'),
  'itemEventRecord: list': itemEvent('RESPONSIBILITY_LIST'),
  'itemCancel: street': itemCancel('IMPLEMENTATION_PLAN'),
  'itemCancel: list': itemCancel('RESPONSIBILITY_LIST'),
  itemVerify: async (planted, target) => ({
    input: {
      itemId: await freshItem(planted, target, 'IMPLEMENTATION_PLAN'),
      result: 'CONFIRMED',
      verifiedOn: DONE_ON,
    },
  }),
};
