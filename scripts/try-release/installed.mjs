// An installed release as its operator sees it: commands, a service that starts and stops it, and what it answers.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT_MS = 90_000;
export const PASSWORD = 'a word for the trial of releases';

/** Called with start or stop, as `--service` wants it. */
const service = (root, log, pidfile) => `#!/bin/sh
set -eu
case $1 in
  start) setsid '${root}/current/bin/serve' >>'${log}' 2>&1 & echo $! >'${pidfile}' ;;
  stop)
    [ -f '${pidfile}' ] || exit 0
    pid=$(cat '${pidfile}')
    kill "$pid" 2>/dev/null || true
    while [ -d "/proc/$pid" ]; do sleep 0.1; done
    rm '${pidfile}' ;;
esac
`;

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** The query of the README, and its variables: none. */
const readmeQuery = () => /```graphql\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))[1];

export class Installed {
  constructor(folder) {
    this.root = join(folder, 'opt');
    this.service = join(folder, 'service.sh');
    this.pidfile = join(folder, 'pid');
    this.log = join(folder, 'log');
    writeFileSync(this.service, service(this.root, this.log, this.pidfile));
    chmodSync(this.service, 0o755);
  }

  /** @returns status and what was printed. The environment has a path, and none of this repository's settings. */
  run(program, ...words) {
    const { PATH, HOME } = process.env;
    const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', env: { PATH, HOME } });
    return { status, printed: `${stdout}${stderr}` };
  }

  command(...words) {
    return this.run(join(this.root, 'current/bin/haoshangliang'), ...words);
  }

  install(unpacked, ...words) {
    return this.run(join(unpacked, 'install.sh'), ...words, '--root', this.root, '--service', this.service);
  }

  async settings() {
    this.address = `http://127.0.0.1:${await freePort()}`;
    const { port } = new URL(this.address);
    const file = join(this.root, 'haoshangliang.env');
    const text = readFileSync(file, 'utf8').replace(/^PORT=.*$/m, `PORT=${port}`);
    writeFileSync(file, text);
    appendFileSync(file, `DEMO_PASSWORD=${PASSWORD}\nDEMO_TODAY=2026-03-17\n`);
  }

  start() {
    execFileSync(this.service, ['start'], { env: { PATH: process.env.PATH }, stdio: 'ignore' });
  }

  stop() {
    if (existsSync(this.pidfile)) execFileSync(this.service, ['stop'], { stdio: 'ignore' });
  }

  async ready() {
    const end = Date.now() + LIMIT_MS;
    while (!(await fetch(`${this.address}/health/ready`).catch(() => null))?.ok) {
      if (Date.now() > end) throw new Error(`the server is not ready:\n${readFileSync(this.log, 'utf8')}`);
      await sleep(200);
    }
  }

  async ask(query, token) {
    const response = await fetch(`${this.address}/graphql`, {
      method: 'POST',
      body: JSON.stringify({ query }),
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    });
    const body = await response.json();
    if (body.errors) throw new Error(JSON.stringify(body.errors));
    return body.data;
  }

  /** @returns the token, or null where name and password do not fit */
  async signIn(username) {
    const input = `{username: "${username}", password: "${PASSWORD}"}`;
    return (await this.ask(`mutation { signIn(input: ${input}) { token } }`)).signIn.token;
  }

  /** An account that no demonstration has: a mark by which this database is known again. */
  async addAccount(username) {
    const grant = 'displayName: "试", role: CLERK, placeCode: "320682001021"';
    const input = `{username: "${username}", password: "${PASSWORD}", ${grant}}`;
    const mutation = `mutation { accountCreate(input: ${input}) { account { id } errors { code message } } }`;
    const { accountCreate } = await this.ask(mutation, await this.signIn('rugao-admin'));
    if (!accountCreate.account) throw new Error(JSON.stringify(accountCreate.errors));
  }

  /** The README's query, with Shili's published record as its answer. */
  async answersReadme() {
    await this.ready();
    const { compareRooms } = await this.ask(readmeQuery(), await this.signIn('rugao-committee'));
    const [shili] = compareRooms.nodes;
    if (shili?.values[0]?.value !== 6 || shili?.values[1]?.value !== 32)
      throw new Error(`Shili's record is not the known one: ${JSON.stringify(compareRooms)}`);
    const page = await fetch(`${this.address}/explorer/`);
    if (!page.ok) throw new Error(`the explorer answers ${page.status}`);
  }
}
