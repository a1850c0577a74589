import { createHash } from 'node:crypto';
import { CATALOGUE } from './catalogue.js';

/** A hash of all definitions with their wording. Numbers with equal versions were computed by equal rules. */
export const CATALOGUE_VERSION: string = createHash('sha256')
  .update(JSON.stringify(CATALOGUE))
  .digest('hex')
  .slice(0, 12);
