import { demoAccounts } from './modules/demo/demo-accounts.js';
import type { Demo } from './prepare.js';

export interface Announcement {
  readonly address: string;
  readonly demo: Demo | null;
  readonly seconds: number;
  readonly external: boolean;
  readonly missing: readonly string[];
}

const QUERY = `{ compareRooms(within: "320682001", period: {from: "2019-11-01", to: "2021-10-31"}) {
    nodes { place { name } values(metrics: [SESSIONS_HELD, SUGGESTIONS]) { metric { name } value } } } }`;

/** What a newcomer needs, and nothing else. */
export function announce(facts: Announcement): void {
  const lines = [
    '',
    `好商量已启动 / Haoshangliang is running: ${facts.address}  (${facts.seconds.toFixed(1)} s)`,
    `  查询台 / explorer   ${facts.address}/explorer/`,
    `  接口 / GraphQL      ${facts.address}/graphql`,
    `  健康 / health       ${facts.address}/health/ready`,
    ...(facts.demo ? demonstration(facts.demo) : []),
    ...(facts.missing.length > 0
      ? [
          '',
          `数据库缺少 ${facts.missing.length} 项迁移，尚不能服务；请以迁移角色运行：haoshangliang migrate`,
          `The database lacks ${facts.missing.length} migrations and cannot serve yet: ` +
            `run "haoshangliang migrate" as the migration role`,
        ]
      : []),
    '',
    '按 Ctrl+C 停止 / press Ctrl+C to stop',
    '',
  ];
  process.stdout.write(lines.join('\n'));
}

function demonstration(demo: Demo): string[] {
  const width = Math.max(...demoAccounts.map((account) => account.username.length));
  return [
    '',
    `演示账号（数据为公开报道或虚构）/ demo accounts (data published or invented), 口令 / password: ${demo.password}`,
    ...demoAccounts.map((account) => `  ${account.username.padEnd(width)}  ${account.title.zh} / ${account.title.en}`),
    '',
    '先以 rugao-committee 登录，再试 / sign in as rugao-committee, then try:',
    `  ${QUERY}`,
  ];
}
