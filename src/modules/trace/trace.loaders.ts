import type { EntityClass } from '../../kernel/columns.js';
import { todayInShanghai } from '../../kernel/imprecise-date.js';
import type { LoadingContext } from '../../kernel/loader-definition.js';
import { byId, defineLoader, listBy } from '../../kernel/loader.js';
import type { Recorded } from '../../kernel/record.js';
import { isSignedIn } from '../../kernel/viewer.js';
import { Evaluation } from '../evaluation/evaluation.entity.js';
import { ImplementationItem, ImplementationPlan } from '../implementation/implementation.entity.js';
import { OutcomeDecision, OutcomeReport, SuggestionAnswer } from '../outcomes/outcome.entity.js';
import { outcomesOfTopic, standingOutcomes } from '../outcomes/outcome.loaders.js';
import { stagesOfProcedure } from '../procedure/procedure.loaders.js';
import { Session, Suggestion } from '../sessions/session.entity.js';
import { Topic } from '../topics/topic.entity.js';
import { concernsOfTopic } from '../topics/topic.loaders.js';
import { buildTrace } from './trace-build.service.js';
import type { TraceNode, TraceParts } from './trace-parts.service.js';
import type { TopicTrace } from './trace.types.js';

const ofTopic = <T extends object>(entity: EntityClass<T>, orderBy: string) =>
  listBy(entity, 'topicId', 'topic_id', { orderBy: `${orderBy}, t.id` });

const sessions = ofTopic(Session, 't.ordinal');
const suggestions = ofTopic(Suggestion, 't.session_id, t.ordinal');
const answers = ofTopic(SuggestionAnswer, 't.recorded_at');
const reports = ofTopic(OutcomeReport, 't.recorded_at');
const decisions = ofTopic(OutcomeDecision, 't.recorded_at');
const plans = ofTopic(ImplementationPlan, 't.recorded_at');
const items = ofTopic(ImplementationItem, 't.assigned_on');
const evaluations = ofTopic(Evaluation, 't.done_from');

const named = <T extends Recorded>(type: string, rows: readonly T[]): TraceNode<T>[] =>
  rows.map((row) => ({ ...row, __typename: type }));

const idsOf = (rows: readonly Recorded[]): ReadonlySet<string> => new Set(rows.map((row) => row.id));

async function partsOf(ctx: LoadingContext, topic: Topic): Promise<TraceParts> {
  const [ofProcedure, c, se, su, a, o, standing, r, d, p, i, e] = await Promise.all([
    ctx.load(stagesOfProcedure, topic.procedureId),
    ctx.load(concernsOfTopic, topic.id),
    ctx.load(sessions, topic.id),
    ctx.load(suggestions, topic.id),
    ctx.load(answers, topic.id),
    ctx.load(outcomesOfTopic, topic.id),
    ctx.load(standingOutcomes, topic.id),
    ctx.load(reports, topic.id),
    ctx.load(decisions, topic.id),
    ctx.load(plans, topic.id),
    ctx.load(items, topic.id),
    ctx.load(evaluations, topic.id),
  ]);
  return {
    topic: named('Topic', [topic])[0]!,
    stages: new Set(ofProcedure.map((stage) => stage.kind)),
    concerns: named('Concern', c),
    sessions: named('Session', se),
    suggestions: named('Suggestion', su),
    answers: a,
    outcomes: named('Outcome', o),
    standing: idsOf(isSignedIn(ctx.viewer) ? standing : o),
    reports: named('OutcomeReport', r),
    decisions: d,
    plans: p,
    items: named('ImplementationItem', i),
    evaluations: named('Evaluation', e),
  };
}

/** The traces of many topics, keyed by the topics' uuids: as many statements for thirty as for one. */
export const traceOfTopic = defineLoader<string, TopicTrace | null>('traceOfTopic', async (ctx, topicIds) => {
  const view = { today: todayInShanghai(), isComplete: isSignedIn(ctx.viewer) };
  const topics = await Promise.all(topicIds.map((id) => ctx.load(byId(Topic), id)));
  return Promise.all(topics.map(async (topic) => (topic ? buildTrace(await partsOf(ctx, topic), view) : null)));
});
