// Before a build: an install that is older than package.json lacks a module, and the compiler would not say why.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const { workspaces, dependencies, devDependencies } = read('package.json');
const linked = workspaces.map((folder) => read(join(folder, 'package.json')).name);
const names = [...new Set([...linked, ...Object.keys(dependencies), ...Object.keys(devDependencies)])];
const missing = names.filter((name) => !existsSync(join('node_modules', name)));
if (missing.length > 0) {
  console.error(
    `node_modules 缺少 ${missing.join('、')}，请执行 npm install / it is missing in node_modules: run npm install`,
  );
  process.exitCode = 1;
}
