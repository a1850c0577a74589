import { ApolloServer } from '@apollo/server';
import { parse } from 'graphql';
import { KEPT_TEXTS, documentStore, persistedQueries } from '../../src/graphql/document-store.js';
import { ask, testSchema } from './limits-fixture.js';

const padded = (i: number, length: number): string => `{ a${i}: version } #`.padEnd(length, '.');

/** Apollo's pipeline with our document store. It counts parsed and validated documents. */
function counting() {
  const store = documentStore();
  const counts = { parsed: 0, validated: 0 };
  const server = new ApolloServer({
    schema: testSchema(),
    rootValue: { version: '1' },
    documentStore: store,
    plugins: [
      {
        requestDidStart: async () => ({
          parsingDidStart: async () => {
            counts.parsed += 1;
          },
          validationDidStart: async () => {
            counts.validated += 1;
          },
        }),
      },
    ],
  });
  return { store, counts, ask: (query: string) => ask(server, query) };
}

describe('the documents kept between requests', () => {
  it('are parsed and validated once', async () => {
    const { counts, ask: put } = counting();
    for (let time = 0; time < 5; time += 1)
      expect(await put('{ version }')).toMatchObject({ errors: 0, data: { version: '1' } });
    expect(counts).toEqual({ parsed: 1, validated: 1 });
    expect(await put('{ v: version }')).toMatchObject({ errors: 0 });
    expect(counts).toEqual({ parsed: 2, validated: 2 });
  });

  it('are no invalid ones', async () => {
    const { store, counts, ask: put } = counting();
    for (let time = 0; time < 3; time += 1)
      expect(await put('{ nonsense }')).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
    expect([store.keys(), counts.validated]).toEqual([[], 3]);
  });

  it('are no more than 500, the least recently used going first', async () => {
    const { store, counts, ask: put } = counting();
    for (let i = 0; i < 500; i += 1) await put(padded(i, 30));
    await put(padded(0, 30));
    await put('{ b: version }');
    expect(store.keys()).toHaveLength(500);
    await put(padded(0, 30));
    expect(counts.parsed).toBe(501);
    await put(padded(1, 30));
    expect(counts.parsed).toBe(502);
  });

  it('are no more than 500,000 characters together, and none of more than 20,000', async () => {
    const { store, ask: put } = counting();
    for (let i = 0; i < 300; i += 1) expect(await put(padded(i, 4_600))).toMatchObject({ errors: 0 });
    expect(store.keys()).toHaveLength(Math.floor(500_000 / 4_600));
    const before = store.keys();
    expect(await put(padded(0, 20_001))).toMatchObject({ errors: 0 });
    expect(store.keys()).toEqual(before);
    await put(padded(0, 20_000));
    expect(store.keys()).not.toEqual(before);
  });

  it('hold persisted queries under the same bounds', async () => {
    const texts = persistedQueries();
    for (let i = 0; i < 600; i += 1) await texts.set(`apq:${i}`, padded(i, 4_600));
    expect(texts.keys()).toHaveLength(Math.floor(500_000 / 4_600));
    await texts.set('apq:long', padded(0, 20_001));
    expect(await texts.get('apq:long')).toBeUndefined();
    expect(KEPT_TEXTS).toEqual({ max: 500, maxSize: 500_000, maxEntrySize: 20_000 });
  });

  it('count a document without its text as too large (control)', async () => {
    const store = documentStore();
    await store.set('a', parse('{ version }'));
    await store.set('b', parse('{ version }', { noLocation: true }));
    expect(store.keys()).toEqual(['a']);
  });
});
