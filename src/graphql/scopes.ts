import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type GraphQLSchema,
  TypeInfo,
  isCompositeType,
  isObjectType,
  getNamedType,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { forbidden } from '../kernel/errors.js';
import type { RequestContext } from '../kernel/request-context.js';
import type { Viewer } from '../kernel/viewer.js';
import { graphqlMessages } from './messages.js';

/**
 * Refuses operations that reach records at any depth, if the service token lacks RECORD_READ. A person's own sign-in
 * has every scope.
 */
export const scopesPlugin = (): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, schema, contextValue }) => {
      const type = lacksScope(schema, document, contextValue.viewer);
      if (type) throw forbidden(graphqlMessages.recordsNotReadable(type));
    },
  }),
});

/** The first type that the viewer lacks RECORD_READ for, or null. */
const lacksScope = (schema: GraphQLSchema, document: DocumentNode, { scopes }: Viewer): string | null =>
  !scopes || scopes.includes('RECORD_READ') ? null : firstRecordType(schema, document);

/** The first type in the document that needs RECORD_READ, or null. */
export function firstRecordType(schema: GraphQLSchema, document: DocumentNode): string | null {
  let found: string | null = null;
  const types = new TypeInfo(schema);
  const look = (): void => {
    const type = types.getType() && getNamedType(types.getType()!);
    if (
      !found &&
      type &&
      isCompositeType(type) &&
      possible(schema, type.name).some((name) => needsRecordRead(schema, name))
    )
      found = type.name;
  };
  visit(document, visitWithTypeInfo(types, { Field: look, InlineFragment: look, FragmentDefinition: look }));
  return found;
}

/**
 * The object types behind a name. An interface needs the scope if one of its types needs it, except Place.
 * A connection or edge counts as its items, because counts and cursors reveal them.
 */
function possible(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name.replace(/(Connection|Edge)$/, '')) ?? schema.getType(name);
  if (isObjectType(type)) return [type.name];
  return schema.getPossibleTypes(type as never).map((candidate) => candidate.name);
}

function needsRecordRead(schema: GraphQLSchema, name: string): boolean {
  const type = schema.getType(name);
  return (
    isObjectType(type) &&
    type.getInterfaces().some((parent) => parent.name === 'Node') &&
    type.extensions['withoutRecords'] !== true
  );
}
