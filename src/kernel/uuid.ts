/** Ids are made in the server, because PostgreSQL 16 and 17 have no UUIDv7. */
export { v7 as uuidv7 } from 'uuid';
