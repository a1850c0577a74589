import type { ApolloServerPlugin } from '@apollo/server';
import type { Effort } from '../kernel/database.js';
import type { ExecutorName, RequestContext } from '../kernel/request-context.js';

/**
 * One answer, as it is logged at `debug`. Holds no variables and no values; of the document only the operation's name.
 */
export interface AnswerLine extends Readonly<Effort> {
  readonly requestId: string;
  /** `none`: refused before it was executed. */
  readonly executor: ExecutorName | 'none';
  readonly operation: string | null;
  readonly type: string | null;
  readonly milliseconds: number;
}

/** The name comes from outside: GraphQL allows letters, digits and `_`, of any number. */
const LONGEST_NAME = 60;

export const answerLogPlugin = (log: (line: AnswerLine) => void): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async () => {
    const startedAt = performance.now();
    return {
      willSendResponse: async ({ contextValue, operation, operationName }) => {
        log({
          requestId: contextValue.origin.requestId,
          executor: contextValue.executor ?? 'none',
          operation: operationName?.slice(0, LONGEST_NAME) ?? null,
          type: operation?.operation ?? null,
          ...contextValue.effort,
          milliseconds: Math.round((performance.now() - startedAt) * 10) / 10,
        });
      },
    };
  },
});
