// How many statements and round trips a request costs, seen from the wire: the same for every contender, not what it
// says of itself.
import { connect, createServer } from 'node:net';

/**
 * Stands between a contender and PostgreSQL and counts what is executed (Execute, simple Query) and how often is waited
 * for (Sync, simple Query).
 */
export async function countingProxy(url) {
  const target = new URL(url);
  const counted = { statements: 0, roundTrips: 0 };
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let buffer = Buffer.alloc(0);
    let started = false;
    client.on('data', (chunk) => {
      upstream.write(chunk);
      buffer = Buffer.concat([buffer, chunk]);
      for (;;) {
        // The first message of a connection has no type.
        const head = started ? 1 : 0;
        if (buffer.length < head + 4) return;
        const length = head + buffer.readInt32BE(head);
        if (buffer.length < length) return;
        const type = started ? String.fromCharCode(buffer[0]) : '';
        started = true;
        if (type === 'E' || type === 'Q') counted.statements += 1;
        if (type === 'S' || type === 'Q') counted.roundTrips += 1;
        buffer = buffer.subarray(length);
      }
    });
    upstream.on('data', (chunk) => client.write(chunk));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ]) {
      one.on('close', () => other.destroy());
      one.on('error', () => other.destroy());
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.port = String(server.address().port);
  through.hostname = '127.0.0.1';
  return { url: through.href, counted, close: () => server.close() };
}
