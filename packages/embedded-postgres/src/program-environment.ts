const KEPT = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'USERPROFILE', 'APPDATA', 'SystemRoot', 'windir', 'ComSpec'];

/**
 * The environment of the started programs. It has none of the caller's variables PG*, LC_*, LD_* or NODE_*, which could
 * change their behaviour.
 */
export function programEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { LC_MESSAGES: 'C', LC_TIME: 'C', TZ: 'UTC' };
  for (const name of KEPT) if (process.env[name] !== undefined) env[name] = process.env[name];
  return env;
}
