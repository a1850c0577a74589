import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ProgramEnd } from './binaries.js';
import { programEnvironment } from './program-environment.js';
import type { WatchdogCommand, WatchdogReport } from './watchdog-protocol.js';

/** The server's end of the watchdog: see watchdog.ts. */
export class GuardedProcess {
  /** Resolves when the guarded program has ended, or the watchdog has (then with its own end). */
  readonly ended: Promise<ProgramEnd>;
  /** Resolves with the pid as soon as the program was started; never if it was not. */
  readonly started: Promise<number>;
  private readonly watchdog: ChildProcessByStdio<Writable, Readable, null>;

  /** Starts the watchdog, idle. `log` is the file descriptor for what the program will print. */
  constructor(log: number) {
    const script = fileURLToPath(new URL('./watchdog.js', import.meta.url));
    const env = programEnvironment();
    this.watchdog = spawn(process.execPath, [script], {
      detached: true,
      env,
      stdio: ['pipe', 'pipe', log],
      windowsHide: true,
    }) as ChildProcessByStdio<Writable, Readable, null>;
    const lines = createInterface({ input: this.watchdog.stdout });
    const reports = (take: (report: WatchdogReport) => void) =>
      lines.on('line', (line) => take(JSON.parse(line) as WatchdogReport));
    this.started = new Promise((resolve) => reports((report) => report.kind === 'started' && resolve(report.pid)));
    this.ended = new Promise((resolve) => {
      reports((report) => report.kind === 'ended' && resolve(report));
      this.watchdog.once('error', (error) => resolve({ code: null, signal: null, spawnError: error.message }));
      // "close" comes after the last line was read, "exit" may not.
      this.watchdog.once('close', (code, signal) => resolve({ code, signal }));
    });
    // A watchdog that is gone says so by "close"; writing to it must not end the server.
    this.watchdog.stdin.on('error', () => undefined);
  }

  run(command: WatchdogCommand): void {
    this.watchdog.stdin.write(`${JSON.stringify(command)}\n`);
  }

  /** Has the watchdog shut the program down; resolves when it has ended. */
  async close(): Promise<ProgramEnd> {
    this.hold(true);
    this.watchdog.stdin.end();
    return this.ended;
  }

  /** Whether this keeps the server's event loop alive. */
  hold(alive: boolean): void {
    for (const handle of [this.watchdog, this.watchdog.stdin, this.watchdog.stdout] as unknown as NodeJS.RefCounted[]) {
      if (alive) handle.ref();
      else handle.unref();
    }
  }
}
