import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterDirectory } from './cluster.js';
import { EmbeddedError } from './error.js';
import { matchOwner } from './match-owner.js';
import { embeddedMessages } from './messages.js';

/**
 * The superuser's password. It is read from `superuser.password` (mode 0600), or it is `wanted` or a new random one and
 * then stored.
 * @throws EmbeddedError when `wanted` differs from the stored one, or when the password is unknown
 */
export function superuserPassword(dataDir: string, wanted: string | undefined): string {
  const file = join(dataDir, 'superuser.password');
  const made = existsSync(clusterDirectory(dataDir));
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (made && kept === '' && wanted === undefined) {
    throw new EmbeddedError(embeddedMessages.passwordFileMissing(file));
  }
  if (made && kept !== '' && wanted !== undefined && wanted !== kept) {
    throw new EmbeddedError(embeddedMessages.passwordDiffers(file));
  }
  if (wanted !== undefined && /^$|[\r\n]/.test(wanted)) {
    throw new EmbeddedError(embeddedMessages.passwordForm);
  }
  if (made && kept !== '') return kept;
  const password = wanted ?? (kept || randomBytes(24).toString('base64url'));
  writeFileSync(`${file}.tmp`, `${password}\n`, { mode: 0o600 });
  matchOwner(`${file}.tmp`, dataDir);
  renameSync(`${file}.tmp`, file);
  return password;
}
