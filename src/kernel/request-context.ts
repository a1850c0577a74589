import DataLoader from 'dataloader';
import { AnswerSize } from './answer-size.js';
import { uuidv7 } from './uuid.js';
import type { EntityClass } from './columns.js';
import {
  type Addressed,
  type Database,
  type Effort,
  type Row,
  type RowUpdate,
  StaleViewer,
  type Statement,
  type Transaction,
} from './database.js';
import { unauthenticated } from './errors.js';
import { byId } from './loader.js';
import type { LoaderDefinition } from './loader-definition.js';
import { type Message, inLang } from './message.js';
import type { RequestOrigin, Viewer } from './viewer.js';

interface Waiting {
  statement: Statement;
  isOfPeers: boolean;
  resolve(rows: Row[]): void;
  reject(error: unknown): void;
}

export type ExecutorName = 'plan' | 'compiled' | 'graphql-js';

/** The context of one request: the viewer, its origin, and the only access to data. It imports no module. */
export class RequestContext {
  /**
   * Set when the database reports that the viewer is out of date. The executor then repeats the operation once, with a
   * new viewer for the same token.
   */
  isStale = false;
  /** Set after the first commit. From then on the operation cannot be repeated. */
  hasWritten = false;
  /** The last executor that was tried. After the answer it is the one that made the answer. */
  executor: ExecutorName | null = null;
  readonly effort: Effort = { statements: 0, roundTrips: 0 };
  readonly size = new AnswerSize();
  /** Set while a mutation's transaction is open; reads then happen inside it. */
  private transaction: Transaction | null = null;
  private loaders = new Map<LoaderDefinition<never, never>, DataLoader<unknown, unknown>>();
  private waiting: Waiting[] = [];
  private atCommit: (() => void)[] = [];

  constructor(
    private readonly database: Database,
    public viewer: Viewer,
    readonly origin: RequestOrigin,
    readonly services: ReadonlyMap<symbol, unknown> = new Map(),
  ) {}

  /** The viewer's city. @throws UNAUTHENTICATED for the public. */
  get cityId(): string {
    if (!this.viewer.cityId) throw unauthenticated();
    return this.viewer.cityId;
  }

  say(text: Message): string {
    return inLang(text, this.origin.lang);
  }

  /** Statements asked for in the same turn of the event loop travel in one round trip. */
  rows<T extends object = Row>(statement: Statement): Promise<T[]> {
    if (this.transaction) return this.transaction.rows<T>(statement);
    return this.ask<T>(statement, false);
  }

  /**
   * As `rows`, under the role `app_peers`: numbers of the whole city. A mutation cannot use it.
   * @throws UNAUTHENTICATED for the public
   */
  async peerRows<T extends object = Row>(statement: Statement): Promise<T[]> {
    if (this.transaction) throw new Error('A mutation reads what its viewer may see, and nothing of others.');
    if (!this.viewer.cityId) throw unauthenticated();
    return this.ask<T>(statement, true);
  }

  private ask<T extends object>(statement: Statement, isOfPeers: boolean): Promise<T[]> {
    return new Promise<Row[]>((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => void this.flush());
      this.waiting.push({ statement, isOfPeers, resolve, reject });
    }) as Promise<T[]>;
  }

  private async flush(): Promise<void> {
    // `sort` is stable: statements of each kind keep their order.
    const batch = this.waiting.sort((a, b) => Number(a.isOfPeers) - Number(b.isOfPeers));
    this.waiting = [];
    const statementsOf = (isOfPeers: boolean): Statement[] =>
      batch.filter((item) => item.isOfPeers === isOfPeers).map((item) => item.statement);
    try {
      const results = await this.database.read(this.viewer, statementsOf(false), statementsOf(true), this.effort);
      batch.forEach((item, index) => item.resolve(results[index] ?? []));
    } catch (error) {
      this.noteStale(error);
      for (const item of batch) item.reject(error);
    }
  }

  load<K, V>(definition: LoaderDefinition<K, V>, key: K): Promise<V> {
    const cached = this.loaders.get(definition as never) as DataLoader<K, V> | undefined;
    const loader =
      cached ??
      (new DataLoader<K, V, unknown>((keys) => definition.batch(this, keys), {
        cacheKeyFn: definition.cacheKey ?? ((plain) => plain),
        maxBatchSize: 1000,
      }) as DataLoader<K, V>);
    if (!cached) this.loaders.set(definition as never, loader as never);
    return loader.load(key);
  }

  /** Clears all loader caches. Called after every write and when the viewer changes. */
  forget(): void {
    this.loaders.clear();
  }

  /** Changes the viewer for the rest of the request (signIn, grantChoose). */
  become(viewer: Viewer): void {
    this.viewer = viewer;
    this.isStale = false;
    this.forget();
  }

  get tx(): Transaction {
    if (!this.transaction) throw new Error('No transaction is open: writes happen in mutations only.');
    return this.transaction;
  }

  private noteStale(error: unknown): void {
    if (error instanceof StaleViewer) this.isStale = true;
  }

  async write<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await this.database.write(
        this.viewer,
        async (tx) => {
          this.transaction = tx;
          this.atCommit = [];
          // A retried transaction must not see rows of the one that was rolled back.
          this.forget();
          return work();
        },
        this.effort,
      );
      this.hasWritten = true;
      for (const done of this.atCommit) done();
      return result;
    } catch (error) {
      this.noteStale(error);
      throw error;
    } finally {
      this.transaction = null;
      this.forget();
    }
  }

  /** Runs `done` after COMMIT. It does not run if the transaction rolls back. */
  afterCommit(done: () => void): void {
    this.atCommit.push(done);
  }

  /** Inserts a row with a new id in the viewer's city. @returns the id. */
  async insert<T extends object>(
    entity: EntityClass<T>,
    row: Omit<Partial<T>, 'id' | 'cityId'> & { id?: string },
  ): Promise<string> {
    const id = row.id ?? uuidv7();
    this.tx.insert(entity, { ...row, cityId: this.cityId, id } as unknown as Partial<T>);
    this.forget();
    return id;
  }

  /** Reads a row that this transaction wrote. Writes clear the loader caches, so this is a new query. */
  async reread<T extends object>(entity: EntityClass<T>, id: string): Promise<T> {
    const row = await this.load(byId(entity), id);
    if (!row) throw new Error(`${entity.name}: a row that was written is not the viewer's to read.`);
    return row;
  }

  /** Reads the final state inside the transaction. COMMIT is sent in the same batch. */
  readLast<T>(read: () => Promise<T>): Promise<T> {
    this.forget();
    this.tx.commitWithNext();
    return read();
  }

  async update<T extends Addressed, K extends keyof T & string>(
    update: RowUpdate<T, K>,
    row: T,
    patch: Partial<Pick<T, K>>,
  ): Promise<void> {
    await this.tx.update(update, row, patch);
    this.forget();
  }

  /** A service of a higher floor, looked up by its key (see `defineService`). */
  service<T>(key: ServiceKey<T>): T {
    const service = this.services.get(key.symbol);
    if (!service) throw new Error(`Service ${String(key.symbol)} was not wired.`);
    return service as T;
  }
}

/** A typed key. assemble.ts registers a service of a higher floor (sign-in, cookies) under it. */
export interface ServiceKey<T> {
  readonly symbol: symbol;
  readonly __type?: T;
}
export const defineService = <T>(name: string): ServiceKey<T> => ({ symbol: Symbol(name) });
