import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A call that refuses, as a statement of its own: of a policy, or of the version an update names. */
const CALL = /^(\s*)((?:\w+(?:\([^;]*\))?\.assert|assertKeepsAccounts|expectVersion)\([^]*\);)$/;
/** The same wherever it stands, so that none is missed for the way it is written. */
const ANYWHERE = /(?<!function )\b(?:\w*olicy\w*(?:\([^;]*\))?\.assert|assertKeepsAccounts|expectVersion)\(/;

export type SiteKind = 'assert' | 'version';
export interface Site {
  readonly id: string;
  readonly kind: SiteKind;
}

declare global {
  /** Says of a site whether the call stands there; set by the process that runs the changed files. */
  var callStands: ((site: string) => boolean) | undefined;
}

/**
 * Makes every such call of a compiled copy one that can be left out while the process runs: each is a mutant, and
 * starting a server for each would take an hour. Without a word from `callStands` all of them stand.
 */
export function makeSwitchable(copy: string): Site[] {
  const folder = join(copy, 'src/modules');
  const sites: Site[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .sort()) {
    const calls = new Map<string, number>();
    const changed = statements(readFileSync(join(folder, file), 'utf8')).map((text) => {
      if (!ANYWHERE.test(text) || /^\s*(\/\/|\*|\/\*)/.test(text)) return text;
      const [, indent, call] = CALL.exec(text) ?? [];
      if (!call)
        throw new Error(
          `src/modules/${file}: this call is not a statement of its own, so no mutant can leave it out: ${text.trim()}`,
        );
      const name = call.replace(/;$/, '').replace(/\s+/g, ' ');
      const count = (calls.get(name) ?? 0) + 1;
      calls.set(name, count);
      const id = `${file.replace(/\.js$/, '')}: ${name}${count > 1 ? ` (${count})` : ''}`;
      sites.push({ id, kind: call.startsWith('expectVersion') ? 'version' : 'assert' });
      return `${indent}if (globalThis.callStands?.(${JSON.stringify(id)}) ?? true) { ${call} }`;
    });
    if (calls.size > 0) writeFileSync(join(folder, file), changed.join('\n'));
  }
  if (sites.length === 0) throw new Error('no call of a policy was found in the compiled modules');
  return sites;
}

/** The lines of a file; a call that refuses and goes over several lines is one. */
function statements(text: string): string[] {
  const found: string[] = [];
  for (const line of text.split('\n')) {
    const before = found.at(-1);
    if (before !== undefined && ANYWHERE.test(before) && opens(before) > 0)
      found[found.length - 1] = `${before}\n${line}`;
    else found.push(line);
  }
  return found;
}

const opens = (text: string): number => text.split('(').length - text.split(')').length;
