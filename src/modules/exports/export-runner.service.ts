import type { Database } from '../../kernel/database.js';
import { uuidv7 } from '../../kernel/uuid.js';
import type { ExportFiles } from './export-files.js';
import type { ExportQueue } from './export-queue.service.js';
import { runExport } from './export-job.js';

/** Two exports at a time a server: the third waits, and those who read do not. */
const AT_A_TIME = 2;
const IDLE_MS = 1_000;
const SWEEP_MS = 600_000;

export interface RunnerParts {
  readonly database: Database;
  readonly queue: ExportQueue;
  readonly files: ExportFiles;
  readonly failed: (error: unknown, exportId: string) => void;
}

/** Writes what waits in the queue, inside the server's own process. */
export class ExportRunner {
  private stopping = false;
  private loops: Promise<void>[] = [];
  private wake: (() => void)[] = [];
  private sweptAt = 0;

  constructor(private readonly parts: RunnerParts) {}

  start(): void {
    this.loops = Array.from({ length: AT_A_TIME }, () => this.loop(uuidv7()));
  }

  /** Ends after the page being written; what is not finished goes back into the queue. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wakeAll();
    await Promise.all(this.loops);
  }

  /** Writes one export after another until none waits. @returns how many. */
  async drain(worker = uuidv7()): Promise<number> {
    for (let count = 0; ; count += 1) {
      const job = this.stopping ? null : await this.parts.queue.claim(worker);
      if (!job) return count;
      await runExport(this.parts, job, worker, () => this.stopping);
    }
  }

  /** Ends what is past its time and deletes its files. */
  async sweep(): Promise<void> {
    await this.parts.queue.expire();
    await this.parts.files.sweep();
  }

  private async loop(worker: string): Promise<void> {
    while (!this.stopping) {
      try {
        if (Date.now() - this.sweptAt > SWEEP_MS) {
          this.sweptAt = Date.now();
          await this.sweep();
        }
        await this.drain(worker);
      } catch (error) {
        // The database may be away for a while; the queue will still be there.
        this.parts.failed(error, 'queue');
      }
      if (!this.stopping) await this.rest();
    }
  }

  private wakeAll(): void {
    for (const wake of this.wake.splice(0)) wake();
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wakeAll(), IDLE_MS);
      timer.unref();
      this.wake.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
