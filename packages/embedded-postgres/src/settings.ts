/** The locale arguments of initdb. Sorting is the same on every machine, and letters beyond ASCII are known. */
export function localeArguments(platform: NodeJS.Platform = process.platform): string[] {
  const common = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  // With LC_CTYPE "C" pg_trgm finds no trigrams in Chinese text, with every provider.
  if (platform === 'darwin') return [...common, '--locale=C', '--lc-ctype=en_US.UTF-8'];
  if (platform === 'win32') return [...common, '--locale=C', '--lc-ctype=en-US'];
  return [...common, '--locale=C.UTF-8'];
}

const LAPTOP: Readonly<Record<string, string>> = {
  max_connections: '100',
  shared_buffers: '128MB',
  max_wal_size: '512MB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** For tests: fastest settings. A power failure may lose the data. */
const THROW_AWAY: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum_naptime: '10min',
};

/**
 * Keeps residents' data out of the log. Statements, parameters and the DETAIL of an error (the row) contain such data.
 * The text of an error can too ("invalid input syntax …: <value>"). So errors go to the client only.
 */
const PRIVATE_LOG: Readonly<Record<string, string>> = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_duration: 'off',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  log_transaction_sample_rate: '0',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  logging_collector: 'off',
};

const LOOPBACK: Readonly<Record<string, string>> = { listen_addresses: '127.0.0.1', unix_socket_directories: '' };

/**
 * The settings of the server by name. `wanted` overrides the defaults, but not the privacy of the log or the address.
 */
export function serverSettings(
  port: number,
  durable: boolean,
  wanted: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    ...LAPTOP,
    ...(durable ? {} : THROW_AWAY),
    ...wanted,
    ...PRIVATE_LOG,
    ...LOOPBACK,
    port: String(port),
  };
}

/** The settings as arguments of `postgres`. */
export function settingArguments(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
