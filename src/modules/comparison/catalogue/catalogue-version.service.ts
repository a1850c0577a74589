import { createHash } from 'node:crypto';
import { CATALOGUE } from './catalogue.js';

/** Changes with every change of any definition, wording included: two numbers of one version were made by one rule. */
export const CATALOGUE_VERSION: string = createHash('sha256')
  .update(JSON.stringify(CATALOGUE))
  .digest('hex')
  .slice(0, 12);
