import type { RequestContext } from './request-context.js';
import { CodedError } from './errors.js';
import { defineService } from './request-context.js';

export interface Replayed {
  readonly type: string;
  readonly id: string;
}
export interface JournalEntry {
  readonly responseName: string;
  readonly field: string;
  readonly input: unknown;
}

/**
 * What every mutation does besides its own work, in the same transaction: honour the idempotency key and leave an audit
 * event.
 */
export interface MutationJournal {
  /**
   * Locks the request's key, if it has one. Whether it was free is known with the first rows the work waits for,
   * before the work sees them: `KeyTaken` then ends the transaction.
   */
  begin(ctx: RequestContext, entry: JournalEntry): void;
  /** Writes the audit event, and the key with the object it led to. */
  finish(
    ctx: RequestContext,
    entry: JournalEntry,
    object: { readonly type: string; readonly row: Record<string, unknown> },
  ): void;
  /**
   * The object a former request with the same key wrote.
   * @throws CONFLICT when the key was used for another request.
   */
  former(ctx: RequestContext, entry: JournalEntry): Promise<Replayed>;
}

/** A former request has the key: nothing of this one's work stands, and its object is the answer. */
export class KeyTaken extends CodedError {
  constructor() {
    super('CONFLICT', {
      zh: '这个 Idempotency-Key 已用于另一个请求；新的请求请用新的键。',
      en: 'This Idempotency-Key was used for another request; a new request needs a new key.',
    });
  }
}

export const mutationJournal = defineService<MutationJournal>('mutationJournal');

/** Loads any object by its type's name and uuid; null when it is missing or not the viewer's to see. */
export type NodeLoader = (ctx: RequestContext, type: string, id: string) => Promise<object | null>;
export const nodeLoader = defineService<NodeLoader>('nodeLoader');
