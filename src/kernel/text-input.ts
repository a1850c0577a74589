import { UserError } from './errors.js';
import { isBlank } from './plain-text.js';

/**
 * Trims a text. It must have a visible character, and at most `maximum` code points.
 * @throws UserError TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID
 */
export function requiredText(value: string, maximum: number, path: readonly string[]): string {
  const text = optionalText(value, maximum, path);
  if (!text) throw new UserError('TEXT_EMPTY', { zh: '此项必填，不能为空。', en: 'This must not be empty.' }, path);
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
  if (length > maximum)
    throw new UserError(
      'TEXT_TOO_LONG',
      {
        zh: `此项最多 ${maximum} 个字，现有 ${length} 个字。`,
        en: `At most ${maximum} characters; this has ${length}.`,
      },
      path,
    );
  if (text.includes('\0'))
    throw new UserError(
      'TEXT_INVALID',
      { zh: '此项含有不能保存的字符（空字符）。', en: 'This holds a character that cannot be stored (NUL).' },
      path,
    );
  return isBlank(text) ? null : text;
}

/**
 * Checks that a number lies within a range, both ends included.
 * @throws UserError NUMBER_OUT_OF_RANGE
 */
export function numberWithin(value: number, minimum: number, maximum: number, path: readonly string[]): number {
  if (value < minimum || value > maximum)
    throw new UserError(
      'NUMBER_OUT_OF_RANGE',
      {
        zh: `应在 ${minimum} 到 ${maximum} 之间，现为 ${value}。`,
        en: `Must be from ${minimum} to ${maximum}; this is ${value}.`,
      },
      path,
    );
  return value;
}
