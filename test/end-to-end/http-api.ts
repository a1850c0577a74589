import { type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema, getNamedType } from 'graphql';

/** What came over the wire, in the shape the question asked for. */
export type Json = ReturnType<typeof JSON.parse>;

export interface HttpAnswer {
  readonly status: number;
  readonly data: Json;
  readonly codes: readonly string[];
  readonly text: string;
}

/**
 * A client at the other end of a real connection: knows an address, the public schema and its own token, and nothing
 * else.
 */
export class HttpApi {
  constructor(
    private readonly url: string,
    private readonly schema: GraphQLSchema,
    private readonly token: string | null = null,
  ) {}

  async ask(query: string, variables: Record<string, unknown> = {}): Promise<HttpAnswer> {
    const response = await fetch(this.url, {
      method: 'POST',
      body: JSON.stringify({ query, variables }),
      headers: { 'content-type': 'application/json', ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) },
    });
    const text = await response.text();
    const body = JSON.parse(text) as { data?: unknown; errors?: { extensions: { code: string } }[] };
    return {
      status: response.status,
      data: body.data ?? null,
      codes: (body.errors ?? []).map((error) => error.extensions.code),
      text,
    };
  }

  /** For questions that must be answered. */
  async must(query: string, variables: Record<string, unknown> = {}): Promise<Json> {
    const answer = await this.ask(query, variables);
    if (answer.codes.length > 0) throw new Error(`unexpected errors: ${answer.text}`);
    return answer.data;
  }

  /** Tries a mutation. It may fail. */
  try(field: string, input: Record<string, unknown>, selection = 'id'): Promise<HttpAnswer> {
    return this.ask(this.document(field, selection), { input });
  }

  /** Does a mutation that must go well. @returns its object. */
  async do(field: string, input: Record<string, unknown>, selection = 'id'): Promise<Json> {
    const payload = (await this.must(this.document(field, selection), { input }))[field] as Record<string, unknown> & {
      errors: unknown[];
    };
    if (payload.errors.length > 0) throw new Error(`${field} was refused: ${JSON.stringify(payload.errors)}`);
    return payload['object'];
  }

  async signIn(username: string, password: string): Promise<HttpApi> {
    const { signIn } = await this.must(
      'mutation ($input: SignInInput!) { signIn(input: $input) { token errors { code } } }',
      { input: { username, password } },
    );
    if (!signIn.token) throw new Error(`${username} could not sign in: ${JSON.stringify(signIn.errors)}`);
    return new HttpApi(this.url, this.schema, signIn.token as string);
  }

  private document(field: string, selection: string): string {
    const { args, type } = this.schema.getMutationType()!.getFields()[field]!;
    const payload = getNamedType(type) as GraphQLNamedType as GraphQLObjectType;
    const object = Object.keys(payload.getFields()).find((name) => name !== 'errors')!;
    return `mutation ($input: ${String(args[0]!.type)}) { ${field}(input: $input) { object: ${object} { ${selection} }
      errors { code message path } } }`;
  }
}
