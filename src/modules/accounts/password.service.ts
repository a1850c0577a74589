import { UserError } from '../../kernel/errors.js';

/** @throws UserError PASSWORD_WEAK */
export function assertPassword(password: string, path: readonly string[]): void {
  if (password.length < 10 || password.length > 200)
    throw new UserError(
      'PASSWORD_WEAK',
      { zh: '口令须为 10 到 200 个字符。', en: 'A password has 10 to 200 characters.' },
      path,
    );
}
