import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode } from 'graphql';

/**
 * Limits of the document caches. Anybody may send a text, and its parsed document can take a hundred times its length.
 * Apollo's defaults are 30 MB of documents and 30 MB of persisted queries.
 */
export const KEPT_TEXTS = { max: 500, maxSize: 500_000, maxEntrySize: 20_000 } as const;

const lengthOf = ({ loc }: DocumentNode): number => loc?.source.body.length ?? KEPT_TEXTS.maxSize;

/** A cache of parsed and valid documents. The least recently used one is removed first. */
export const documentStore = (): InMemoryLRUCache<DocumentNode> =>
  new InMemoryLRUCache<DocumentNode>({ ...KEPT_TEXTS, sizeCalculation: lengthOf });

/** A cache of the texts of persisted queries, by hash. */
export const persistedQueries = (): InMemoryLRUCache =>
  new InMemoryLRUCache({ ...KEPT_TEXTS, sizeCalculation: (text) => text.length });
