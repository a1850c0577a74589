import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterDirectory } from './cluster.js';
import { EmbeddedError } from './error.js';
import { matchOwner } from './match-owner.js';

/**
 * The superuser's password: the one kept in `superuser.password` (mode 0600), else the wanted one or a new random
 * one, which is then kept. Throws `EmbeddedError` when it contradicts the kept one or cannot be known.
 */
export function superuserPassword(dataDir: string, wanted: string | undefined): string {
  const file = join(dataDir, 'superuser.password');
  const made = existsSync(clusterDirectory(dataDir));
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (made && kept === '' && wanted === undefined) {
    throw new EmbeddedError(
      `数据已存在，但缺少超级用户密码文件 ${file}。请恢复该文件，或在启动时给出原密码。`,
      `The data exist but the superuser's password file ${file} is missing. Restore it, or give the password at start.`,
    );
  }
  if (made && kept !== '' && wanted !== undefined && wanted !== kept) {
    throw new EmbeddedError(
      `给出的超级用户密码与 ${file} 中保存的不一致。请去掉该设置，或改回原密码。`,
      `The superuser password given differs from the one kept in ${file}. ` +
        `Leave the setting out, or give the old password.`,
    );
  }
  if (wanted !== undefined && /^$|[\r\n]/.test(wanted)) {
    throw new EmbeddedError(
      '超级用户密码不能为空，也不能含换行。',
      "The superuser's password must not be empty or hold a line break.",
    );
  }
  if (made && kept !== '') return kept;
  const password = wanted ?? (kept || randomBytes(24).toString('base64url'));
  writeFileSync(`${file}.tmp`, `${password}\n`, { mode: 0o600 });
  matchOwner(`${file}.tmp`, dataDir);
  renameSync(`${file}.tmp`, file);
  return password;
}
