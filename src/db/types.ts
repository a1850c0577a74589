import pg from 'pg';

/**
 * A date stays the text that PostgreSQL sent, because it is a day, not an instant. An int8 becomes a number: counts
 * fit.
 */
const DATE = 1082;
const INT8 = 20;

export function useDomainTypes(): void {
  pg.types.setTypeParser(DATE, (text) => text);
  pg.types.setTypeParser(INT8, (text) => Number(text));
}
