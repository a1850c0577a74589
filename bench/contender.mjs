// Starts a contender as a process of its own and asks it.
import { readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { request } from 'node:http';

/** The product is measured as it is shipped: with the flags of `npm start`. */
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const FLAGS = { ours: scripts.start.split(' ').filter((word) => word.startsWith('--')) };

/** `script` names it, `node` runs it; `settings` of its own come before those of all. */
export async function startContender({ script, node, settings: own = {} }, settings) {
  const child = spawn(
    node,
    [...(FLAGS[script] ?? []), new URL(`./contenders/${script}.mjs`, import.meta.url).pathname],
    {
      env: { PATH: process.env.PATH, NODE_ENV: 'production' },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  // Not by the environment: the accounts of a campaign day are more than one variable may hold.
  child.stdin.end(JSON.stringify({ ...settings, ...own }));
  const port = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const found = /listening (\d+)/.exec(text);
      if (found) resolve(Number(found[1]));
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  return {
    pid: child.pid,
    port,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}

export function post(port, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/graphql',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(Buffer.concat(chunks)) }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(body));
  });
}
