import { type Message, message } from '../../kernel/message.js';
import type { BackedUpCity } from '../backup-format.js';

export const PERSONAL_DATA = message(
  '备份含居民姓名、电话等个人信息和口令校验值，请加密保存，按规定销毁。',
  'A backup holds names and phone numbers of residents, and password hashes. Keep it encrypted, and delete it in time.',
);

export const fileExists = (path: string): Message =>
  message(`文件 ${path} 已存在，请另取文件名。`, `The file ${path} exists; choose another name.`);

export const NOT_MIGRATED = message(
  '数据库尚未升级到可备份的状态，请先运行 haoshangliang migrate。',
  'The database is not ready for a backup; run haoshangliang migrate first.',
);

export const noSuchCity = (code: string, known: string): Message =>
  message(
    `没有编码为 ${code} 的城市；现有：${known}。`,
    `There is no city with the code ${code}; there are: ${known}.`,
  );

export const unreadable = (path: string, code: string): Message =>
  message(`读不到文件 ${path}（${code}）。`, `The file ${path} cannot be read (${code}).`);

export const foreign = (path: string): Message =>
  message(
    `${path} 不是 haoshangliang backup 的备份文件，未写入任何数据。`,
    `${path} is no backup of haoshangliang backup; nothing was written.`,
  );

export const damaged = (path: string, where: string): Message =>
  message(
    `备份文件 ${path} 已损坏（${where}），未写入任何数据。请使用另一份备份。`,
    `The backup ${path} is damaged (${where}); nothing was written. Use another backup.`,
  );

export const newerBackup = (path: string, version: string): Message =>
  message(
    `${path} 由较新的版本 ${version} 备份，请用该版本恢复。`,
    `${path} was made by the newer version ${version}; restore it with that version.`,
  );

export const otherMigrations = (path: string, name: string): Message =>
  message(
    `${path} 的迁移 ${name} 与本版本不同，请用备份时的版本恢复。`,
    `The migration ${name} of ${path} is not that of this version; restore with the version that made the backup.`,
  );

export const loadFailed = (table: string, why: string): Message =>
  message(
    `表 ${table} 的数据未能装入（${why}），数据库未作任何改动。`,
    `The rows of ${table} could not be loaded (${why}); the database was not changed.`,
  );

export const takesCityFlag = (path: string): Message =>
  message(
    `${path} 只含一个城市，请用 haoshangliang restore --city。`,
    `${path} holds one city; use haoshangliang restore --city.`,
  );

export const takesNoCityFlag = (path: string): Message =>
  message(
    `${path} 是全库备份，请不带 --city 恢复到空数据库。`,
    `${path} holds the whole database; restore it without --city, into an empty database.`,
  );

export const notThisVersion = (path: string, version: string): Message =>
  message(
    `单个城市只能在同一版本之间转移：${path} 由 ${version} 备份，与目标数据库的迁移不同。请先把两边升级到同一版本，再重新备份该城市。`,
    `A city moves between databases of one version; ${path} was made by ${version}, and the migrations differ. ` +
      'Bring both databases to the same version, and make the backup of the city again.',
  );

export const migratedFurther = (): Message =>
  message(
    '目标数据库的迁移比备份新。请使用未运行过 migrate 的空数据库，恢复后会自动升级。',
    'The database has more migrations than the backup. ' +
      'Use an empty one on which migrate was not run; it is brought to this version afterwards.',
  );

export const holdsRows = (table: string): Message =>
  message(
    `目标数据库不是空的（表 ${table} 有数据），未写入任何数据。请另建空数据库，或用 restore --city 装入一个城市。`,
    `The database is not empty (there are rows in ${table}); nothing was written. ` +
      'Use an empty database, or restore --city for one city.',
  );

export const cityIsThere = ({ code, name }: BackedUpCity): Message =>
  message(
    `城市 ${code} ${name} 已在目标数据库中，未写入任何数据。`,
    `The city ${code} ${name} is in this database already; nothing was written.`,
  );

export const namesTaken = (): Message =>
  message(
    '该城市有用户名已被目标数据库的其他城市使用，未写入任何数据。请先在原数据库改名，再重新备份。',
    'A user name of this city belongs to another city here; nothing was written. ' +
      'Give that account another name in the old database, and make the backup again.',
  );
