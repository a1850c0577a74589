import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode } from 'graphql';

/**
 * Bounds on the texts kept between requests.
 * Anybody may send a text, and its document takes up to a hundred times its length.
 * Apollo's own default is 30 MB of documents, and as much again of persisted queries.
 */
export const KEPT_TEXTS = { max: 500, maxSize: 500_000, maxEntrySize: 20_000 } as const;

const lengthOf = ({ loc }: DocumentNode): number => loc?.source.body.length ?? KEPT_TEXTS.maxSize;

/** Documents that were parsed and found valid; the least recently used goes first. */
export const documentStore = (): InMemoryLRUCache<DocumentNode> =>
  new InMemoryLRUCache<DocumentNode>({ ...KEPT_TEXTS, sizeCalculation: lengthOf });

/** Texts of persisted queries, by their hash. */
export const persistedQueries = (): InMemoryLRUCache =>
  new InMemoryLRUCache({ ...KEPT_TEXTS, sizeCalculation: (text) => text.length });
