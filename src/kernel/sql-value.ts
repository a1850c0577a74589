/** A value the database works out, in an insert or an update: SQL of the code, one of few texts, with a `?` for each of what it compares with. */
export class SqlValue {
  constructor(readonly text: string, readonly values: readonly unknown[]) {}
}

/** In the place of a column's value, e.g. `bySql('now()')`. */
export const bySql = (text: string, ...values: readonly unknown[]): never => new SqlValue(text, values) as never;
