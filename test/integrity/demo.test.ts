import { DemoServer } from '../demo/demo-server.js';

describe('signals of the demonstration', () => {
  it.each([
    ['2026-03-17', '{from: "2024-03-01", to: "2026-02-28"}'],
    ['2027-01-01', '{from: "2025-01-01", to: "2026-12-31"}'],
  ])('loaded for %s: two rooms of the invented city are asked about, none of Rugao', async (today, period) => {
    const demo = await DemoServer.start(today);
    const signalsOf = async (username: string, within: string, span: string): Promise<string[]> => {
      const { integritySignals } = await (
        await demo.signIn(username)
      ).must(
        `{ integritySignals(within: "${within}", period: ${span}, first: 100) { isDemo nodes { kind place { code }
          question records { record { id } } } } }`,
      );
      expect(integritySignals.isDemo).toBe(true);
      for (const { question, records } of integritySignals.nodes) {
        expect(question).toMatch(/？$/);
        for (const { record } of records) expect(record.id).toBeTruthy();
      }
      return integritySignals.nodes.map((node: any) => `${node.place.code} ${node.kind}`);
    };
    try {
      expect(await signalsOf('yanshi-committee', '990100', period)).toEqual([
        '990100001005 COPIED_MINUTES',
        '990100002003 ONLY_TOP_MARKS',
      ]);
      for (const span of [period, '{year: 2020}', '{year: 2021}'])
        expect(await signalsOf('rugao-committee', '320682', span)).toEqual([]);
    } finally {
      await demo.stop();
    }
  });
});
