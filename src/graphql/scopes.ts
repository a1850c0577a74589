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

/**
 * A service token without RECORD_READ is refused an operation that would reach records, however deep they lie. People's
 * own tokens have every scope.
 */
export const scopesPlugin = (): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, schema, contextValue }) => {
      const type = lacksScope(schema, document, contextValue.viewer);
      if (type)
        throw forbidden({
          zh: `此令牌没有 RECORD_READ 权限范围，不能读取 ${type}。`,
          en: `This token lacks the scope RECORD_READ and may not read ${type}.`,
        });
    },
  }),
});

/** The first type the document needs RECORD_READ for and the viewer has not, or null. */
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
 * An interface is as open as the most guarded of its types, but for Place, whose types are all open; a list as its
 * items: counts and cursors tell of them too.
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
