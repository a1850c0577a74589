import type { Provenance } from '../../kernel/provenance.js';
import { StageKind } from '../procedure/procedure.enums.js';
import { ResearchKind, ResearchRecord } from '../research/research.entity.js';
import { Session, Suggestion } from '../sessions/session.entity.js';
import { SessionState } from '../sessions/session.enums.js';
import { StepKind, TopicState, TopicTrack } from '../topics/topic.enums.js';
import { Topic } from '../topics/topic.entity.js';
import { TopicStep } from '../topics/topic-parts.entity.js';
import { withPlainForm } from '../topics/topic-title.service.js';
import { dated } from './calendar.js';
import { recorded } from './recorded.js';
import { IN_2021, type ShiliContext, PUBLISHED, derived } from './shili-room.js';
import { addGasResults, addRiverResults } from './shili-results.js';

const TRACK_ASSUMED = derived('来源未说明议事类型，按“小事简议”登记');

/**
 * Three of the four topics of 2021: the fourth is not named, so it is not here. None is closed: the source says
 * results, not that a topic was closed. Stages the source does not speak of are passed over, not filled in.
 */
export function addShiliTopics(ctx: ShiliContext, roomId: string): void {
  const river = addTopic(
    ctx,
    roomId,
    '斜港河道整治',
    '河道淤积、排水不畅、卫生状况不佳；会上分析成因并提出整治建议。',
    [StageKind.DELIBERATION, StageKind.OUTCOME_REPORTING, StageKind.IMPLEMENTATION, StageKind.EVALUATION],
  );
  const session = addSession(ctx, roomId, river, PUBLISHED);
  addRiverSuggestions(ctx, roomId, river, session);
  addRiverResults(ctx, river);

  const gas = addTopic(
    ctx,
    roomId,
    '管道煤气进村入户安装',
    '商前分组入户调研，并到已通气的社区学习；按社区责任落实清单推进，燃气已入户。',
    [StageKind.RESEARCH, StageKind.DELIBERATION, StageKind.OUTCOME_REPORTING, StageKind.IMPLEMENTATION],
  );
  addGasResearch(ctx, gas);
  addSession(ctx, roomId, gas, derived('来源称就此议题开展协商，按一次登记'));
  addGasResults(ctx, gas);

  addTopic(
    ctx,
    roomId,
    '社区道路路灯建设',
    '来源称2021年确定了四个协商议题，这是点名的三个之一（第四个未点名）；后续未载。',
    [],
  );
}

function addTopic(
  { rows, chance, spot, at, procedureId }: ShiliContext,
  roomId: string,
  title: string,
  summary: string,
  through: readonly StageKind[],
): string {
  const topicId = chance.id(at);
  rows.add(Topic, {
    ...recorded(spot, topicId, at, TRACK_ASSUMED),
    roomId,
    procedureId,
    ...withPlainForm(title),
    summary,
    track: TopicTrack.SIMPLE,
    state: TopicState.PROPOSED,
    stage: StageKind.TOPIC_SELECTION,
    round: 1,
    ...dated('proposed', IN_2021),
    closedFrom: null,
    closedTo: null,
    closedPrecision: null,
    plannedMonth: null,
    noAffectedPartyReason: null,
    publishedAt: at,
  });
  let stage: StageKind | null = null;
  let entered = at.getTime();
  const step = (kind: StepKind, toStage: StageKind): void => {
    entered += 1000;
    rows.add(TopicStep, {
      ...spot,
      id: chance.id(new Date(entered)),
      topicId,
      kind,
      fromStage: stage,
      toStage,
      ...dated('happened', IN_2021),
      reason: null,
      missing: [],
      accountId: null,
      actor: '据公开资料转录',
      role: null,
      onBehalfOf: null,
      paperReference: PUBLISHED.paperReference,
      recordedAt: new Date(entered),
    });
    stage = toStage;
  };
  step(StepKind.PROPOSED, StageKind.TOPIC_SELECTION);
  step(StepKind.APPROVED, StageKind.TOPIC_SELECTION);
  for (const next of through) step(StepKind.ADVANCED, next);
  return topicId;
}

/** No headcount, no minutes, no level of consensus is published of any single session. */
function addSession(
  { rows, chance, spot, at }: ShiliContext,
  roomId: string,
  topicId: string,
  provenance: Provenance,
): string {
  const id = chance.id(at);
  rows.add(Session, {
    ...recorded(spot, id, at, provenance),
    roomId,
    topicId,
    round: 1,
    ordinal: 1,
    state: SessionState.HELD,
    scheduledFor: null,
    ...dated('held', IN_2021),
    venue: null,
    agenda: null,
    consensus: null,
    minutes: null,
    cancelReason: null,
  });
  return id;
}

/** Six are mentioned, their words are not. */
function addRiverSuggestions(
  { rows, chance, spot, at }: ShiliContext,
  roomId: string,
  topicId: string,
  sessionId: string,
): void {
  for (let ordinal = 1; ordinal <= 6; ordinal += 1) {
    rows.add(Suggestion, {
      ...recorded(spot, chance.id(at), at, derived('6条计入总数32条之内；内容来源未载')),
      roomId,
      topicId,
      sessionId,
      ordinal,
      text: null,
      proposedBy: null,
    });
  }
}

function addGasResearch({ rows, chance, spot, at }: ShiliContext, topicId: string): void {
  const research = (kind: ResearchKind, findings: string): void =>
    rows.add(ResearchRecord, {
      ...recorded(spot, chance.id(at), at, PUBLISHED),
      topicId,
      kind,
      ...dated('done', IN_2021),
      findings,
      householdsVisited: null,
    });
  research(ResearchKind.HOUSEHOLD_VISIT, '村两委和村民小组代表分组上门听取意见；走访户数来源未载。');
  research(ResearchKind.VISIT_ELSEWHERE, '会同规划部门、燃气公司和居民，到外地已通气的社区看过。');
}
