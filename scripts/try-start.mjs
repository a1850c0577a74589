// Runs `npm start` as a newcomer would, in a data directory of its own: waits for /health/ready, signs in with the
// printed password, asks the printed query, and stops it. Fails when any of it does.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dataDir = mkdtempSync(join(tmpdir(), 'haoshangliang-start-'));
const began = Date.now();
const child = spawn('npm', ['start'], {
  env: { ...process.env, DATA_DIR: dataDir, PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
  shell: process.platform === 'win32',
});
let printed = '';
child.stdout.on('data', (chunk) => {
  printed += chunk;
});

const LIMIT = 120_000;
async function until(what, look) {
  for (;;) {
    const found = await look();
    if (found) return found;
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode} before ${what}:\n${printed}`);
    if (Date.now() - began > LIMIT) throw new Error(`waited too long for ${what}:\n${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function ask(address, query, token) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    body: JSON.stringify({ query }),
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
  });
  const body = await response.json();
  if (body.errors) throw new Error(JSON.stringify(body.errors));
  return body.data;
}

async function stop() {
  if (child.exitCode === null) {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM');
    await new Promise((resolve) => {
      child.once('exit', resolve);
    });
  }
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
}

try {
  const address = await until('the address', () => /is running: (http:\/\/\S+)/.exec(printed)?.[1]);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  await until('readiness', async () => (await fetch(`${address}/health/ready`).catch(() => null))?.ok);
  const password = await until('the password', () => /password: (\S+)/.exec(printed)?.[1]);
  const { signIn } = await ask(
    address,
    `mutation { signIn(input: {username: "rugao-committee", password: "${password}"}) { token errors { code } } }`,
  );
  if (!signIn.token) throw new Error(`signing in with the printed password failed: ${JSON.stringify(signIn.errors)}`);
  const query = /then try:\s*\n([\s\S]*?\} \} \} \})/.exec(printed)?.[1];
  const answer = await ask(address, query, signIn.token);
  const [shili] = answer.compareRooms.nodes;
  if (shili?.values[0]?.value !== 6 || shili?.values[1]?.value !== 32)
    throw new Error(`Shili's record is not the known one: ${JSON.stringify(answer)}`);
  console.log(`npm start: ready after ${seconds} s; the printed password and query work: ${JSON.stringify(shili)}`);
} finally {
  await stop();
}
