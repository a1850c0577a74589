import { todayInShanghai } from '../../kernel/imprecise-date.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { stagesOfProcedure } from '../procedure/procedure.loaders.js';
import type { Topic } from './topic.entity.js';
import { TopicState } from './topic.enums.js';
import { lastMoveOfTopic } from './topic.loaders.js';

const DAY = 86_400_000;

/**
 * Last day the procedure gives the topic for its present stage; null without a deadline, once closed, and for the
 * public.
 */
export async function stageDueOn(ctx: RequestContext, topic: Topic): Promise<string | null> {
  const [stages, move] = await Promise.all([
    ctx.load(stagesOfProcedure, topic.procedureId),
    ctx.load(lastMoveOfTopic, topic.id),
  ]);
  const days = stages.find((stage) => stage.kind === topic.stage)?.deadlineDays;
  if (topic.state === TopicState.CLOSED || !days || !move) return null;
  return new Date(Date.parse(move.happenedTo) + days * DAY).toISOString().slice(0, 10);
}

export async function isOverdue(ctx: RequestContext, topic: Topic, today = todayInShanghai()): Promise<boolean> {
  const due = await stageDueOn(ctx, topic);
  return due !== null && due < today;
}
