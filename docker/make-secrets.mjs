// Writes docker/secrets/* with random passwords, once; never overwrites one that is there.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'secrets');
mkdirSync(folder, { recursive: true, mode: 0o700 });

function secret(name, value) {
  const file = join(folder, name);
  if (!existsSync(file)) writeFileSync(file, `${value}\n`, { mode: 0o644 });
  return readFileSync(file, 'utf8').trim();
}

const password = () => randomBytes(24).toString('base64url');
const url = (user, word) => `postgres://${user}:${word}@postgres:5432/haoshangliang`;
secret('superuser_database_url', url('postgres', secret('superuser_password', password())));
secret('database_url', url('app', secret('app_password', password())));
secret('auth_database_url', url('app_auth', secret('app_auth_password', password())));
secret('migration_database_url', url('hsl_migrator', secret('migrator_password', password())));
console.log(`密钥已在 docker/secrets/ 就绪 / the secrets are ready in docker/secrets/`);
