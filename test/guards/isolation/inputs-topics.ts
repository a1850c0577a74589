import type { PlantedPlace, PlantedWorld } from '../../support/planted-world.js';
import type { Builder } from './attempt.js';
import { gid, next } from './inputs-rooms.js';

export const DONE_ON = { value: '2021-05-01' } as const;
/** A day far in the future. */
export const SOME_DAY = '2098-05-01';

/** A new topic at a stage of its own, so that earlier attempts do not affect it. */
export const freshTopic = (
  planted: PlantedWorld,
  target: PlantedPlace,
  values: Record<string, unknown> = {},
): Promise<string> =>
  planted.fresh('topic', target, { state: 'APPROVED', stage: 'DELIBERATION', published_at: null, ...values });

const room = (target: PlantedPlace): string => gid('Room', target, target.refs['room']!);

/** The input of a move of a fresh topic: its id, its version, and what the move asks for besides. */
const move =
  (values: Record<string, unknown>, extra: Record<string, unknown> = {}): Builder =>
  async (planted, target) => {
    const id = await freshTopic(planted, target, values);
    return {
      input: { id: gid('Topic', target, id), expectedVersion: await planted.version('topic', target, id), ...extra },
    };
  };

const freshConcern = async (
  planted: PlantedWorld,
  target: PlantedPlace,
): Promise<{ id: string; expectedVersion: number }> => {
  const id = await planted.fresh('concern', target);
  return { id: gid('Concern', target, id), expectedVersion: await planted.version('concern', target, id) };
};

export const topicInputs: Readonly<Record<string, Builder>> = {
  concernRecord: async (_planted, target) => ({
    input: { roomId: room(target), text: `路灯不亮 ${next()}`, source: 'VISIT' },
  }),
  concernMerge: async (planted, target) => ({
    input: { ...(await freshConcern(planted, target)), into: (await freshConcern(planted, target)).id },
  }),
  concernTransfer: async (planted, target) => ({ input: { ...(await freshConcern(planted, target)), to: '职能部门' } }),
  concernReject: async (planted, target) => ({
    input: { ...(await freshConcern(planted, target)), ground: 'PURELY_PRIVATE', reason: '属个人纠纷' },
  }),
  topicPropose: async (_planted, target) => ({ input: { roomId: room(target), title: `议题 ${next()}` } }),
  topicRevise: move({ state: 'PROPOSED', stage: 'TOPIC_SELECTION' }, { title: '改过的题目' }),
  topicTakeUp: async (planted, target) => {
    const id = await freshTopic(planted, target);
    return {
      input: {
        id: gid('Topic', target, id),
        expectedVersion: await planted.version('topic', target, id),
        concernIds: [(await freshConcern(planted, target)).id],
      },
    };
  },
  topicApprove: move({ state: 'PROPOSED', stage: 'TOPIC_SELECTION' }, { happenedOn: DONE_ON }),
  topicAdvance: move({ stage: 'RESEARCH' }, { happenedOn: DONE_ON }),
  topicStepBack: move({ stage: 'DELIBERATION' }, { to: 'RESEARCH', reason: '材料不足', happenedOn: DONE_ON }),
  topicClose: move({ stage: 'EVALUATION' }, { happenedOn: DONE_ON }),
  topicReopen: move(
    {
      state: 'CLOSED',
      stage: 'EVALUATION',
      closed_from: '2021-04-01',
      closed_to: '2021-04-01',
      closed_precision: 'DAY',
    },
    { to: 'DELIBERATION', reason: '群众不满意', happenedOn: DONE_ON },
  ),
  topicPublish: move({}),
  participantsDesignate: move(
    { stage: 'PARTICIPANT_DESIGNATION' },
    { participants: [{ role: 'AFFECTED_PARTY', basis: 'INVITED', headcount: 2 }] },
  ),
  researchRecord: async (planted, target) => ({
    input: {
      topicId: gid('Topic', target, await freshTopic(planted, target)),
      kind: 'SITE_VISIT',
      doneOn: DONE_ON,
      findings: '实地看过',
    },
  }),
  'evaluationRecord: room': async (planted, target) => ({
    input: {
      topicId: gid('Topic', target, await freshTopic(planted, target)),
      evaluator: 'PUBLIC',
      satisfaction: 'SATISFIED',
      doneOn: DONE_ON,
    },
  }),
  'evaluationRecord: committee': async (planted, target) => ({
    input: {
      topicId: gid('Topic', target, await freshTopic(planted, target)),
      evaluator: 'COMMITTEE',
      satisfaction: 'SATISFIED',
      doneOn: DONE_ON,
    },
  }),
};
