import type { ApolloServerPlugin } from '@apollo/server';
import type { Effort } from '../kernel/database.js';
import type { ExecutorName, RequestContext } from '../kernel/request-context.js';

/**
 * The log line of one answer, at level `debug`. It holds no variables and no values. Of the document it holds only the
 * operation name.
 */
export interface AnswerLine extends Readonly<Effort> {
  readonly requestId: string;
  /** `none`: the operation was refused before execution. */
  readonly executor: ExecutorName | 'none';
  readonly operation: string | null;
  readonly type: string | null;
  readonly milliseconds: number;
}

/** The client chooses the operation name, and GraphQL does not limit its length. So the log cuts it. */
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
