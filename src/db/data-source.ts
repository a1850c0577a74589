import { DataSource, type MixedList } from 'typeorm';
import { SnakeNaming } from './naming.js';

export interface DataSourceOptions {
  readonly url: string;
  readonly entities: readonly (abstract new (...args: never[]) => object)[];
  readonly migrations?: MixedList<string | (new () => never)>;
  readonly poolSize?: number;
}

/** The TypeORM connection for migrations and for bulk loads by an operator. Requests do not use it. */
export const createDataSource = (options: DataSourceOptions): DataSource =>
  new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities as never,
    migrations: (options.migrations ?? []) as never,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logging: false,
    applicationName: 'haoshangliang',
    poolSize: options.poolSize ?? 10,
    extra: { options: SESSION_SETTINGS, connectionTimeoutMillis: 5_000 },
    installExtensions: false,
  });

/** Time limits, so that no statement, lock or idle transaction holds a connection for ever. */
export const SESSION_SETTINGS =
  '-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000 -c timezone=UTC';
