import { fixedText, textFamily } from '../../kernel/statement-text.js';
import { hash } from 'node:crypto';
import { insertStatement } from '../../db/write-statements.js';
import type { Statement } from '../../kernel/database.js';
import { UserError } from '../../kernel/errors.js';
import { type JournalEntry, type KeyBeingTaken, KeyTaken, type MutationJournal, type Replayed } from '../../kernel/journal.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { uuidv7 } from '../../kernel/uuid.js';
import { AuditEvent } from './audit.entity.js';

/** The same request in other words is the same: an input that was coerced has its fields in the schema's order, whatever order they were sent in. */
const hashOf = (entry: JournalEntry): string => hash('sha256', JSON.stringify([entry.field, entry.input]), 'hex');

const entryKey = (ctx: RequestContext, entry: JournalEntry): unknown[] => [ctx.cityId, ctx.viewer.accountId, ctx.origin.idempotencyKey, entry.responseName];

const TAKE_KEY = fixedText('take a key', 'INSERT INTO idempotency_key (city_id, account_id, key, field, request_hash) VALUES ($1, $2, $3, $4, $5)');
const FIND_KEY = fixedText('find a key',
  'SELECT request_hash AS hash, object_type AS type, object_id AS id FROM idempotency_key WHERE city_id = $1 AND account_id = $2 AND key = $3 AND field = $4');

/** Takes the key for this transaction: a second request with the same key waits here for the first to end, and does none of its own work. */
function begin(ctx: RequestContext, entry: JournalEntry): KeyBeingTaken | null {
  const key = ctx.origin.idempotencyKey;
  assertIdempotencyKey(key);
  if (!key) return null;
  const requestHash = hashOf(entry);
  return { onItsWay: ctx.tx.later({ text: TAKE_KEY, values: [...entryKey(ctx, entry), requestHash] }), requestHash };
}

async function former(ctx: RequestContext, entry: JournalEntry): Promise<Replayed> {
  const [found] = await ctx.rows<{ hash: string; type: string; id: string }>({
    text: FIND_KEY, values: entryKey(ctx, entry),
  });
  if (!found || found.hash !== hashOf(entry)) throw new KeyTaken();
  return { type: found.type, id: found.id };
}

/** One statement for the event and the key, which is what most of its cost is. Work that waited for nothing has not sent its key yet: it is then taken together with what it leads to, in the place where it would have been. */
function finish(ctx: RequestContext, entry: JournalEntry, object: { type: string; row: Record<string, unknown> }, key: KeyBeingTaken | null): void {
  const event = insertStatement(AuditEvent, [eventOf(ctx, entry, object)]);
  const about = [...entryKey(ctx, entry), object.type, object.row['id'], object.row['version'] ?? null];
  if (!key) ctx.tx.later(event);
  else if (!key.onItsWay.replace(both(event, 'TAKE', [...about, key.requestHash]))) ctx.tx.later(both(event, 'FILL', about));
}

function eventOf({ viewer, origin, cityId }: RequestContext, entry: JournalEntry, { type, row }: { type: string; row: Record<string, unknown> }): Partial<AuditEvent> {
  return {
    cityId, id: uuidv7(), placeId: (row['placeId'] as string | undefined) ?? viewer.placeId!, placePath: (row['placePath'] as string | undefined) ?? viewer.placePath!,
    accountId: viewer.accountId!, actor: viewer.displayName ?? viewer.username ?? '', role: viewer.role!, grantId: viewer.grantId!,
    action: entry.field, objectType: type, objectId: row['id'] as string, onBehalfOf: onBehalfOf(entry.input), address: origin.address, requestId: origin.requestId,
  };
}

/** The key's part of a text; its parameters are numbered from 1 on, and counted on behind the event's. */
const KEY_PARTS = {
  TAKE: 'INSERT INTO idempotency_key (city_id, account_id, key, field, object_type, object_id, object_version, request_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
  FILL: 'UPDATE idempotency_key SET object_type = $5, object_id = $6, object_version = $7 WHERE city_id = $1 AND account_id = $2 AND key = $3 AND field = $4',
} as const;
type KeyPart = keyof typeof KEY_PARTS;

const bothText = textFamily<KeyPart>('event and key', () => ['TAKE', 'FILL'], String, (part) => {
  const event = insertStatement(AuditEvent, [{}]);
  return `WITH key AS (${KEY_PARTS[part].replaceAll(/\$(\d)/g, (_, at) => `$${Number(at) + event.values.length}`)}) ${event.text}`;
});
const both = (event: Statement, part: KeyPart, values: readonly unknown[]): Statement => ({ text: bothText(part), values: [...event.values, ...values] });

const onBehalfOf = (input: unknown): string | null => (input as { provenance?: { onBehalfOf?: string } } | undefined)?.provenance?.onBehalfOf ?? null;

export const journal: MutationJournal = { begin, finish, former };

const MAX_KEY = 200;

/** An empty header counts as none. @throws UserError when the header is longer than 200 characters or not printable ASCII. */
function assertIdempotencyKey(key: string | null): void {
  if (key && (key.length > MAX_KEY || !/^[\x21-\x7e]+$/.test(key))) {
    throw new UserError('IDEMPOTENCY_KEY_INVALID', { zh: `Idempotency-Key 须为 1 到 ${MAX_KEY} 个可见 ASCII 字符。`, en: `Idempotency-Key must be 1 to ${MAX_KEY} visible ASCII characters.` }, []);
  }
}
