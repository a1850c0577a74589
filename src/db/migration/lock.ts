/** Of all that migrate, load or restore a database, one works at a time. A backup shares it with other backups. */
export const MIGRATION_LOCK = 77_001;
