import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A call that refuses, as a statement on a line of its own: of a policy, or of the version an update names. */
const CALL = /^(\s*)(\w+(?:\([^;]*\))?\.assert\(.*\);|assertKeepsAccounts\(.*\);|expectVersion\(.*\);)$/;
/** The same wherever it stands, so that none is missed for the way it is written. */
const ANYWHERE = /(?<!function )\b(?:\w*olicy\w*(?:\([^;]*\))?\.assert|assertKeepsAccounts|expectVersion)\(/;

export type SiteKind = 'assert' | 'version';
export interface Site { readonly id: string; readonly kind: SiteKind }

declare global {
  /** Says of a site whether the call stands there; set by the process that runs the changed files. */
  var callStands: ((site: string) => boolean) | undefined;
}

/**
 * Makes every such call of a compiled copy one that can be left out while the process runs: each is a mutant, and starting
 * a server for each would take an hour. Without a word from `callStands` all of them stand.
 */
export function makeSwitchable(copy: string): Site[] {
  const folder = join(copy, 'src/modules');
  const sites: Site[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js')).sort()) {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    const calls = new Map<string, number>();
    const changed = lines.map((line) => {
      if (!ANYWHERE.test(line) || /^\s*(\/\/|\*|\/\*)/.test(line)) return line;
      const [, indent, call] = CALL.exec(line) ?? [];
      if (!call) throw new Error(`src/modules/${file}: this call is not a statement on a line of its own, so no mutant can leave it out: ${line.trim()}`);
      const count = (calls.get(call) ?? 0) + 1;
      calls.set(call, count);
      const id = `${file.replace(/\.js$/, '')}: ${call.replace(/;$/, '')}${count > 1 ? ` (${count})` : ''}`;
      sites.push({ id, kind: call.startsWith('expectVersion') ? 'version' : 'assert' });
      return `${indent}if (globalThis.callStands?.(${JSON.stringify(id)}) ?? true) { ${call} }`;
    });
    if (calls.size > 0) writeFileSync(join(folder, file), changed.join('\n'));
  }
  if (sites.length === 0) throw new Error('no call of a policy was found in the compiled modules');
  return sites;
}
