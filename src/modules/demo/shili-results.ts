import { Evaluation, EvaluatorKind, SatisfactionLevel } from '../evaluation/evaluation.entity.js';
import {
  ImplementationEvent,
  ImplementationItem,
  ImplementationPlan,
  ItemCoUnit,
} from '../implementation/implementation.entity.js';
import { ItemEventKind, ItemState, PlanKind, UnitKind } from '../implementation/implementation.enums.js';
import { Unit } from '../implementation/unit.entity.js';
import { Outcome, OutcomeDecision, OutcomeReport } from '../outcomes/outcome.entity.js';
import { DecisionResult, OutcomeRoute } from '../outcomes/outcome.enums.js';
import { dated } from './calendar.js';
import { recorded } from './recorded.js';
import { IN_2021, type ShiliContext, PUBLISHED, derived } from './shili-room.js';

type Event = readonly [kind: ItemEventKind, note: string, state: ItemState | null];
type Item = {
  readonly measure: string;
  /** null: the source does not say who is responsible. */
  readonly unit: string | null;
  readonly coUnits: readonly string[];
  readonly events: readonly Event[];
};

/**
 * Reported to the street Party working committee, studied there, planned by duty; on which day, under which number and
 * with which answer to each suggestion is not published, so those stay empty. The results are from the room's convener,
 * but no verification is: the items are done, not verified.
 */
export function addRiverResults(ctx: ShiliContext, topicId: string): void {
  const { rows, chance, spot, at } = ctx;
  const outcomeId = addOutcome(
    ctx,
    topicId,
    OutcomeRoute.STREET_DECISION,
    '就合力整治斜港河道提出6条建议，报街道党工委研究。',
  );
  const reportId = chance.id(at);
  rows.add(OutcomeReport, {
    ...recorded(spot, reportId, at, PUBLISHED),
    topicId,
    outcomeId,
    number: null,
    ...dated('reported', IN_2021),
    request: null,
  });
  const decisionId = chance.id(at);
  rows.add(OutcomeDecision, {
    ...recorded(spot, decisionId, at, derived('来源只说经街道党工委会议研究并形成落实计划表，未载决定文字')),
    topicId,
    reportId,
    result: DecisionResult.DECIDED,
    body: '如城街道党工委',
    metOn: null,
    documentNumber: null,
    reason: null,
  });
  const street = addUnit(ctx, '如城街道', UnitKind.OTHER);
  const water = addUnit(ctx, '水利部门', UnitKind.DEPARTMENT);
  const planId = addPlan(ctx, topicId, PlanKind.IMPLEMENTATION_PLAN, '斜港河道整治协商成果落实计划表', decisionId);
  addItem(ctx, topicId, planId, PlanKind.IMPLEMENTATION_PLAN, {
    measure: '整治河道，建成管桩护坡的样板河',
    unit: null,
    coUnits: [street, water],
    events: [
      [ItemEventKind.SITE_SURVEY, '街道分管领导与水利部门先后多次到现场；次数和日期来源未载。', ItemState.UNDER_WAY],
      [ItemEventKind.SCHEME_DISCUSSION, '整治方案经过多轮讨论；轮次和日期来源未载。', null],
      [ItemEventKind.PROGRESS, '已建成样板河。', ItemState.DONE],
    ],
  });
  addItem(ctx, topicId, planId, PlanKind.IMPLEMENTATION_PLAN, {
    measure: '沿河各户改建三格式厕所',
    unit: null,
    coUnits: [],
    events: [[ItemEventKind.PROGRESS, '沿河居民户均已改建。', ItemState.DONE]],
  });
  addItem(ctx, topicId, planId, PlanKind.IMPLEMENTATION_PLAN, {
    measure: '污水接入污水管网',
    unit: null,
    coUnits: [],
    events: [[ItemEventKind.PROGRESS, '污水已接入管网。', ItemState.DONE]],
  });
  // Praise on both banks is reported; no questionnaire is. The step of satisfaction is ours, so it is marked as worked
  // out and names no number of people.
  rows.add(Evaluation, {
    ...recorded(spot, chance.id(at), at, derived('来源称两岸居民称赞，按“满意”登记；未见问卷和人数')),
    topicId,
    evaluator: EvaluatorKind.PUBLIC,
    satisfaction: SatisfactionLevel.SATISFIED,
    respondents: null,
    ...dated('done', IN_2021),
    comment: '两岸居民称赞。',
  });
}

/** The community's own responsibility list; no decision of the street is reported. */
export function addGasResults(ctx: ShiliContext, topicId: string): void {
  addOutcome(
    ctx,
    topicId,
    OutcomeRoute.COMMUNITY_LIST,
    '按社区责任落实清单，联系上级有关部门和燃气公司推进管道煤气入户。',
  );
  const community = addUnit(ctx, '十里社区', UnitKind.COMMUNITY);
  const company = addUnit(ctx, '燃气公司', UnitKind.COMPANY);
  const planId = addPlan(ctx, topicId, PlanKind.RESPONSIBILITY_LIST, '管道煤气进村入户安装责任落实清单', null);
  addItem(ctx, topicId, planId, PlanKind.RESPONSIBILITY_LIST, {
    measure: '联系上级多个部门和燃气公司，组织管道煤气入户',
    unit: community,
    coUnits: [company],
    events: [[ItemEventKind.PROGRESS, '管道煤气已入户。', ItemState.DONE]],
  });
}

function addOutcome(
  { rows, chance, spot, at }: ShiliContext,
  topicId: string,
  route: OutcomeRoute,
  summary: string,
): string {
  const id = chance.id(at);
  rows.add(Outcome, { ...recorded(spot, id, at, PUBLISHED), topicId, route, summary, ...dated('reached', IN_2021) });
  return id;
}

function addUnit({ rows, chance, spot, at }: ShiliContext, name: string, kind: UnitKind): string {
  const id = chance.id(at);
  rows.add(Unit, { cityId: spot.cityId, id, name, kind, recordedAt: at });
  return id;
}

function addPlan(
  { rows, chance, spot, at }: ShiliContext,
  topicId: string,
  kind: PlanKind,
  title: string,
  decisionId: string | null,
): string {
  const id = chance.id(at);
  rows.add(ImplementationPlan, { ...recorded(spot, id, at, PUBLISHED), topicId, kind, title, decisionId });
  return id;
}

/** Which unit answers for which measure is not published; neither are the days it was handed out and due. */
function addItem(
  { rows, chance, spot, at }: ShiliContext,
  topicId: string,
  planId: string,
  planKind: PlanKind,
  item: Item,
): void {
  const id = chance.id(at);
  rows.add(ImplementationItem, {
    ...recorded(spot, id, at, derived('逐项的责任单位来源未载')),
    topicId,
    planId,
    planKind,
    suggestionId: null,
    measure: item.measure,
    responsibleUnitId: item.unit,
    leadUnitId: null,
    assignedOn: null,
    dueOn: null,
    state: ItemState.NOT_STARTED,
    completedOn: null,
    verifiedOn: null,
  });
  for (const unitId of item.coUnits) rows.add(ItemCoUnit, { ...spot, id: chance.id(at), itemId: id, unitId });
  for (const [kind, note, state] of item.events) {
    rows.add(ImplementationEvent, {
      ...recorded(spot, chance.id(at), at, PUBLISHED),
      itemId: id,
      kind,
      ...dated('happened', IN_2021),
      state,
      note,
    });
  }
}
