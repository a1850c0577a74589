import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, Kind, visit } from 'graphql';
import { CodedError } from '../kernel/errors.js';
import { graphqlMessages } from './messages.js';

/** PostgreSQL cannot store NUL. The driver would silently replace half a character (a lone surrogate). */
const UNSTORABLE = /\0|\p{Cs}/u;

/**
 * The path of a text that cannot be stored, for example `input.title`; null when all can.
 * It does not recurse, because a client may nest variables to any depth.
 */
function unstorable(variables: unknown): string | null {
  const open: { readonly value: unknown; readonly path: string }[] = [{ value: variables, path: '' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === 'string' && UNSTORABLE.test(value)) return path;
    if (value === null || typeof value !== 'object') continue;
    const within = path === '' ? '' : `${path}.`;
    for (const [key, part] of Object.entries(value)) open.push({ value: part, path: `${within}${key}` });
  }
  return null;
}

const checked = new WeakMap<DocumentNode, string | null>();

/** As `unstorable`, for literals in a document. Returns the argument or input field that holds the text. */
function unstorableLiteral(document: DocumentNode): string | null {
  let found = checked.get(document);
  if (found === undefined) {
    const names: string[] = [];
    found = null;
    const named = {
      enter: (node: { readonly name: { readonly value: string } }): void => void names.push(node.name.value),
      leave: (): void => void names.pop(),
    };
    visit(document, {
      [Kind.ARGUMENT]: named,
      [Kind.OBJECT_FIELD]: named,
      [Kind.STRING]: (node) => {
        if (UNSTORABLE.test(node.value)) found ??= names.join('.');
      },
    });
    checked.set(document, found);
  }
  return found;
}

/** Refuses texts that cannot be stored, before execution. The error names the text. */
export const textGuardPlugin: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, request }) => {
      const argument = unstorableLiteral(document) ?? unstorable(request.variables);
      if (argument === null) return;
      throw new CodedError('BAD_USER_INPUT', graphqlMessages.textUnstorable(argument), { argument }, 400);
    },
  }),
};
