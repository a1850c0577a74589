import type { ApolloServerPlugin } from '@apollo/server';
import { getIntrospectionQuery, parse, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import { refuse, refuseTokens } from './limit-messages.js';
import { queryCost, operationCost, operationsOf } from './query-cost.js';
import type { QueryCost } from './query-cost-counter.js';

export { queryCost } from './query-cost.js';

/** What one request may ask for. Each bound is on what would be done, not on the text. */
export interface QueryLimits {
  /** Words of the document, counted by the lexer before anything is built from it. */
  maxTokens: number;
  maxDepth: number;
  maxAliases: number;
  maxCost: number;
  maxRootFields: number;
  /** Operations in one document; one of them is run, all of them are checked. */
  maxOperations: number;
}

/**
 * - tokens: the fullest introspection query has about 400, a page of a dashboard up to 1,000;
 * - depth: city › streets › nodes › communities › nodes › room › topics › nodes › sessions › nodes › suggestions ›
 * nodes › text is 13;
 * - aliases: two dozen metrics of two periods side by side;
 * - cost: 500 rooms compared by 8 metrics come to some 22,000, a street's 20 rooms with their sessions and suggestions
 * to 6,000;
 * - root fields and operations: a start page, and a file of saved queries in the explorer.
 */
export const defaultLimits: QueryLimits = {
  maxTokens: 2000,
  maxDepth: 14,
  maxAliases: 60,
  maxCost: 40_000,
  maxRootFields: 20,
  maxOperations: 40,
};

/**
 * For `ApolloServer({ parseOptions })`: the lexer stops at the bound, so a flood of words or directives is never built.
 */
export const parseOptions = { maxTokens: defaultLimits.maxTokens } as const;

interface IntrospectionBounds {
  depth: number;
  cost: number;
}
const introspectionBounds = new WeakMap<GraphQLSchema, IntrospectionBounds>();

/** Introspection is bounded by itself: twice what the standard query asks with every option on, and two levels more. */
function introspectionLimits(schema: GraphQLSchema): IntrospectionBounds {
  let bounds = introspectionBounds.get(schema);
  if (!bounds) {
    const fullest = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    const standard = queryCost(parse(fullest), schema);
    bounds = { depth: standard.introspectionDepth + 2, cost: standard.introspectionCost * 2 };
    introspectionBounds.set(schema, bounds);
  }
  return bounds;
}

function refusalOf(limits: QueryLimits, asked: QueryCost, schema: GraphQLSchema): GraphQLError | undefined {
  if (asked.rootFields > limits.maxRootFields) return refuse('rootFields', asked.rootFields, limits.maxRootFields);
  if (asked.depth > limits.maxDepth) return refuse('depth', asked.depth, limits.maxDepth);
  if (asked.aliases > limits.maxAliases) return refuse('aliases', asked.aliases, limits.maxAliases);
  if (asked.cost > limits.maxCost) return refuse('cost', asked.cost, limits.maxCost);
  if (asked.introspectionDepth === 0) return undefined;
  const bounds = introspectionLimits(schema);
  if (asked.introspectionDepth > bounds.depth)
    return refuse('introspectionDepth', asked.introspectionDepth, bounds.depth);
  return asked.introspectionCost > bounds.cost
    ? refuse('introspectionCost', asked.introspectionCost, bounds.cost)
    : undefined;
}

/**
 * The refusal of one operation, or undefined when it is within the limits: for every way an operation can come in
 * (HTTP, WebSocket).
 */
export function refusal(
  limits: QueryLimits,
  document: DocumentNode,
  schema: GraphQLSchema,
  operationName?: string | null,
  variables?: Record<string, unknown>,
): GraphQLError | undefined {
  return refusalOf(limits, queryCost(document, schema, operationName, variables), schema);
}

/**
 * The same for a document not validated yet: all its operations, for validation walks those that will not be run as
 * well.
 */
export function documentRefusal(
  limits: QueryLimits,
  document: DocumentNode,
  schema: GraphQLSchema,
  variables?: Record<string, unknown>,
): GraphQLError | undefined {
  const operations = operationsOf(document);
  if (operations.length > limits.maxOperations) return refuse('operations', operations.length, limits.maxOperations);
  for (const operation of operations) {
    const refused = refusalOf(limits, operationCost(document, schema, operation, variables), schema);
    if (refused) return refused;
  }
  return undefined;
}

/**
 * What validation is given in place of a document that is refused: one unknown field. Validation has no way out for a
 * plugin (what it throws is answered 500), but this fails at once, is not kept in Apollo's document store, and its
 * error is replaced.
 */
const refusedDocument = parse('{ __refused }');

/**
 * Refuses what goes beyond the limits with `BAD_USER_INPUT` and HTTP 400: before validation, whose own work grows with
 * the document, and again for a document Apollo has kept from an earlier request, since the variables are new. Tokens
 * are counted by the lexer (`parseOptions`); here their refusal only gets the same shape as the others. Stands before
 * plugins that format errors.
 */
export function limitsPlugin(limits: QueryLimits): ApolloServerPlugin {
  return {
    async requestDidStart() {
      let refused: GraphQLError | undefined;
      let checked = false;
      return {
        async parsingDidStart() {
          return async (error) => {
            if (error && tooManyTokens.test(error.message)) refused = refuseTokens(limits.maxTokens);
          };
        },
        async validationDidStart(context) {
          const document = context.document;
          refused = documentRefusal(limits, document, context.schema, context.request.variables);
          checked = true;
          if (!refused) return undefined;
          const open = context as { document: DocumentNode };
          open.document = refusedDocument;
          return async () => {
            open.document = document;
          };
        },
        async didResolveOperation(context) {
          if (checked) return;
          const error = refusal(
            limits,
            context.document,
            context.schema,
            context.request.operationName,
            context.request.variables,
          );
          if (error) throw error;
        },
        async willSendResponse({ response }) {
          if (!refused || response.body.kind !== 'single') return;
          const first = response.body.singleResult.errors?.[0];
          const { http: _http, ...extensions } = refused.extensions;
          response.body.singleResult = {
            errors: [{ message: refused.message, extensions: { ...first?.extensions, ...extensions } }],
          };
        },
      };
    },
  };
}

/** graphql-js spells it "more that". */
const tooManyTokens = /more tha[nt] \d+ tokens/;
