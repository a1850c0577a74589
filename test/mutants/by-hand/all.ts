import type { Mutant } from '../mutant.js';
import { callMutants } from './calls.js';
import { comparisonMutants } from './comparison.js';
import { connectionMutants } from './connections.js';
import { constantMutants } from './constants.js';
import { doorMutants } from './doors.js';
import { exportMutants } from './exports.js';
import { keptMutants } from './kept.js';
import { limitMutants } from './limits.js';
import { recordMutants } from './records.js';
import { signInMutants } from './sign-in.js';

export const byHand: readonly Mutant[] = [
  ...callMutants,
  ...doorMutants,
  ...signInMutants,
  ...limitMutants,
  ...exportMutants,
  ...comparisonMutants,
  ...connectionMutants,
  ...constantMutants,
  ...recordMutants,
  ...keptMutants,
];
