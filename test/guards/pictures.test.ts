import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { entities } from '../../src/modules/registry.js';

type Words = Readonly<Record<string, unknown>>;
const NAMES = ['floors', 'request', 'data-model'];

describe('the pictures of docs/ARCHITECTURE.md', () => {
  it.each(NAMES)('%s: no wider than a page, in Chinese first, with nothing from outside', (name) => {
    const svg = readFileSync(`docs/pictures/${name}.svg`, 'utf8');
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 1000 \d+"/);
    expect(svg).toMatch(/<title>\p{Script=Han}/u);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href|@import|<script|<style/);
    expect(readFileSync('docs/ARCHITECTURE.md', 'utf8')).toContain(`(pictures/${name}.svg)`);
  });

  it('have words for things that are there', async () => {
    const words = (await import(pathToFileURL(resolve('scripts/pictures/words.mjs')).href)) as Record<string, Words>;
    const { order } = createRequire(import.meta.url)(resolve('.dependency-cruiser.cjs')) as {
      order: { floors: { name: string }[]; modules: string[]; comparison: string[] };
    };
    const { files } = JSON.parse(readFileSync('test/guards/way-of-a-request.json', 'utf8')) as { files: string[] };
    const known: Readonly<Record<string, readonly string[]>> = {
      FLOORS: order.floors.map(({ name }) => name),
      MODULES: order.modules,
      COMPARISON: order.comparison,
      TABLES: entities.map(({ name }) => name),
      STEPS: files,
    };
    expect(Object.keys(words).sort()).toEqual(Object.keys(known).sort());
    for (const [list, names] of Object.entries(known))
      expect([list, Object.keys(words[list]!).filter((name) => !names.includes(name))]).toEqual([list, []]);
  });
});
