interface GraphQLRequest {
  query: string;
  operationName?: string | null;
  variables?: unknown;
}

interface FetchOptions {
  headers?: Record<string, unknown>;
}

/** The headers every request carries; the second one proves to the server that no foreign page sent it. */
const ownHeaders = { 'content-type': 'application/json', 'apollo-require-preflight': '1' };

/**
 * Sends one operation to the server this page came from, with its sign-in cookie.
 * An answer that is no JSON (a proxy's error page, say) is shown as it came, with its status.
 */
export async function fetchGraphQL(request: GraphQLRequest, options?: FetchOptions): Promise<never> {
  const answer = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(options?.headers as Record<string, string>), ...ownHeaders },
    body: JSON.stringify(request),
  });
  const text = await answer.text();
  try {
    return JSON.parse(text) as never;
  } catch {
    throw new Error(`服务器的答复不是 JSON / The answer is no JSON (HTTP ${answer.status}): ${text.slice(0, 500)}`);
  }
}
