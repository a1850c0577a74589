import { operatorMessages } from './messages.js';
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

/** Prints the addresses and demonstration accounts after the start. */
export function announce(facts: Announcement): void {
  const lines = [
    '',
    operatorMessages.running(facts.address, facts.seconds.toFixed(1)),
    operatorMessages.explorer(facts.address),
    operatorMessages.graphql(facts.address),
    operatorMessages.health(facts.address),
    ...(facts.demo ? demonstration(facts.demo) : []),
    ...(facts.missing.length > 0 ? ['', operatorMessages.migrationsMissing(facts.missing.length)] : []),
    '',
    operatorMessages.howToStop,
    '',
  ];
  process.stdout.write(lines.join('\n'));
}

function demonstration(demo: Demo): string[] {
  const width = Math.max(...demoAccounts.map((account) => account.username.length));
  return [
    '',
    operatorMessages.demoAccounts(demo.password),
    ...demoAccounts.map((account) => `  ${account.username.padEnd(width)}  ${account.title.zh} / ${account.title.en}`),
    '',
    operatorMessages.demoFirstQuery,
    `  ${QUERY}`,
  ];
}
