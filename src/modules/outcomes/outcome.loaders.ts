import { readerText } from '../../kernel/statement-text.js';
import { isReadable, selectList } from '../../kernel/columns.js';
import { defineLoader, listBy, uniqueBy } from '../../kernel/loader.js';
import { definePage } from '../../kernel/page-text.js';
import { TopicStep } from '../topics/topic-parts.entity.js';
import { Outcome, OutcomeDecision, OutcomeReport, SuggestionAnswer } from './outcome.entity.js';

/** A topic has an outcome or two a round, an outcome a report or two. In the order they were reached, or entered. */
export const outcomesOfTopic = listBy(Outcome, 'topicId', 'topic_id', {
  orderBy: 't.reached_from, t.recorded_at, t.id',
});
export const reportsOfOutcome = listBy(OutcomeReport, 'outcomeId', 'outcome_id', { orderBy: 't.recorded_at, t.id' });

export interface RoundOutcome extends Outcome {
  readonly round: number;
}

const OUTCOMES_OF_ROUNDS = readerText(
  'outcomes of rounds',
  (reader) =>
    `SELECT DISTINCT ON (t.topic_id, r.round) ${selectList(Outcome, 't', reader)}, r.round FROM outcome t CROSS
      JOIN LATERAL (` +
    `SELECT 1 + count(*)::int AS round FROM topic_step s
      WHERE s.city_id = t.city_id AND s.topic_id = t.topic_id AND s.kind = 'REOPENED'
      AND s.recorded_at <= t.recorded_at) r ` +
    `WHERE t.topic_id = ANY($1::uuid[]) ORDER BY t.topic_id, r.round, t.recorded_at DESC, t.id DESC`,
);

/**
 * The outcome that stands in each round of a topic: the one entered last since the topic was opened again. Keyed by the
 * topic's uuid; the public, which reads no steps, gets none.
 */
export const standingOutcomes = defineLoader<string, RoundOutcome[]>('standingOutcomes', async (ctx, topicIds) => {
  if (!isReadable(TopicStep, ctx.viewer.reader)) return topicIds.map(() => []);
  const rows = await ctx.rows<RoundOutcome>({
    text: OUTCOMES_OF_ROUNDS(ctx.viewer.reader),
    values: [topicIds],
  });
  const byTopic = new Map<string, RoundOutcome[]>(topicIds.map((id) => [id, []]));
  for (const row of rows) byTopic.get(row.topicId)?.push(row);
  return topicIds.map((id) => byTopic.get(id)!);
});

/**
 * The street's response to a report: decided or returned. Null while it waits, or when the viewer may not see it.
 * Keyed by the report's uuid.
 */
export const decisionOfReport = uniqueBy(OutcomeDecision, 'reportId', 'report_id');

/** Reports at or below a place, the longest waiting first; keyed by the place's path. */
export const reportsWithin = definePage<OutcomeReport>({
  name: 'reportsWithin',
  entity: OutcomeReport,
  keyType: 'text',
  match: `t.place_path >= k.key AND t.place_path < k.key || '~'`,
  sort: [
    { sql: 't.recorded_at', type: 'timestamptz' },
    { sql: 't.id', type: 'uuid' },
  ],
  filters: {
    state: {
      sql: `coalesce((SELECT d.result FROM outcome_decision d
        WHERE d.city_id = t.city_id AND d.report_id = t.id), 'PENDING') = ?`,
      type: 'text',
    },
  },
});

export const answersOfDecision = listBy(SuggestionAnswer, 'decisionId', 'decision_id', {
  orderBy: 't.recorded_at, t.id',
});
export const answersOfSuggestion = listBy(SuggestionAnswer, 'suggestionId', 'suggestion_id', {
  orderBy: 't.recorded_at, t.id',
});

const STANDING_ANSWERS = readerText(
  'answers that stand',
  (reader) =>
    `SELECT DISTINCT ON (t.suggestion_id) ${selectList(SuggestionAnswer, 't', reader)} FROM suggestion_answer t
      WHERE t.suggestion_id = ANY($1::uuid[]) ` +
    `ORDER BY t.suggestion_id, t.decision_id IS NULL, t.recorded_at DESC, t.id DESC`,
);

/** The answer that stands: the street's over the room's, then the latest. Keyed by the suggestion's uuid. */
export const standingAnswer = defineLoader<string, SuggestionAnswer | null>(
  'standingAnswer',
  async (ctx, suggestionIds) => {
    const rows = await ctx.rows<SuggestionAnswer>({
      text: STANDING_ANSWERS(ctx.viewer.reader),
      values: [suggestionIds],
    });
    const found = new Map(rows.map((row) => [row.suggestionId, row]));
    return suggestionIds.map((id) => found.get(id) ?? null);
  },
);
