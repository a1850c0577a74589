import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { ExecutorRequest } from '../graphql/executor.js';
import { type KnownDocument, KnownDocuments } from '../graphql/known-documents.js';
import { defaultLimits, refusal } from '../graphql/limits.js';
import { lacksScope } from '../graphql/scopes.js';
import { holdsNul } from '../graphql/text-guard.js';
import type { RequestContext } from '../kernel/request-context.js';

type Execute = (request: ExecutorRequest) => Promise<ExecutionResult>;
type MakeContext = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
interface Asked extends KnownDocument { readonly operationName: string | null; readonly variables: Record<string, unknown> }

/** What is sure to be answered as plain JSON, and could not have been sent by a page of another origin without its being asked first. */
const JSON_BODY = new Set(['application/json', 'application/json; charset=utf-8', 'application/json;charset=utf-8']);
const JSON_ANSWER = new Set(['application/json', '*/*', 'application/json, text/plain, */*']);
const PARTS = new Set(['query', 'variables', 'operationName']);

/**
 * The short way for an operation whose document has been through the whole pipeline before: the same limits, checks, context and executor, without the pipeline around them, which costs more than most of them.
 * Whatever is out of the ordinary goes the long way: anything refused, before anything is done; and an answer with an error, which is handed over, so that nothing is done twice.
 */
export class FastLane {
  readonly documents = new KnownDocuments();
  /** Of those that go the long way alone: what is kept here outlives its request by a collection or two, which costs more than all the checks. */
  private readonly contexts = new WeakMap<FastifyRequest, RequestContext>();
  /** By where the request came from: the pipeline hands on a copy of the context, which keeps that object. */
  private readonly answers = new WeakMap<RequestContext['origin'], ExecutionResult>();

  constructor(private readonly schema: GraphQLSchema, private readonly execute: Execute, private readonly makeContext: MakeContext) {}

  /** A `preHandler`: answers, or lets the request go on. */
  readonly handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const asked = this.asked(request);
    if (!asked) return undefined;
    const context = await this.makeContext(request, reply);
    const result = await this.answer(asked, context);
    if (result && !result.errors) return reply.header('content-type', 'application/json; charset=utf-8').send(`${JSON.stringify({ data: result.data })}\n`);
    this.contexts.set(request, context);
    if (result) this.answers.set(context.origin, result);
    return undefined;
  };

  /** Null for what is refused before anything is done. */
  private answer({ document, operation, operationName, variables }: Asked, context: RequestContext): Promise<ExecutionResult> | null {
    if (refusal(defaultLimits, document, this.schema, operationName, variables) || holdsNul(document, variables) || lacksScope(this.schema, document, context.viewer)) return null;
    return this.execute({ document, operation, operationName, request: { variables }, context });
  }

  /** For the long way: the context that was made already, and the answer where there is one. */
  readonly context: MakeContext = async (request, reply) => this.contexts.get(request) ?? this.makeContext(request, reply);
  readonly executor: Execute = async (request) => this.answers.get(request.context.origin) ?? this.execute(request);

  private asked({ method, headers, body }: FastifyRequest): Asked | null {
    if (method !== 'POST' || !JSON_BODY.has(headers['content-type'] ?? '') || !JSON_ANSWER.has(headers.accept ?? '*/*')) return null;
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
    for (const part in body) if (!PARTS.has(part)) return null;
    const { query, variables, operationName } = body as Record<string, unknown>;
    const known = typeof query === 'string' ? this.documents.get(query) : undefined;
    if (!known || (variables != null && (typeof variables !== 'object' || Array.isArray(variables)))) return null;
    if (operationName != null && operationName !== known.operation.name?.value) return null;
    return { ...known, operationName: (operationName as string | null | undefined) ?? null, variables: (variables ?? {}) as Record<string, unknown> };
  }
}
