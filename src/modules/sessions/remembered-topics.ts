import { snakeCase } from '../../kernel/columns.js';
import type { RequestContext } from '../../kernel/request-context.js';
import type { Topic } from '../topics/topic.entity.js';

const MOST = 5_000;

/** What a session must know of its topic; reading it whole costs the database more than finding it. */
export const FIELDS = ['id', 'version', 'placeId', 'placePath', 'roomId', 'stage', 'state', 'round'] as const;
export type RememberedTopic = Pick<Topic, (typeof FIELDS)[number]>;

/**
 * Papers come in bundles: the topic of one is often that of the one before. What this process saw of it last saves a question before the writing, for the database is asked in the same batch whether it
 * still is so (see `insistOn`). Nothing is believed that the database was not asked about, so it does not matter how old it is or who else writes.
 */
const topics = new Map<string, RememberedTopic>();

const keyOf = ({ viewer }: RequestContext, asked: string): string => `${viewer.cityId} ${viewer.placeId} ${asked}`;

/** Taken out: whoever finds that it no longer holds tries again without it. */
export function takeRemembered(ctx: RequestContext, asked: string): RememberedTopic | null {
  const key = keyOf(ctx, asked);
  const found = topics.get(key) ?? null;
  topics.delete(key);
  return found;
}

export function rememberTopic(ctx: RequestContext, asked: string, topic: RememberedTopic): void {
  ctx.afterCommit(() => {
    if (topics.size >= MOST) topics.delete(topics.keys().next().value!);
    topics.set(keyOf(ctx, asked), topic);
  });
}

/** Is a row `t` what was remembered? Its values stand from $3 on. */
export const AS_REMEMBERED = FIELDS.map((field, index) => `t.${snakeCase(field)} = $${index + 3}`).join(' AND ');

const insisting = new Map<string, string>();

/** By the statement's text, of which there are few: a text that was made before is found faster than a new one that is equal. */
function insistText(text: string): string {
  let whole = insisting.get(text);
  if (!whole) insisting.set(text, whole = `SELECT insist((${text}))`);
  return whole;
}

/** `rows`: the statement that would find and hold the topic by its two values, and answers AS_REMEMBERED. Another try when it finds anything else: HS002, and 21000 when it is more than one. */
export function insistOn(ctx: RequestContext, rows: { readonly text: string; readonly values: readonly [unknown, unknown] }, topic: RememberedTopic): void {
  ctx.tx.later({ text: insistText(rows.text), values: [...rows.values, ...FIELDS.map((field) => topic[field])] });
}
