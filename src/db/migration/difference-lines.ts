import { dbMessages } from '../messages.js';
import type { PortraitDifference } from './portrait.js';

const SHOWN = 30;

const list = (mark: string, names: readonly string[]): string[] => [
  ...names.slice(0, SHOWN).map((name) => `  ${mark} ${name}`),
  ...(names.length > SHOWN ? [`  ${mark} … +${names.length - SHOWN}`] : []),
];

/** One line an object: missing, different, or one that no migration makes. */
export const differenceLines = ({ missing, changed, unexpected }: PortraitDifference): string =>
  [
    ...list(dbMessages.differenceMissing, missing),
    ...list(dbMessages.differenceChanged, changed),
    ...list(dbMessages.differenceUnexpected, unexpected),
  ].join('\n');
