import { checkPlaceRows } from '../../src/modules/places/place-check.service.js';
import { readPlaceCsv } from '../../src/modules/places/place-csv.service.js';
import { REAL_COMMUNITIES, inventedPrefecture } from '../end-to-end/invented-prefecture.js';

const SEEDS = [1, 2, 3, 4, 5];

describe.each(SEEDS)('an invented register with odd names, seed %i', (seed) => {
  const lines = inventedPrefecture(seed);
  const { rows, problems } = readPlaceCsv(
    [
      'code,kind,name,parent_code',
      ...lines.map((line) => [line.code, line.kind, line.name, line.parentCode].join(',')),
    ].join('\n'),
  );
  const checked = checkPlaceRows(rows);

  it('is read whole', () => {
    expect([...problems, ...checked.problems]).toEqual([]);
    expect(checked.places.length).toBe(lines.length);
  });

  it('loses nobody: what is real may own a room, and nothing else is lost to the statistics', () => {
    const kinds = new Map(checked.places.map(({ code, kind }) => [code, kind]));
    const wrong = lines.filter(({ code, isReal }) => (kinds.get(code) !== 'STATISTICAL_ONLY') !== isReal);
    expect(wrong).toEqual([]);
    expect(lines.filter(({ kind, isReal }) => kind === 'COMMUNITY' && isReal)).toHaveLength(REAL_COMMUNITIES);
    // Some are units of the statistics (control).
    expect(lines.filter(({ isReal }) => !isReal).length).toBeGreaterThan(50);
  });
});
