import { parse } from 'graphql';
import { KnownDocuments } from '../../src/graphql/known-documents.js';

const padded = (i: number, length: number): string => `{ a${i}: __typename } #`.padEnd(length, '.');
const fill = (documents: KnownDocuments, count: number, length: number): void => {
  for (let i = 0; i < count; i += 1) documents.add(padded(i, length), parse(padded(i, length)));
};

describe('the documents kept for the short way', () => {
  it('are no more than 500, the least recently used going first', () => {
    const documents = new KnownDocuments();
    fill(documents, 500, 30);
    expect(documents.get(padded(0, 30))).toBeDefined();
    documents.add('{ b: __typename }', parse('{ b: __typename }'));
    expect(documents.size.documents).toBe(500);
    expect(documents.get(padded(0, 30))).toBeDefined();
    expect(documents.get(padded(1, 30))).toBeUndefined();
  });

  it('are no more than 500,000 characters together, whatever their number', () => {
    const documents = new KnownDocuments();
    fill(documents, 300, 4_600);
    expect(documents.size.text).toBeLessThanOrEqual(500_000);
    expect(documents.size.documents).toBe(Math.floor(500_000 / 4_600));
    expect(documents.get(padded(299, 4_600))).toBeDefined();
    expect(documents.get(padded(0, 4_600))).toBeUndefined();
    // What is used stays, though all the others go.
    const used = padded(298, 4_600);
    for (let i = 300; i < 600; i += 1) {
      expect(documents.get(used)).toBeDefined();
      documents.add(padded(i, 4_600), parse(padded(i, 4_600)));
    }
    expect(documents.get(used)).toBeDefined();
  });

  it('keeps none that is long, and counts one that is known no second time', () => {
    const documents = new KnownDocuments();
    fill(documents, 1, 20_001);
    fill(documents, 1, 100);
    fill(documents, 1, 100);
    expect(documents.size).toEqual({ documents: 1, text: 100 });
  });
});
