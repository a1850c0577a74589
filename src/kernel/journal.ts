import type { RequestContext } from './request-context.js';
import { defineService } from './request-context.js';

export interface Replayed { readonly type: string; readonly id: string }
export interface JournalEntry { readonly responseName: string; readonly field: string; readonly input: unknown }

/** What every mutation does besides its own work, in the same transaction: honour the idempotency key and leave an audit event. */
export interface MutationJournal {
  /** @returns the object a former request with the same key wrote, or null to go ahead. @throws CONFLICT when the key was used for another request. */
  begin(ctx: RequestContext, entry: JournalEntry): Promise<Replayed | null>;
  finish(ctx: RequestContext, entry: JournalEntry, object: { readonly type: string; readonly row: Record<string, unknown> }): Promise<void>;
}

export const mutationJournal = defineService<MutationJournal>('mutationJournal');

/** Loads any object by its type's name and uuid; null when it is missing or not the viewer's to see. */
export type NodeLoader = (ctx: RequestContext, type: string, id: string) => Promise<object | null>;
export const nodeLoader = defineService<NodeLoader>('nodeLoader');
