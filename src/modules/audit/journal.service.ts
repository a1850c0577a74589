import { fixedText, textFamily } from '../../kernel/statement-text.js';
import { hash } from 'node:crypto';
import { insertStatement } from '../../db/write-statements.js';
import { UserError } from '../../kernel/errors.js';
import { type JournalEntry, KeyTaken, type MutationJournal, type Replayed } from '../../kernel/journal.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { uuidv7 } from '../../kernel/uuid.js';
import { AuditEvent } from './audit.entity.js';
import { auditMessages } from './messages.js';

/**
 * The same request in other words is the same: a coerced input has its fields in the schema's order, not in the order
 * they were sent in.
 */
const hashOf = (entry: JournalEntry): string => hash('sha256', JSON.stringify([entry.field, entry.input]), 'hex');

const entryKey = (ctx: RequestContext, entry: JournalEntry): unknown[] => [
  ctx.cityId,
  ctx.viewer.accountId,
  ctx.origin.idempotencyKey,
  entry.responseName,
];

const LOCK_KEY = fixedText('lock a key', 'SELECT lock_key($1, $2, $3, $4)');
const FIND_KEY = fixedText(
  'find a key',
  'SELECT request_hash AS hash, object_type AS type, object_id AS id FROM idempotency_key WHERE city_id = $1 ' +
    'AND account_id = $2 AND key = $3 AND field = $4',
);

/**
 * Locks the key for this transaction: a second request with the same key waits here for the first to end, and does none
 * of its own work.
 */
function begin(ctx: RequestContext, entry: JournalEntry): void {
  const key = ctx.origin.idempotencyKey;
  assertIdempotencyKey(key);
  if (key) ctx.tx.later({ text: LOCK_KEY, values: entryKey(ctx, entry) });
}

async function former(ctx: RequestContext, entry: JournalEntry): Promise<Replayed> {
  const [found] = await ctx.rows<{ hash: string; type: string; id: string }>({
    text: FIND_KEY,
    values: entryKey(ctx, entry),
  });
  if (!found || found.hash !== hashOf(entry)) throw new KeyTaken();
  return { type: found.type, id: found.id };
}

/** One statement writes the event and the key: starting a second one would cost more than either row. */
function finish(
  ctx: RequestContext,
  entry: JournalEntry,
  object: { type: string; row: Record<string, unknown> },
): void {
  const event = insertStatement(AuditEvent, [eventOf(ctx, entry, object)]);
  if (!ctx.origin.idempotencyKey) return ctx.tx.later(event);
  const key = [...entryKey(ctx, entry), object.type, object.row['id'], object.row['version'] ?? null, hashOf(entry)];
  return ctx.tx.later({ text: eventAndKeyText(''), values: [...event.values, ...key] });
}

function eventOf(
  { viewer, origin, cityId }: RequestContext,
  entry: JournalEntry,
  { type, row }: { type: string; row: Record<string, unknown> },
): Partial<AuditEvent> {
  return {
    cityId,
    id: uuidv7(),
    placeId: (row['placeId'] as string | undefined) ?? viewer.placeId!,
    placePath: (row['placePath'] as string | undefined) ?? viewer.placePath!,
    accountId: viewer.accountId!,
    actor: viewer.displayName ?? viewer.username ?? '',
    role: viewer.role!,
    grantId: viewer.grantId!,
    action: entry.field,
    objectType: type,
    objectId: row['id'] as string,
    onBehalfOf: onBehalfOf(entry.input),
    address: origin.address,
    requestId: origin.requestId,
  };
}

/** The key's parameters follow the event's. */
const eventAndKeyText = textFamily<''>(
  'event and key',
  () => [''],
  String,
  () => {
    const event = insertStatement(AuditEvent, [{}]);
    const key = Array.from({ length: 8 }, (_, index) => `$${event.values.length + index + 1}`);
    return `WITH key AS (INSERT INTO idempotency_key (city_id, account_id, key, field, object_type, object_id,
      object_version, request_hash)
    VALUES (${key.join(', ')})) ${event.text}`;
  },
);

const onBehalfOf = (input: unknown): string | null =>
  (input as { provenance?: { onBehalfOf?: string } } | undefined)?.provenance?.onBehalfOf ?? null;

export const journal: MutationJournal = { begin, finish, former };

const MAX_KEY = 200;

/**
 * An empty header counts as none.
 * @throws UserError when the header is longer than 200 characters or not printable ASCII.
 */
function assertIdempotencyKey(key: string | null): void {
  if (key && (key.length > MAX_KEY || !/^[\x21-\x7e]+$/.test(key))) {
    throw new UserError('IDEMPOTENCY_KEY_INVALID', auditMessages.idempotencyKeyInvalid(MAX_KEY), []);
  }
}
