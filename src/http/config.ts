import { join, resolve } from 'node:path';
import { z } from 'zod';
import { USUAL_KEPT_ROWS } from '../db/answer-cache.js';
import { USUAL_POOL_SIZE } from '../db/pools.js';
import { httpMessages } from './messages.js';

/** Every setting of the server. docs/configuration.md explains each. Only this file reads the environment. */
const port = z.coerce.number().int().min(0).max(65_535);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, httpMessages.notAPostgresUrl);
const switchOf = z.enum(['true', 'false']).transform((text) => text === 'true');

const schema = z.object({
  PORT: port.default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  EXPORT_DIR: z.string().min(1).optional(),
  DATABASE_URL: postgresUrl.optional(),
  AUTH_DATABASE_URL: postgresUrl.optional(),
  MIGRATION_DATABASE_URL: postgresUrl.optional(),
  SUPERUSER_DATABASE_URL: postgresUrl.optional(),
  APP_PASSWORD: z.string().min(12).optional(),
  APP_AUTH_PASSWORD: z.string().min(12).optional(),
  MIGRATOR_PASSWORD: z.string().min(12).optional(),
  DEMO_PASSWORD: z.string().min(10).max(200).optional(),
  DEMO_TODAY: z.iso.date(httpMessages.notADay).optional(),
  POOL_SIZE: z.coerce.number().int().min(1).max(200).default(USUAL_POOL_SIZE),
  KEPT_ROWS: z.coerce.number().int().min(0).max(2_000_000).default(USUAL_KEPT_ROWS),
  SECURE_COOKIES: switchOf.default(false),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Settings that may come from files (`DATABASE_URL_FILE=/run/secrets/…`), as container platforms provide secrets. */
const FROM_FILE = [
  'DATABASE_URL',
  'AUTH_DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'SUPERUSER_DATABASE_URL',
  'APP_PASSWORD',
  'APP_AUTH_PASSWORD',
  'MIGRATOR_PASSWORD',
  'DEMO_PASSWORD',
] as const;

export type Config = Readonly<z.infer<typeof schema>> & { readonly dataDir: string; readonly exportDir: string };

/** Lists all wrong settings, in Chinese and English. */
export class ConfigError extends Error {}

export type ReadFile = (path: string) => string;

/** @throws ConfigError that names every wrong setting and the correct form */
export function readConfig(readFile: ReadFile, environment: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = [];
  const values: Record<string, string> = {};
  for (const key of Object.keys(schema.shape)) if (environment[key]) values[key] = environment[key]!;
  for (const key of FROM_FILE) readSecret(key, environment, readFile, values, problems);
  const parsed = schema.safeParse(values);
  if (!parsed.success)
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  if (values['DATABASE_URL'] && !values['AUTH_DATABASE_URL']) problems.push(httpMessages.authUrlMissing);
  if (!values['DATABASE_URL'] && values['AUTH_DATABASE_URL']) problems.push(httpMessages.databaseUrlMissing);
  if (problems.length > 0 || !parsed.success) throw new ConfigError(httpMessages.settingsWrong(problems));
  return {
    ...parsed.data,
    dataDir: resolve(parsed.data.DATA_DIR),
    exportDir: resolve(parsed.data.EXPORT_DIR ?? join(parsed.data.DATA_DIR, 'exports')),
  };
}

function readSecret(
  key: string,
  environment: NodeJS.ProcessEnv,
  readFile: ReadFile,
  values: Record<string, string>,
  problems: string[],
): void {
  const path = environment[`${key}_FILE`];
  if (!path) return;
  if (values[key]) {
    problems.push(httpMessages.settingTwice(key));
    return;
  }
  try {
    values[key] = readFile(path).trim();
  } catch {
    problems.push(httpMessages.fileUnreadable(key, path));
  }
}
