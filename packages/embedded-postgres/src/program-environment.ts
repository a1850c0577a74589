const KEPT = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'USERPROFILE', 'APPDATA', 'SystemRoot', 'windir', 'ComSpec'];

/**
 * The environment for the programs started here: no PG*, LC_*, LD_* or NODE_* of the caller's may change what they do.
 */
export function programEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { LC_MESSAGES: 'C', LC_TIME: 'C', TZ: 'UTC' };
  for (const name of KEPT) if (process.env[name] !== undefined) env[name] = process.env[name];
  return env;
}
