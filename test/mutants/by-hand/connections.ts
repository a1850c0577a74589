import type { Mutant } from '../mutant.js';

const POOLS = 'src/db/pools.js';
const TEST = 'db/pools';

/** Connections that break, fall silent, or of which there are too few. */
export const connectionMutants: readonly Mutant[] = [
  {
    name: 'nobody hears a client in use that breaks',
    file: POOLS,
    pattern: `client.on('error', () => undefined);`,
    replacement: '',
    test: TEST,
    named: 'hears a client',
  },
  {
    name: 'a line without an end',
    file: POOLS,
    pattern: 'this.pool.waitingCount >= this.size * WAITING_A_CONNECTION',
    replacement: 'false',
    test: TEST,
    named: 'refuses at once',
  },
  {
    name: 'no keep-alive',
    file: POOLS,
    pattern: 'keepAlive: true',
    replacement: 'keepAlive: false',
    test: TEST,
    named: 'keeps its connections alive',
  },
  {
    name: 'a silent pool in full use passes for a working one',
    file: POOLS,
    pattern: 'performance.now() - this.answeredAt > SILENCE_MS',
    replacement: 'false',
    test: TEST,
    named: 'none answers',
  },
  {
    name: 'patience is asked for when a read joins the line',
    file: 'src/db/tenant-database.js',
    pattern: '() => [tenantContext(viewer, this.patience.opening + settings), ...asked]',
    replacement: '((early) => () => [tenantContext(viewer, early), ...asked])(this.patience.opening + settings)',
    test: 'db/lock-patience',
    named: 'the patience of reads',
  },
  {
    name: 'patience is never lost',
    file: 'src/db/lock-patience.js',
    pattern: 'this.lostAt = this.now();',
    replacement: '',
    test: 'db/lock-patience',
    named: 'the patience of reads',
  },
];
