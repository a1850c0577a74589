import { defineService } from '../kernel/request-context.js';
import type { Viewer } from '../kernel/viewer.js';
import type { Executor } from './executor.js';

/** Looks up the viewer of the request's token again. Returns the public viewer when the token is no longer valid. */
export const viewerSource = defineService<() => Promise<Viewer>>('viewerSource');

/**
 * Repeats an operation once with a new viewer, if the database reported that the cached viewer is out of date.
 * It does not repeat an operation that has already written.
 */
export const withFreshViewer =
  (executor: Executor): Executor =>
  async (operation) => {
    const { context } = operation;
    const result = await executor(operation);
    if (!context.isStale || context.hasWritten) return result;
    context.become(await context.service(viewerSource)());
    return executor(operation);
  };
