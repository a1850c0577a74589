/**
 * A process of its own, in its own session, started by the server with a pipe as its standard input. It is
 * PostgreSQL's parent. When the pipe ends, because the server has closed it or was killed, it shuts PostgreSQL down.
 * Being the parent it knows the pid from the first instant and leaves no zombie behind.
 * Standard error is PostgreSQL's log.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import type { WatchdogCommand, WatchdogReport } from './watchdog-protocol.js';

/** How long a fast shutdown may take before it becomes an immediate one (which costs a recovery, not data). */
const FAST_SHUTDOWN_MS = 30_000;

let command: WatchdogCommand | undefined;
let child: ChildProcess | undefined;
let ending = false;
let received = '';

process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => {
  received += chunk;
  const end = received.indexOf('\n');
  if (end >= 0 && command === undefined) run((command = JSON.parse(received.slice(0, end)) as WatchdogCommand));
});
process.stdin.on('end', shutDown);
process.stdin.on('error', shutDown);
// The reader may be dead already: nothing to report to then.
process.stdout.on('error', () => undefined);
process.on('SIGTERM', shutDown);
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);

function run({ file, args, uid, gid, env, stop }: WatchdogCommand): void {
  const started = spawn(file, args, {
    env,
    detached: stop === undefined,
    stdio: ['ignore', stop === undefined ? 2 : 'ignore', stop === undefined ? 2 : 'ignore'],
    windowsHide: true,
    ...(uid === undefined ? {} : { uid, gid }),
  });
  child = started;
  if (started.pid !== undefined) report({ kind: 'started', pid: started.pid });
  started.once('error', (error) => leave({ kind: 'ended', code: null, signal: null, spawnError: error.message }));
  started.once('exit', (code, signal) => {
    if (stop !== undefined && code === 0 && !ending) return;
    leave({ kind: 'ended', code, signal });
  });
}

function shutDown(): void {
  if (ending) return;
  ending = true;
  if (command?.stop !== undefined) {
    spawnSync(command.stop.file, command.stop.args, { stdio: 'ignore', windowsHide: true, env: command.env });
    return leave({ kind: 'ended', code: 0, signal: null });
  }
  if (child === undefined) process.exit(0);
  child.kill('SIGINT');
  setTimeout(() => child?.kill('SIGQUIT'), FAST_SHUTDOWN_MS);
}

function report(message: WatchdogReport): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function leave(message: WatchdogReport): void {
  process.stdout.write(`${JSON.stringify(message)}\n`, () => process.exit(0));
}
