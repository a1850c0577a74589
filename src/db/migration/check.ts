import { readFileSync } from 'node:fs';
import { type Message, inBoth } from '../../kernel/message.js';
import { dbMessages } from '../messages.js';
import { differenceLines } from './difference-lines.js';
import { type Ask, type PortraitChange, differenceOf, portraitAfter, portraitOf } from './portrait.js';
import type { RecordedMigration } from './recorded.js';

/** A migration that a database has run. Rows from before hashes were kept have none. */
export interface RunMigration {
  readonly name: string;
  readonly hash: string | null;
}

/** A database that this version must not touch. The text says why and what to do. */
export class MigrationRefused extends Error {
  constructor(text: Message) {
    super(inBoth(text));
  }
}

/** What each migration makes of the catalogue, by name: written by `npm run migration:freeze`, checked by a test. */
export type CatalogueFile = Readonly<Record<string, PortraitChange>>;

export const readCatalogueFile = (): CatalogueFile =>
  JSON.parse(readFileSync(new URL('../../../../migrations/catalogue.json', import.meta.url), 'utf8')) as CatalogueFile;

/** @throws MigrationRefused when the database did not run these migrations, as they are, from the first one on. */
export function checkRun(run: readonly RunMigration[], recorded: readonly RecordedMigration[]): void {
  const known = new Set(recorded.map(({ name }) => name));
  const unknown = run.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (unknown.length > 0) throw new MigrationRefused(dbMessages.migrationsUnknown(unknown));
  run.forEach(({ name, hash }, i) => {
    const expected = recorded[i]!;
    if (name !== expected.name) throw new MigrationRefused(dbMessages.migrationsWithGap(expected.name, name));
    if (hash !== null && hash !== expected.hash) throw new MigrationRefused(dbMessages.migrationChanged(name));
  });
}

/**
 * Compares the catalogue with that of a new database after the same migrations.
 * @throws MigrationRefused that names what differs
 */
export async function checkCatalogue(
  ask: Ask,
  run: readonly RunMigration[],
  file: CatalogueFile = readCatalogueFile(),
): Promise<void> {
  const expected = portraitAfter(run.map(({ name }) => file[name] ?? { set: {}, gone: [] }));
  const difference = differenceOf(expected, await portraitOf(ask));
  if (Object.values(difference).every((names: readonly string[]) => names.length === 0)) return;
  throw new MigrationRefused(dbMessages.otherCatalogue(run.at(-1)!.name, differenceLines(difference)));
}
