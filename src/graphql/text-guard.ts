import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, Kind, visit } from 'graphql';
import { CodedError } from '../kernel/errors.js';

/** PostgreSQL stores no NUL, and nobody means one: it is refused before anything reads it. */
const hasNul = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('\0');
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some(hasNul);
};

const checked = new WeakMap<DocumentNode, boolean>();

function literalNul(document: DocumentNode): boolean {
  let found = checked.get(document);
  if (found === undefined) {
    found = false;
    visit(document, {
      [Kind.STRING]: (node) => {
        if (node.value.includes('\0')) found = true;
      },
    });
    checked.set(document, found);
  }
  return found;
}

const holdsNul = (document: DocumentNode, variables: unknown): boolean => literalNul(document) || hasNul(variables);

export const textGuardPlugin: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, request }) => {
      if (!holdsNul(document, request.variables)) return;
      throw new CodedError(
        'BAD_USER_INPUT',
        { zh: '文字中含有空字符（NUL），请去掉。', en: 'A text holds the character NUL: take it out.' },
        {},
        400,
      );
    },
  }),
};
