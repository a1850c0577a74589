import { fixedText } from '../../kernel/statement-text.js';
import { defineLoader, listBy } from '../../kernel/loader.js';
import { Evaluation } from './evaluation.entity.js';

/** A handful a topic: one by each side, again after each round. The newest first. */
export const evaluationsOfTopic = listBy(Evaluation, 'topicId', 'topic_id', { orderBy: 't.done_from DESC, t.id DESC' });

const EVALUATED = fixedText(
  'evaluated topics',
  `SELECT DISTINCT e.topic_id AS "topicId" FROM evaluation e WHERE e.topic_id = ANY($1::uuid[]) AND NOT EXISTS (` +
    `SELECT 1 FROM topic_step s
      WHERE s.city_id = e.city_id AND s.topic_id = e.topic_id AND s.kind = 'REOPENED'
      AND s.recorded_at > e.recorded_at)`,
);

/**
 * Whether a topic was evaluated in its present round, that is since it was last opened again. Keyed by the topic's
 * uuid; for signed-in viewers.
 */
export const evaluatedThisRound = defineLoader<string, boolean>('evaluatedThisRound', async (ctx, topicIds) => {
  const rows = await ctx.rows<{ topicId: string }>({
    text: EVALUATED,
    values: [topicIds],
  });
  const evaluated = new Set(rows.map((row) => row.topicId));
  return topicIds.map((id) => evaluated.has(id));
});
