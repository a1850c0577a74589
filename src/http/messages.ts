/** Texts of the server around GraphQL. The reader's language is unknown here, so each holds both: Chinese / English. */
export const httpMessages = {
  // Settings that are wrong. Each line begins with the name of the setting.
  settingsWrong: (problems: readonly string[]): string =>
    `配置有误，请改正以下各项 / Settings to correct:\n  ${problems.join('\n  ')}`,
  notAPostgresUrl: '须为 postgres:// 开头的连接串 / must be a postgres:// connection string',
  notADay: '须为确有的一天，写成 YYYY-MM-DD / must be a day of the calendar, YYYY-MM-DD',
  authUrlMissing:
    'AUTH_DATABASE_URL: 设了 DATABASE_URL 时必填（角色 app_auth）/ needed with DATABASE_URL (login role app_auth)',
  databaseUrlMissing:
    'DATABASE_URL: 设了 AUTH_DATABASE_URL 时必填（角色 app）/ needed with AUTH_DATABASE_URL (login role app)',
  settingTwice: (key: string): string =>
    `${key}: ${key} 与 ${key}_FILE 只能设一个 / set ${key} or ${key}_FILE, not both`,
  fileUnreadable: (key: string, path: string): string =>
    `${key}_FILE: 读不到文件 ${path} / cannot read the file ${path}`,

  // Requests that are refused before GraphQL sees them.
  bodyTooLarge: '请求体超过 256 KB / The body is larger than 256 KB',
  requestMalformed:
    '请求格式不对，应为 application/json 的 GraphQL 请求 / Malformed request: GraphQL over application/json is expected',
  internalError: '服务器内部出错 / Internal server error',

  // Downloading an export.
  signInToDownload: '请先登录再下载 / Sign in to download\n',
  downloadMissing:
    '没有找到：链接只能由申请导出的账号使用一次，24 小时后失效 / Not found: a link works once, for the account that asked, for 24 hours\n',

  // The explorer was not built.
  explorerNotBuilt: `查询台尚未构建：请运行 npm run build:web，然后重新启动服务器。
The explorer has not been built: run npm run build:web, then start the server again.
`,
};
