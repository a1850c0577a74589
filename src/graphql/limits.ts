import type { ApolloServerPlugin } from '@apollo/server';
import { getIntrospectionQuery, parse, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import { refuse, refuseTokens } from './limit-refusals.js';
import { queryCost, operationCost, operationsOf } from './query-cost.js';
import type { QueryCost } from './query-cost-counter.js';

export { queryCost } from './query-cost.js';

/** Limits of one request. They limit the work that the request causes, not the length of its text. */
export interface QueryLimits {
  /** Tokens of the document. The lexer counts them before the document is built. */
  maxTokens: number;
  maxDepth: number;
  maxAliases: number;
  maxCost: number;
  maxRootFields: number;
  /** Operations in one document. Only one runs, but validation checks all. */
  maxOperations: number;
}

/**
 * What typical requests need:
 * - tokens: the largest introspection query has about 400, a page of a dashboard up to 1,000;
 * - depth: the path from a city to the text of a suggestion is 13;
 * - aliases: two dozen metrics of two periods;
 * - cost: 500 rooms with 8 metrics cost about 22,000, a street's 20 rooms with sessions and suggestions 6,000;
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

/** For `ApolloServer({ parseOptions })`: the lexer stops at the limit, so a very long document is never built. */
export const parseOptions = { maxTokens: defaultLimits.maxTokens } as const;

interface IntrospectionBounds {
  depth: number;
  cost: number;
}
const introspectionBounds = new WeakMap<GraphQLSchema, IntrospectionBounds>();

/** Introspection has its own limits: twice the cost of the standard query with all options, and two more levels. */
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

/** Returns the error for an operation above a limit, or undefined. It works for every transport (HTTP, WebSocket). */
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
 * As `refusal`, for a document that is not validated yet. All its operations are checked, because validation visits
 * all.
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
 * Validation gets this document instead of a refused one. A plugin cannot stop validation: an exception would give
 * status 500.
 * This document fails at once with an unknown field, and Apollo does not cache it. Its error is replaced later.
 */
const refusedDocument = parse('{ __refused }');

/**
 * Refuses requests above the limits with `BAD_USER_INPUT` and HTTP 400.
 * It checks before validation, because the work of validation grows with the document.
 * It checks again for a cached document, because the variables are new.
 * The lexer counts tokens (`parseOptions`); here its error only gets the same form as the others.
 * It must come before plugins that format errors.
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

/** graphql-js has the spelling "more that". */
const tooManyTokens = /more tha[nt] \d+ tokens/;
