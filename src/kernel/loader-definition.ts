import type { Statement } from './database.js';
import type { Viewer } from './viewer.js';

/** What a loader needs from the request: the viewer, and access to rows. */
export interface LoadingContext {
  readonly viewer: Viewer;
  rows<T extends object>(statement: Statement): Promise<T[]>;
  /**
   * Reads numbers of all rooms of the viewer's city, also of rooms hidden from the viewer.
   * A result may leave the server only if it reveals nothing about a single hidden room.
   */
  peerRows<T extends object>(statement: Statement): Promise<T[]>;
  load<K, V>(definition: LoaderDefinition<K, V>, key: K): Promise<V>;
}

/** Fetches values for many keys in one batch. A definition is a constant; each request caches values per definition. */
export interface LoaderDefinition<K, V> {
  readonly name: string;
  batch(ctx: LoadingContext, keys: readonly K[]): Promise<V[]>;
  cacheKey?(key: K): unknown;
}
