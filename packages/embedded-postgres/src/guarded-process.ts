import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ProgramEnd } from './binaries.js';
import { programEnvironment } from './program-environment.js';
import type { WatchdogCommand, WatchdogReport } from './watchdog-protocol.js';

/** Starts the watchdog process and talks to it from the server: see watchdog.ts. */
export class GuardedProcess {
  /** Resolves when the guarded program has ended. If the watchdog ends first, it resolves with the watchdog's end. */
  readonly ended: Promise<ProgramEnd>;
  /** Resolves with the pid when the program has started. It never resolves if the program did not start. */
  readonly started: Promise<number>;
  private readonly watchdog: ChildProcessByStdio<Writable, Readable, null>;

  /** Starts the watchdog without a program. `log` is the file descriptor for the program's output. */
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
      // "close" comes after all output was read. "exit" may come earlier.
      this.watchdog.once('close', (code, signal) => resolve({ code, signal }));
    });
    // A watchdog that has ended is noticed by "close". An error while writing to it must not end the server.
    this.watchdog.stdin.on('error', () => undefined);
  }

  run(command: WatchdogCommand): void {
    this.watchdog.stdin.write(`${JSON.stringify(command)}\n`);
  }

  /** Makes the watchdog shut the program down. Resolves when the program has ended. */
  async close(): Promise<ProgramEnd> {
    this.hold(true);
    this.watchdog.stdin.end();
    return this.ended;
  }

  /** Sets whether the watchdog keeps the server's event loop alive. */
  hold(alive: boolean): void {
    for (const handle of [this.watchdog, this.watchdog.stdin, this.watchdog.stdout] as unknown as NodeJS.RefCounted[]) {
      if (alive) handle.ref();
      else handle.unref();
    }
  }
}
