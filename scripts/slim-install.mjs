// After an install: takes out of node_modules what Node never loads, about a third of it. Source maps of libraries,
// the builds of two libraries for browsers, and the relay compiler for other machines.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';

/** Folders, each with the reason why nothing here reads it. */
const UNREAD = {
  'typeorm/browser': 'the same library for browsers',
  'zod/src': 'the sources of what is built beside them',
  'monaco-editor/dev': 'vite builds the explorer from esm/',
  'monaco-editor/min': 'as above',
  'monaco-editor/min-maps': 'as above',
};
/** The relay compiler ships its program for five machines. */
const RELAY = { linux: 'linux', darwin: 'macos', win32: 'win' };
const RELAY_HERE = `${RELAY[platform()]}-${arch() === 'arm64' && platform() !== 'win32' ? 'arm64' : 'x64'}`;

const root = join(process.argv[2] ?? '.', 'node_modules');
const remove = (path) => rmSync(path, { recursive: true, force: true });

for (const folder of Object.keys(UNREAD)) remove(join(root, folder));
const relay = join(root, 'relay-compiler');
if (existsSync(relay)) {
  const programs = readdirSync(relay).filter((name) => /^(linux|macos|win)-/.test(name) && name !== RELAY_HERE);
  for (const name of programs) remove(join(relay, name));
}
if (existsSync(root)) removeMaps(root);

/** Links are left: they lead to our own workspaces. */
function removeMaps(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeMaps(path);
    else if (entry.isFile() && /\.(js|cjs|mjs|ts|mts|cts|css)\.map$/.test(entry.name)) remove(path);
  }
}
