import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { type GraphQLSchema, buildSchema, parse, validate } from 'graphql';

export interface Answer {
  readonly status: number;
  readonly data: any;
  readonly errors: readonly { message: string; path?: readonly (string | number)[]; extensions: Record<string, any> }[];
  readonly codes: readonly string[];
  readonly headers: Record<string, unknown>;
  readonly text: string;
}

let schema: GraphQLSchema | null = null;

/** The validation errors of a document; null for a valid one. */
function mistakeIn(query: string): string | null {
  schema ??= buildSchema(readFileSync('schema.graphql', 'utf8'));
  try {
    return (
      validate(schema, parse(query))
        .map((error) => error.message)
        .join('; ') || null
    );
  } catch (error) {
    return (error as Error).message;
  }
}

/** Asks the server over (injected) HTTP, as a client would. */
export class Api {
  constructor(
    private readonly app: FastifyInstance,
    readonly token: string | null = null,
    private readonly headers: Record<string, string> = {},
  ) {}

  with(headers: Record<string, string>): Api {
    return new Api(this.app, this.token, { ...this.headers, ...headers });
  }

  /** The same server, with later requests by the account of that name. */
  async signIn(username: string, password: string): Promise<Api> {
    const { signIn } = await this.must(
      'mutation ($input: SignInInput!) { signIn(input: $input) { token errors { code message path } } }',
      { input: { username, password } },
    );
    return new Api(this.app, signIn.token as string);
  }

  /** A document that is not valid fails the test: it would be refused for that, not for what is tested. */
  async ask(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const answer = await this.send(query, variables);
    // A document that returned data was valid.
    const mistake = answer.data === null && answer.errors.length > 0 ? mistakeIn(query) : null;
    if (mistake) throw new Error(`No valid document (use askInvalid where that is what is tested): ${mistake}`);
    return answer;
  }

  /** For documents that are meant to be invalid; a valid one fails the test. */
  async askInvalid(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    if (!mistakeIn(query)) throw new Error(`A valid document: ${query.slice(0, 200)}`);
    return this.send(query, variables);
  }

  private async send(query: string, variables: Record<string, unknown>): Promise<Answer> {
    const response = await this.app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query, variables },
      headers: {
        'content-type': 'application/json',
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...this.headers,
      },
    });
    const body = JSON.parse(response.body) as { data?: any; errors?: Answer['errors'] };
    const errors = body.errors ?? [];
    return {
      status: response.statusCode,
      data: body.data ?? null,
      errors,
      codes: errors.map((error) => error.extensions['code'] as string),
      headers: response.headers,
      text: response.body,
    };
  }

  /** For steps that must succeed. An error fails the test with its text. */
  async must(query: string, variables: Record<string, unknown> = {}): Promise<any> {
    const answer = await this.ask(query, variables);
    if (answer.errors.length > 0) throw new Error(`unexpected errors: ${JSON.stringify(answer.errors)}`);
    for (const [field, payload] of Object.entries(answer.data as Record<string, { errors?: unknown[] } | null>)) {
      if (Array.isArray(payload?.errors) && payload.errors.length > 0)
        throw new Error(`${field} was refused: ${JSON.stringify(payload.errors)}`);
    }
    return answer.data;
  }
}
