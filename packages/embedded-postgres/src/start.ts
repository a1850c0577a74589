import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { programFailure, type Binaries, type ProgramEnd } from './binaries.js';
import { EmbeddedError } from './error.js';
import type { GuardedProcess } from './guarded-process.js';
import type { LogFile } from './log-file.js';
import { embeddedMessages } from './messages.js';
import { readPostmaster } from './postmaster.js';
import { processIdentity } from './process-identity.js';
import { programEnvironment } from './program-environment.js';
import type { RunAs } from './run-as.js';
import { serverSettings, settingArguments } from './settings.js';
import type { WatchdogCommand } from './watchdog-protocol.js';

export interface StartRequest {
  readonly binaries: Binaries;
  readonly cluster: string;
  readonly runAs: RunAs;
  readonly durable: boolean;
  readonly log: LogFile;
  /** A fixed port, or undefined for any free one. */
  readonly port: number | undefined;
  readonly settings: Readonly<Record<string, string>>;
}

export interface RunningPostgres {
  readonly process: GuardedProcess;
  readonly port: number;
  readonly pid: number;
  /** Resolves when PostgreSQL has ended, also if it outlived a killed watchdog. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Time for a recovery after a crash, which replays some hundred megabytes of log at most. */
const READY_WITHIN_MS = 120_000;
const POLL_MS = 15;

/**
 * Starts PostgreSQL under the watchdog and waits until it is ready. If another program takes the free port meanwhile,
 * another port is tried.
 */
export async function startPostgres(
  request: StartRequest,
  first: GuardedProcess,
  next: () => GuardedProcess,
): Promise<RunningPostgres> {
  const giveUpAt = Date.now() + 15_000;
  for (let guarded = first; ; guarded = next()) {
    const port = request.port ?? (await freePort());
    const logBefore = request.log.sinceOpened().length;
    guarded.run(command(request, port));
    const outcome = await Promise.race([ready(request.cluster, guarded), guarded.ended]);
    if (typeof outcome === 'number') return running(guarded, port, outcome);
    const said = request.log.sinceOpened().slice(logBefore);
    const portTaken = said.includes('could not bind');
    if (portTaken && request.port !== undefined) throw taken(request.port);
    // Backends of a killed PostgreSQL end after a moment.
    const orphans = said.includes('pre-existing shared memory block');
    if (!(portTaken || orphans) || Date.now() > giveUpAt) throw programFailure('postgres', outcome, said);
    await sleep(200);
  }
}

async function ready(cluster: string, guarded: GuardedProcess): Promise<number | ProgramEnd> {
  const first = await Promise.race([guarded.started, guarded.ended]);
  if (typeof first !== 'number') return first;
  let over = false;
  const end = (): void => {
    over = true;
  };
  guarded.ended.then(end, end);
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  while (!over && Date.now() < giveUpAt) {
    const said = readPostmaster(cluster);
    // On Windows the pid is that of pg_ctl. The file has the pid of the server.
    if (said?.ready && (said.pid === first || process.platform === 'win32')) return said.pid;
    await sleep(POLL_MS);
  }
  return over
    ? guarded.ended
    : { code: null, signal: null, spawnError: `not ready within ${READY_WITHIN_MS / 1000} s` };
}

function running(guarded: GuardedProcess, port: number, pid: number): RunningPostgres {
  const identity = processIdentity(pid);
  const lives = () => identity !== null && processIdentity(pid) === identity;
  const ended = guarded.ended.then(async () => {
    while (lives()) await sleep(200, undefined, { ref: false });
  });
  const stop = async () => {
    await guarded.close();
    // PostgreSQL is still running only if the watchdog was killed.
    if (lives()) process.kill(pid, 'SIGINT');
    while (lives()) await sleep(POLL_MS);
  };
  return { process: guarded, port, pid, ended, stop };
}

function command(request: StartRequest, port: number): WatchdogCommand {
  const { binaries, cluster, runAs } = request;
  const env = programEnvironment();
  const settings = settingArguments(serverSettings(port, request.durable, request.settings));
  if (process.platform === 'win32') {
    // postgres.exe refuses administrators. pg_ctl starts it with restricted rights.
    const quoted = settings.map((word) => `"${word}"`).join(' ');
    return {
      file: binaries.pgCtl,
      args: ['start', '-w', '-D', cluster, '-l', request.log.path, '-o', quoted],
      env,
      stop: { file: binaries.pgCtl, args: ['stop', '-w', '-m', 'fast', '-D', cluster] },
    };
  }
  const [file = '', ...args] = [...runAs.prefix, binaries.postgres, '-D', cluster, ...settings];
  return { file, args, env, ...runAs.spawn };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function taken(port: number): EmbeddedError {
  return new EmbeddedError(embeddedMessages.portInUse(port));
}
