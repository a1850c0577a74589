// A small load generator on raw sockets: it must cost little, because it shares the two cores with what it measures.
import { connect } from 'node:net';

/**
 * Sends requests over `connections` keep-alive sockets for `seconds`; bounded in both. `nextRequest` makes each
 * request's body and header lines.
 */
export async function measure({ port, path, nextRequest, connections, seconds, check }) {
  const latencies = [];
  let failures = 0;
  const until = performance.now() + seconds * 1000;
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, () => run()));
  const elapsed = (performance.now() - began) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  return {
    requests: latencies.length,
    failures,
    perSecond: latencies.length / elapsed,
    p50: at(0.5),
    p99: at(0.99),
    seconds: elapsed,
  };

  function run() {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      let buffer = Buffer.alloc(0);
      let sent = 0;
      const send = () => {
        const { body, headers } = nextRequest();
        const length = Buffer.byteLength(body);
        sent = performance.now();
        // Written at once, as any client would: two writes are two packets, and cost everybody a reading more.
        socket.write(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}Content-Length: ${length}\r\n\r\n${body}`);
      };
      socket.on('error', reject);
      socket.on('connect', send);
      socket.on('data', (chunk) => {
        buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
        const answer = takeResponse(buffer);
        if (!answer) return;
        buffer = answer.rest;
        latencies.push(performance.now() - sent);
        if (answer.status !== 200 || (check && !check(answer.body))) failures += 1;
        if (performance.now() < until) send();
        else socket.end(() => resolve());
      });
    });
  }
}

/** One whole response from the front of the buffer, or null while it is incomplete. */
function takeResponse(buffer) {
  const head = buffer.indexOf('\r\n\r\n');
  if (head < 0) return null;
  const text = buffer.toString('latin1', 0, head);
  const status = Number(text.slice(9, 12));
  const length = /content-length: (\d+)/i.exec(text)?.[1];
  if (length) {
    const end = head + 4 + Number(length);
    return buffer.length < end ? null : { status, body: buffer.subarray(head + 4, end), rest: buffer.subarray(end) };
  }
  const parts = [];
  let at = head + 4;
  for (;;) {
    const line = buffer.indexOf('\r\n', at);
    if (line < 0) return null;
    const size = parseInt(buffer.toString('latin1', at, line), 16);
    if (buffer.length < line + 2 + size + 2) return null;
    if (size === 0) return { status, body: Buffer.concat(parts), rest: buffer.subarray(line + 4) };
    parts.push(buffer.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
