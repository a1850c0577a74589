import { UserError } from '../../kernel/errors.js';
import { getById } from '../../kernel/expect.js';
import { byId } from '../../kernel/loader.js';
import { provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { optionalText, requiredText } from '../../kernel/text-input.js';
import { OutcomeDecision } from '../outcomes/outcome.entity.js';
import { DecisionResult } from '../outcomes/outcome.enums.js';
import { assertOpen } from '../topics/topic-progress.service.js';
import { Topic } from '../topics/topic.entity.js';
import { ImplementationItem, ImplementationPlan } from './implementation.entity.js';
import { PlanKind } from './implementation.enums.js';
import type {
  ImplementationPlanHandOutInput,
  ItemAddInput,
  ResponsibilityListRecordInput,
} from './implementation.inputs.js';
import { itemPolicyOf, planPolicy } from './implementation.policy.js';
import { assignmentDay, insertItems } from './item.service.js';
import { implementationMessages } from './messages.js';

/**
 * The street hands out what is to be done: on a decision of its Party body, or on a topic where none is
 * recorded.
 */
export async function handOutPlan(
  ctx: RequestContext,
  input: ImplementationPlanHandOutInput,
): Promise<ImplementationPlan> {
  const { topic, decisionId } = await subjectOf(ctx, input);
  planPolicy.assert('handOut', ctx, topic);
  return insertPlan(ctx, topic, {
    ...input,
    decisionId,
    kind: PlanKind.IMPLEMENTATION_PLAN,
    title: requiredText(input.title, 100, ['input', 'title']),
  });
}

export async function recordList(
  ctx: RequestContext,
  input: ResponsibilityListRecordInput,
): Promise<ImplementationPlan> {
  const topic = await getById(ctx, Topic, input.topicId);
  planPolicy.assert('recordList', ctx, topic);
  const title = optionalText(input.title, 100, ['input', 'title']) ?? implementationMessages.planTitle(topic.title);
  return insertPlan(ctx, topic, { ...input, decisionId: null, kind: PlanKind.RESPONSIBILITY_LIST, title });
}

export async function addItem(ctx: RequestContext, input: ItemAddInput): Promise<ImplementationItem> {
  const plan = await getById(ctx, ImplementationPlan, input.planId);
  itemPolicyOf(plan.kind).assert('add', ctx, plan);
  assertOpen((await ctx.load(byId(Topic), plan.topicId))!);
  const [id] = await insertItems(
    ctx,
    plan,
    [{ ...input.item, path: ['input', 'item'] }],
    assignmentDay(input.assignedOn),
    provenance(input.provenance),
  );
  return ctx.reread(ImplementationItem, id!);
}

async function subjectOf(
  ctx: RequestContext,
  { decisionId, topicId }: ImplementationPlanHandOutInput,
): Promise<{ topic: Topic; decisionId: string | null }> {
  if (Boolean(decisionId) === Boolean(topicId)) {
    throw new UserError('DECISION_OR_TOPIC', implementationMessages.decisionOrTopic, ['input', 'decisionId']);
  }
  if (!decisionId) return { topic: await getById(ctx, Topic, topicId!), decisionId: null };
  const decision = await getById(ctx, OutcomeDecision, decisionId);
  assertDecided(decision);
  return { topic: (await ctx.load(byId(Topic), decision.topicId))!, decisionId: decision.id };
}

function assertDecided(decision: OutcomeDecision): void {
  if (decision.result === DecisionResult.DECIDED) return;
  throw new UserError('REPORT_WAS_RETURNED', implementationMessages.reportWasReturned, ['input', 'decisionId']);
}

interface NewPlan
  extends
    Pick<ImplementationPlan, 'kind' | 'title' | 'decisionId'>,
    Pick<ResponsibilityListRecordInput, 'items' | 'assignedOn' | 'provenance'> {}

async function insertPlan(ctx: RequestContext, topic: Topic, plan: NewPlan): Promise<ImplementationPlan> {
  assertOpen(topic);
  const source = provenance(plan.provenance);
  const { placeId, placePath } = topic;
  const id = await ctx.insert(ImplementationPlan, {
    placeId,
    placePath,
    topicId: topic.id,
    kind: plan.kind,
    title: plan.title,
    decisionId: plan.decisionId,
    ...source,
  });
  const items = plan.items.map((item, index) => ({ ...item, path: ['input', 'items', String(index)] }));
  await insertItems(
    ctx,
    { id, placeId, placePath, topicId: topic.id, kind: plan.kind },
    items,
    assignmentDay(plan.assignedOn),
    source,
  );
  return ctx.reread(ImplementationPlan, id);
}
