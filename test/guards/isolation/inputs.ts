import type { Builder } from './attempt.js';
import { accountInputs } from './inputs-accounts.js';
import { exportInputs } from './inputs-exports.js';
import { placeInputs } from './inputs-places.js';
import { roomInputs } from './inputs-rooms.js';
import { sessionInputs } from './inputs-sessions.js';
import { topicInputs } from './inputs-topics.js';

/**
 * How the matrix asks for each mutation, by its line in docs/rights.md. A mutation without a builder fails the build.
 */
export const builders: Readonly<Record<string, Builder>> = {
  ...accountInputs,
  ...placeInputs,
  ...roomInputs,
  ...topicInputs,
  ...sessionInputs,
  ...exportInputs,
};
