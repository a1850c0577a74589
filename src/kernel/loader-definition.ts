import type { Statement } from './database.js';
import type { Viewer } from './viewer.js';

/** What a loader needs of the request: who asks, and the way to the rows. */
export interface LoadingContext {
  readonly viewer: Viewer;
  rows<T extends object>(statement: Statement): Promise<T[]>;
  /**
   * Numbers of every room of the viewer's city, whether the viewer sees the room or not: only what says nothing of a
   * single one may leave the server.
   */
  peerRows<T extends object>(statement: Statement): Promise<T[]>;
  load<K, V>(definition: LoaderDefinition<K, V>, key: K): Promise<V>;
}

/** How rows are fetched for many keys at once. A definition is a constant; each request caches by definition. */
export interface LoaderDefinition<K, V> {
  readonly name: string;
  batch(ctx: LoadingContext, keys: readonly K[]): Promise<V[]>;
  cacheKey?(key: K): unknown;
}
