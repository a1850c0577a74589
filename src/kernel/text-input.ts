import { UserError } from './errors.js';
import { kernelMessages } from './messages.js';
import { isBlank } from './plain-text.js';

/**
 * Trims a text. It must have a visible character, and at most `maximum` code points.
 * @throws UserError TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID
 */
export function requiredText(value: string, maximum: number, path: readonly string[]): string {
  const text = optionalText(value, maximum, path);
  if (!text) throw new UserError('TEXT_EMPTY', kernelMessages.textEmpty, path);
  return text;
}

/**
 * Trims a text. A text without a visible character becomes null.
 * @throws UserError TEXT_TOO_LONG, TEXT_INVALID
 */
export function optionalText(
  value: string | null | undefined,
  maximum: number,
  path: readonly string[],
): string | null {
  const text = value?.trim() ?? '';
  // A text never has more code points than UTF-16 units, so short texts need no counting.
  const length = text.length > maximum ? [...text].length : text.length;
  if (length > maximum) throw new UserError('TEXT_TOO_LONG', kernelMessages.textTooLong(maximum, length), path);
  if (text.includes('\0')) throw new UserError('TEXT_INVALID', kernelMessages.textInvalid, path);
  return isBlank(text) ? null : text;
}

/**
 * Checks that a number lies within a range, both ends included.
 * @throws UserError NUMBER_OUT_OF_RANGE
 */
export function numberWithin(value: number, minimum: number, maximum: number, path: readonly string[]): number {
  if (value < minimum || value > maximum)
    throw new UserError('NUMBER_OUT_OF_RANGE', kernelMessages.numberOutOfRange(minimum, maximum, value), path);
  return value;
}
