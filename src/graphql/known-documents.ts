import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { operationsOf } from './measure.js';

export interface KnownDocument { readonly document: DocumentNode; readonly operation: OperationDefinitionNode }

const MOST = 500;
const LONGEST = 20_000;
/** Characters of all texts together: what is built from a text takes up to a hundred times its length, and anybody may send one. */
const MOST_TEXT = 500_000;

/** Documents of one query or mutation each that were parsed, found valid and executed: by their text, the least recently used going first. */
export class KnownDocuments {
  private readonly known = new Map<string, KnownDocument>();
  private text = 0;

  /** How many are kept, and the characters of their texts. */
  get size(): { documents: number; text: number } { return { documents: this.known.size, text: this.text }; }

  get(text: string): KnownDocument | undefined {
    const found = this.known.get(text);
    if (found && (this.known.size > MOST / 2 || this.text > MOST_TEXT / 2)) {
      this.known.delete(text);
      this.known.set(text, found);
    }
    return found;
  }

  add(text: string, document: DocumentNode): void {
    const operations = operationsOf(document);
    if (operations.length !== 1 || operations[0]!.operation === OperationTypeNode.SUBSCRIPTION || text.length > LONGEST || this.known.has(text)) return;
    while (this.known.size >= MOST || this.text + text.length > MOST_TEXT) this.forgetOldest();
    this.known.set(text, { document, operation: operations[0]! });
    this.text += text.length;
  }

  private forgetOldest(): void {
    const oldest = this.known.keys().next().value!;
    this.known.delete(oldest);
    this.text -= oldest.length;
  }
}

/** Remembers what comes as far as being executed. */
export const rememberDocuments = (documents: KnownDocuments): ApolloServerPlugin => ({
  requestDidStart: async () => ({ executionDidStart: async ({ source, document }) => { documents.add(source, document); } }),
});
