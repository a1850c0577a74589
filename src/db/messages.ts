import { type Message, message } from '../kernel/message.js';

export const dbMessages = {
  changedMeanwhile: message(
    '这条记录刚刚被别人改过；请看看现在的内容，再改一次。',
    'Somebody has changed this record in the meantime: look at its current state and try again.',
  ),

  // haoshangliang migrate, and starting with a database of one's own.
  migrationWaiting: message(
    '另一个 migrate 正在运行，等它结束。',
    'Another migrate is running; this one waits for its end.',
  ),
  migrationsUnknown: (names: readonly string[]): Message =>
    message(
      `数据库由更新的版本升级过（本版本不认识：${names.join('、')}）。请使用那个版本，或从升级前的备份恢复。`,
      `A newer version has upgraded this database (unknown here: ${names.join(', ')}). ` +
        'Use that version, or restore the backup from before the upgrade.',
    ),
  migrationsWithGap: (lacking: string, later: string): Message =>
    message(
      `数据库有迁移 ${later}，却没有它之前的 ${lacking}。请从备份恢复，或用本版本新建数据库。`,
      `The database has the migration ${later} without ${lacking} before it. ` +
        'Restore a backup, or make a new database with this version.',
    ),
  migrationChanged: (name: string): Message =>
    message(
      `迁移 ${name} 与数据库执行过的不同。请使用升级过该数据库的版本；已执行的迁移不得修改，改动须写成新的迁移。`,
      `The migration ${name} is not the one that this database has run. Use the version that upgraded the database; ` +
        'a migration that has run is never changed, a change is a new migration.',
    ),
  otherCatalogue: (last: string, lines: string): Message =>
    message(
      `数据库没有迁移校验值，结构也与执行到 ${last} 的新库不同，未作任何改动：\n${lines}\n` +
        '它可能由后来改过的迁移建成。请把列出的对象改成与新库一致后重试；只有演示数据时，可另建新库。',
      `The database has no hashes of its migrations and differs from a new one after ${last}; nothing was changed.\n` +
        'It was probably made by migrations that were edited later. Make the objects above equal to those of a new ' +
        'database and run this again. If it holds demonstration data only, make a new database instead.',
    ),

  /** Marks in the list of differences that `otherCatalogue` shows, one line an object. */
  differenceMissing: '缺少 missing:',
  differenceChanged: '不同 different:',
  differenceUnexpected: '多出 not of any migration:',
};
