import { defineService } from '../kernel/request-context.js';
import type { Viewer } from '../kernel/viewer.js';
import type { Executor } from './executor.js';

/** Asks again who the request's token stands for; the public when it stands for nobody any more. */
export const viewerSource = defineService<() => Promise<Viewer>>('viewerSource');

/**
 * When the database said that the viewer is out of date, and nothing was written yet, the operation is done once more
 * as the account and grant of the token now.
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
