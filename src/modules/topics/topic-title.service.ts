import { snakeCase } from '../../kernel/columns.js';
import { plainText } from '../../kernel/plain-text.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { fixedText } from '../../kernel/statement-text.js';
import { requiredText } from '../../kernel/text-input.js';
import type { Topic } from './topic.entity.js';

export const LONGEST_TITLE = 100;

/** A title and its plain form. Code that writes a title writes both. */
export const withPlainForm = (title: string): Pick<Topic, 'title'> & { plainTitle: string } => ({
  title,
  plainTitle: plainText(title),
});

/** @throws UserError TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID */
export const requiredTitle = (title: string, path: readonly string[] = ['input', 'title']): string =>
  requiredText(title, LONGEST_TITLE, path);

/** What a session must know of its topic. */
const FIELDS = ['id', 'version', 'placeId', 'placePath', 'roomId', 'stage', 'state', 'round'] as const;
export type HeldTopic = Pick<Topic, (typeof FIELDS)[number]>;

/** $1: the place whose room is meant. Twins are two topics; the older one is found. */
const ofRoom = (condition: string): string =>
  `SELECT ${FIELDS.map((field) => `t.${snakeCase(field)} AS "${field}"`).join(', ')} FROM topic t ` +
  `WHERE t.room_id = (SELECT r.id FROM room r WHERE r.place_id = $1) AND ${condition} ` +
  'ORDER BY t.recorded_at, t.id LIMIT 1 FOR NO KEY UPDATE OF t';
const BY_ID = fixedText('topic by id', ofRoom('t.id = $2'));
const BY_TITLE = fixedText('topic by title', ofRoom(`t.state <> 'CLOSED' AND t.plain_title = $2`));

/** A topic of the room the viewer acts for, locked for this transaction. */
export const holdTopicById = (ctx: RequestContext, id: string): Promise<HeldTopic | null> => hold(ctx, BY_ID, id);

/** The same by its title, in the plain form; closed topics are not found. */
export const holdTopicByTitle = (ctx: RequestContext, title: string): Promise<HeldTopic | null> =>
  hold(ctx, BY_TITLE, plainText(title));

async function hold(ctx: RequestContext, text: string, value: string): Promise<HeldTopic | null> {
  const [topic] = await ctx.rows<HeldTopic>({ text, values: [ctx.viewer.placeId, value] });
  return topic ?? null;
}
