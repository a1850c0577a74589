import type { ExecutionResult } from 'graphql';
import { type RequestContext, defineService } from '../kernel/request-context.js';
import type { Viewer } from '../kernel/viewer.js';

/** Asks again who the request's token stands for; the public when it stands for nobody any more. */
export const viewerSource = defineService<() => Promise<Viewer>>('viewerSource');

type Executor<R> = (request: R) => Promise<ExecutionResult>;

/** When the database said that the viewer is out of date, and nothing was written yet, the operation is done once more as whoever the token stands for now. */
export const withFreshViewer = <R extends { readonly context: RequestContext }>(executor: Executor<R>): Executor<R> => async (request) => {
  const { context } = request;
  const result = await executor(request);
  if (!context.isStale || context.hasWritten) return result;
  context.become(await context.service(viewerSource)());
  return executor(request);
};
