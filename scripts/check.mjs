// Runs every check:* script of package.json and says at the end which of them failed; all are run, so that one mistake
// hides no other.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const names = Object.keys(scripts).filter((name) => name.startsWith('check:'));
const results = names.map((name) => {
  console.log(`\n> ${name}`);
  const started = Date.now();
  const { status } = spawnSync('npm', ['run', '-s', name], { stdio: 'inherit', shell: process.platform === 'win32' });
  return { name, ok: status === 0, seconds: ((Date.now() - started) / 1000).toFixed(1) };
});
console.log('');
for (const { name, ok, seconds } of results) console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
process.exitCode = results.length > 0 && results.every(({ ok }) => ok) ? 0 : 1;
