import { type Message, message } from '../../kernel/message.js';

/** Texts of `backup`, `restore` and `doctor` for the person who runs them: Chinese / English. */
export const commandMessages = {
  backup: '备份数据库的一个时刻，不影响使用 / back up one moment of the database, while people work',
  backupFile: '新文件，gzip 压缩的 SQL / a new file, SQL compressed by gzip',
  backupCity: '只备份一个城市 / one city only',
  backedUp: (file: string, contents: string): string => `已备份 / backed up: ${file}\n${contents}`,
  restore: '把备份恢复到空数据库 / restore a backup into an empty database',
  restoreFile: 'backup 写出的文件 / a file written by backup',
  restoreCity: '把一个城市装入已有其他城市的数据库 / put one city into a database that has others',
  restored: (contents: string): string =>
    `已恢复 / restored: ${contents}\n登录会话不在备份中，所有人需重新登录 / sessions are not in a backup: everybody signs in again`,
  contents: (cities: string, rows: number, version: string, madeAt: string): string =>
    `${cities}：${rows} 行 / rows，${version}，${madeAt}`,
  noDatabase: (dataDir: string): Message =>
    message(
      `请设置 MIGRATION_DATABASE_URL，或以 DATA_DIR 指明内置数据库的目录（${dataDir} 中没有）`,
      `set MIGRATION_DATABASE_URL, or DATA_DIR to the folder of an embedded database (there is none in ${dataDir})`,
    ),
} as const;
