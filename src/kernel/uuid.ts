/** Ids are made here, not in the database: PostgreSQL 16 and 17 know no UUIDv7. */
export { v7 as uuidv7 } from 'uuid';
