import { fixedText, readerText } from '../../kernel/statement-text.js';
import { isReadable, selectList, tableOf } from '../../kernel/columns.js';
import { defineLoader, listBy } from '../../kernel/loader.js';
import { definePage } from '../../kernel/page-text.js';
import { comesWithPlace } from '../places/place.loaders.js';
import { Concern } from '../concerns/concern.entity.js';
import type { StageKind } from '../procedure/procedure.enums.js';
import { Topic } from './topic.entity.js';
import { Participant, ParticipantPerson, TopicStep } from './topic-parts.entity.js';

comesWithPlace(Topic);

/** A room's topics, those proposed last first; keyed by the room's uuid. */
export const topicsOfRoom = definePage<Topic>({
  name: 'topicsOfRoom',
  entity: Topic,
  match: 't.room_id = k.key',
  descending: true,
  sort: [
    { sql: 't.proposed_from', type: 'date' },
    { sql: 't.id', type: 'uuid' },
  ],
  filters: { state: { sql: 't.state = ?', type: 'text' }, stage: { sql: 't.stage = ?', type: 'text' } },
});

/** A topic's history, oldest first; keyed by the topic's uuid. */
export const stepsOfTopic = definePage<TopicStep>({
  name: 'stepsOfTopic',
  entity: TopicStep,
  match: 't.topic_id = k.key',
  sort: [
    { sql: 't.recorded_at', type: 'timestamptz' },
    { sql: 't.id', type: 'uuid' },
  ],
});

export const participantsOfTopic = listBy(Participant, 'topicId', 'topic_id', { orderBy: 't.role, t.id' });
export const personsOfParticipant = listBy(ParticipantPerson, 'participantId', 'participant_id', { orderBy: 't.id' });

/** The concerns a topic answers, in the order they were received; keyed by the topic's uuid. */
export const concernsOfTopic = linked('concernsOfTopic', Concern, {
  key: 'topic_id',
  other: 'concern_id',
  orderBy: 't.received_from, t.id',
});

/** The topics a concern was taken up in, oldest first; keyed by the concern's uuid. */
export const topicsOfConcern = linked('topicsOfConcern', Topic, {
  key: 'concern_id',
  other: 'topic_id',
  orderBy: 't.proposed_from, t.id',
});

function linked<T extends Concern | Topic>(
  name: string,
  entity: abstract new (...args: never[]) => T,
  via: { key: string; other: string; orderBy: string },
) {
  const text = fixedText(
    name,
    `SELECT l.${via.key} AS "linkKey", ${selectList(entity, 't', 'app_city')} FROM topic_concern l
      JOIN ${tableOf(entity)} t ON t.city_id = l.city_id AND t.id = l.${via.other} ` +
      `WHERE l.${via.key} = ANY($1::uuid[]) ORDER BY ${via.orderBy}`,
  );
  return defineLoader<string, T[]>(name, async (ctx, keys) => {
    // The link table itself is nothing the public reads.
    if (ctx.viewer.reader === 'app_public' || !isReadable(entity, ctx.viewer.reader)) return keys.map(() => []);
    const rows = await ctx.rows<T & { linkKey: string }>({
      text,
      values: [keys],
    });
    return keys.map((key) => rows.filter((row) => row.linkKey === key));
  });
}

const LAST_STEPS = readerText(
  'last steps',
  (reader) =>
    `SELECT DISTINCT ON (t.topic_id) ${selectList(TopicStep, 't', reader)} FROM topic_step t ` +
    `WHERE t.topic_id = ANY($1::uuid[]) AND (t.from_stage IS DISTINCT FROM t.to_stage OR t.kind = 'REOPENED')
      ORDER BY t.topic_id, t.recorded_at DESC, t.id DESC`,
);

/** The step by which a topic came to where it stands; null for the public, which does not read the history. */
export const lastMoveOfTopic = defineLoader<string, TopicStep | null>('lastMoveOfTopic', async (ctx, topicIds) => {
  if (!isReadable(TopicStep, ctx.viewer.reader)) return topicIds.map(() => null);
  const rows = await ctx.rows<TopicStep>({
    text: LAST_STEPS(ctx.viewer.reader),
    values: [topicIds],
  });
  const found = new Map(rows.map((row) => [row.topicId, row]));
  return topicIds.map((id) => found.get(id) ?? null);
});

const STAGES_OF_ROUNDS = fixedText(
  'stages of rounds',
  `SELECT topic_id AS "topicId", round, array_agg(DISTINCT to_stage) AS stages FROM (SELECT topic_id, to_stage,
    1 + (count(*) FILTER (WHERE kind = 'REOPENED') OVER (PARTITION BY topic_id ORDER BY recorded_at, id))::int AS round
    FROM topic_step WHERE topic_id = ANY($1::uuid[])) s GROUP BY topic_id, round`,
);

/** The stages that a topic came to, by round. It is empty for the public, which does not read the history. */
export const stagesOfRounds = defineLoader<string, ReadonlyMap<number, readonly StageKind[]>>(
  'stagesOfRounds',
  async (ctx, topicIds) => {
    if (!isReadable(TopicStep, ctx.viewer.reader)) return topicIds.map(() => new Map());
    const rows = await ctx.rows<{ topicId: string; round: number; stages: StageKind[] }>({
      text: STAGES_OF_ROUNDS,
      values: [topicIds],
    });
    return topicIds.map(
      (id) => new Map(rows.filter((row) => row.topicId === id).map(({ round, stages }) => [round, stages])),
    );
  },
);
