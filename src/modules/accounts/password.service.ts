import { UserError } from '../../kernel/errors.js';
import { accountMessages } from './messages.js';

/** @throws UserError PASSWORD_WEAK */
export function assertPassword(password: string, path: readonly string[]): void {
  if (password.length < 10 || password.length > 200)
    throw new UserError('PASSWORD_WEAK', accountMessages.passwordWeak, path);
}
