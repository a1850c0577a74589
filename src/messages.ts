import { type Message, message } from './kernel/message.js';

/** Texts for the person who starts the server or runs a command. Each holds both languages: Chinese / English. */
export const operatorMessages = {
  // Starting the server.
  userRefused: '数据库拒绝了用户名或口令 / the database refuses this user or password',
  connectionNotAllowed:
    '数据库不允许此用户这样连接（见 pg_hba.conf）/ the database does not let this user connect like this (see pg_hba.conf)',
  databaseMissing: '没有这个数据库 / there is no such database',
  waitingForDatabase: (reason: string): Message =>
    message(
      `数据库暂不可用，正在等待（${reason}）。`,
      `The database is not available yet; waiting for it (${reason}).`,
    ),
  embeddedEnded: message(
    '内置 PostgreSQL 意外停止，服务随之结束；数据未丢失，请重新启动。',
    'The embedded PostgreSQL ended by itself; no data is lost, start again.',
  ),
  portInUse: (port: string): Message =>
    message(`端口 ${port} 已被占用；请用 PORT=… 换一个端口。`, `Port ${port} is in use: choose another with PORT=….`),

  // Printed when the server is ready.
  running: (address: string, seconds: string): string =>
    `好商量已启动 / Haoshangliang is running: ${address}  (${seconds} s)`,
  explorer: (address: string): string => `  查询台 / explorer   ${address}/explorer/`,
  graphql: (address: string): string => `  接口 / GraphQL      ${address}/graphql`,
  health: (address: string): string => `  健康 / health       ${address}/health/ready`,
  migrationsMissing: (count: number): string =>
    `数据库缺少 ${count} 项迁移，尚不能服务；请以迁移角色运行：haoshangliang migrate\n` +
    `The database lacks ${count} migrations and cannot serve yet: run "haoshangliang migrate" as the migration role`,
  howToStop: '按 Ctrl+C 停止 / press Ctrl+C to stop',
  demoAccounts: (password: string): string =>
    `演示账号（数据为公开报道或虚构）/ demo accounts (data published or invented), 口令 / password: ${password}`,
  demoFirstQuery: '先以 rugao-committee 登录，再试 / sign in as rugao-committee, then try:',

  // The command haoshangliang, and what its commands have in common.
  program: '好商量运维命令 / operator commands of Haoshangliang',
  settingMissing: (key: string): string => `请设置 ${key} / set ${key} (docs/configuration.md)`,

  // haoshangliang migrate
  migrate: '把数据库升级到本版本 / bring the database to this version',
  migrated: (names: readonly string[]): string => `已执行 / run: ${names.join(', ')}`,
  nothingToMigrate: '没有待执行的迁移 / nothing to migrate',

  // haoshangliang db roles
  db: '数据库准备 / preparing the database',
  roles: '建立或更新角色（需超级用户）/ make or update the roles (needs a superuser)',
  rolesReady: '角色已就绪 / roles are ready: app, app_auth, hsl_migrator',

  // haoshangliang place import
  place: '地方 / places',
  placeImport:
    '导入地方名册；有一处不对或未答复则全不导入 / import a register of places; nothing unless all is sound and answered',
  placeImportFile: 'CSV 或 XLSX，列 / CSV or XLSX, columns: code,kind,name,parent_code[,type][,answer]',
  placeImportPreview: '只说会怎样，不导入 / only say what would be done',
  placeImportPlan: '只按预览过的这一方案导入 / import only this plan, as it was previewed',
  placeImportJson: '输出 JSON / print JSON',
  placeImportAccept: '这些行或编码照文件办 / follow the file in these lines or codes',
  placeImportKeep: '这些行或编码保持原样 / leave these lines or codes as they are',
  placeProblems: (count: number): string =>
    `共 ${count} 处问题，未导入任何地方 / ${count} problems, nothing was imported`,

  // haoshangliang account create-admin
  account: '账号 / accounts',
  createAdmin:
    "为一个城市建立第一位管理员，口令随机生成并只显示一次 / make a city's first administrator; the random password is shown once",
  adminCreated: (username: string, password: string): string =>
    `用户名 / username: ${username}\n口令 / password: ${password}`,

  // haoshangliang stats recount
  stats: '统计汇总 / kept sums',
  recount:
    '按原始记录重算汇总，只列出有差异的；有差异且未改正时退出码为 1 / recount the sums from the records and list only what differs; exit ' +
    'code 1 when something does and is not repaired',
  recountWithin: '只查某地及其以下 / only a place and those below it',
  recountRepair: '改正所发现的差异 / put right what differs',
  recountDrift: (code: string, measure: string, months: string, kept: string, counted: string): string =>
    `${code} ${measure} ${months}：汇总 / kept ${kept}，记录 / counted ${counted}`,

  // haoshangliang demo load
  demo: '演示数据 / demonstration data',
  demoLoad:
    '明确要求时才把演示数据装入自备数据库 / load the demonstration into a database of your own, only when asked by name',
  demoToday: '参照日期 / reference date',
  demoPasswordMissing:
    '请设置 DEMO_PASSWORD：自备数据库没有默认口令 / set DEMO_PASSWORD: there is no default password on a database of your own',
  demoLoaded: '演示数据已装入 / the demonstration is loaded',
};
