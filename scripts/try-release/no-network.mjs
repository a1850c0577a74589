// A place without any network but the machine itself, by a namespace of the kernel.
import { spawnSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';

/** Words before a command. PostgreSQL refuses to run as root, so an ordinary user keeps the own id inside. */
function wordsFor(uid, gid) {
  const up = 'ip link set lo up 2>/dev/null; exec "$@"';
  if (uid === 0) return ['unshare', '-n', 'sh', '-c', up, 'sh'];
  const back = ['unshare', '-U', `--map-user=${uid}`, `--map-group=${gid}`];
  return ['unshare', '-rn', 'sh', '-c', up, 'sh', ...back];
}

/** Runs the command there. Where the kernel forbids it, the addresses of proxy and registry lead nowhere instead. */
export function runWithoutNetwork(command) {
  const words = wordsFor(process.getuid(), process.getgid());
  if (spawnSync(words[0], [...words.slice(1), 'true'], { stdio: 'ignore' }).status === 0)
    return spawnSync(words[0], [...words.slice(1), ...command], { stdio: 'inherit' }).status;
  console.log(
    '此处不允许网络命名空间，改用无效的代理 / no network namespace here: proxy and registry lead nowhere instead',
  );
  const nowhere = 'http://127.0.0.1:9';
  const env = { ...process.env, TRY_NETWORK: 'nowhere' };
  for (const key of ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'npm_config_registry'])
    env[key] = nowhere;
  return spawnSync(command[0], command.slice(1), { stdio: 'inherit', env }).status;
}

/** @throws Error when there is a network after all */
export function expectNoNetwork() {
  if (process.env.TRY_NETWORK === 'nowhere') return;
  const others = Object.keys(networkInterfaces()).filter((name) => name !== 'lo');
  if (others.length > 0) throw new Error(`there is a network: ${others.join(', ')}`);
}
