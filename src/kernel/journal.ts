import type { RequestContext } from './request-context.js';
import { CodedError } from './errors.js';
import { kernelMessages } from './messages.js';
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

/** The idempotency key and the audit event of a mutation. Both are written in the mutation's transaction. */
export interface MutationJournal {
  /**
   * Queues a lock of the request's key, if the request has one. The first query of the mutation sends it.
   * If the key is used already, that query throws `KeyTaken` before the mutation sees any row.
   */
  begin(ctx: RequestContext, entry: JournalEntry): void;
  /** Writes the audit event, and the key together with the object it led to. */
  finish(
    ctx: RequestContext,
    entry: JournalEntry,
    object: { readonly type: string; readonly row: Record<string, unknown> },
  ): void;
  /**
   * The object that an earlier request with the same key wrote.
   * @throws CONFLICT when the key was used for another request
   */
  former(ctx: RequestContext, entry: JournalEntry): Promise<Replayed>;
}

/** Thrown when an earlier request has used the key. This transaction rolls back; the answer is the earlier object. */
export class KeyTaken extends CodedError {
  constructor() {
    super('CONFLICT', kernelMessages.idempotencyKeyUsed);
  }
}

export const mutationJournal = defineService<MutationJournal>('mutationJournal');

/** Loads an object by type name and uuid. Null when it is missing or hidden from the viewer. */
export type NodeLoader = (ctx: RequestContext, type: string, id: string) => Promise<object | null>;
export const nodeLoader = defineService<NodeLoader>('nodeLoader');
