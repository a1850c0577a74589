// The files of a new noun, made from the texts in `templates/`. They compile as they are. `{{word}}` stands for a form
// of the name, and a line with `?kinds` in front is there only where the noun has kinds.
import { readFileSync } from 'node:fs';

const templates = new URL('templates/', import.meta.url);

function rendered(template, words) {
  const lines = readFileSync(new URL(`${template}.txt`, templates), 'utf8').split('\n');
  return lines
    .filter((line) => !line.startsWith('?kinds') || words.kinds.length > 0)
    .map((line) => line.replace(/^\?kinds ?/, ''))
    .join('\n')
    .replace(/\{\{(\w+)\}\}/g, (_, word) => {
      if (words[word] === undefined) throw new Error(`${template}: no word {{${word}}}`);
      return words[word];
    });
}

/** Every file of the noun: its path and its text. */
export const filesOf = (words) => {
  const { module, name, folder } = words;
  const inModule = ['entity', 'inputs', 'loaders', 'policy', 'service', 'resolver'];
  return {
    ...Object.fromEntries(inModule.map((part) => [`${module}/${name}.${part}.ts`, rendered(`${part}.ts`, words)])),
    [`src/modules/exports/kinds/${name}-kind.ts`]: rendered('export-kind.ts', words),
    [`src/modules/exports/messages/${name}-sheets.ts`]: rendered('export-messages.ts', words),
    [`test/${folder}/${name}.test.ts`]: rendered('test.ts', words),
  };
};
