import pg from 'pg';

/** A date is a day, not an instant: it stays the text PostgreSQL sent. Counts fit a double. */
const DATE = 1082;
const INT8 = 20;

export function useDomainTypes(): void {
  pg.types.setTypeParser(DATE, (text) => text);
  pg.types.setTypeParser(INT8, (text) => Number(text));
}
