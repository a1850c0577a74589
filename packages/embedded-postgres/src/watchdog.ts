/**
 * A separate process, in its own session. The server starts it with a pipe as standard input.
 * It is the parent of PostgreSQL. The pipe ends when the server closes it or is killed; then it shuts PostgreSQL down.
 * As the parent, it knows the pid from the start and leaves no zombie.
 * Its standard error is the log of PostgreSQL.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import type { WatchdogCommand, WatchdogReport } from './watchdog-protocol.js';

/** The longest fast shutdown. After it an immediate shutdown follows, which costs a recovery but no data. */
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
// The server may have ended. Then nobody reads the report.
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
