import { LoopWorld, type PlantedTopic, outcomeDecide, outcomeReport, recordOutcome, report } from './loop-world.js';

const KINDS = [
  ['SUBDISTRICT', '街道党工委'],
  ['TOWN', '镇党委'],
  ['TOWNSHIP', '乡党委'],
  ['DEVELOPMENT_ZONE', '开发区党工委'],
  ['STATISTICAL_ONLY', '街道（镇）党（工）委'],
] as const;
const suggestionAnswer = `mutation ($input: SuggestionAnswerInput!) {
  suggestionAnswer(input: $input) { errors { message } } }`;
const reportAgain = outcomeReport.replace('code', 'message');

describe("texts that name the street's Party body", () => {
  let w: LoopWorld;
  let topic: PlantedTopic;
  beforeAll(async () => {
    w = await LoopWorld.start();
  });
  afterAll(() => w.stop());

  const refusal = async (mutation: string, input: object): Promise<string> => {
    const { data } = await w.as('clerk').ask(mutation, { input });
    return Object.values<any>(data)[0].errors[0].message;
  };
  const shown = async (): Promise<{ readonly missing: string; readonly gap: string }> => {
    const { missingEvidence, trace } = (
      await w.as('clerk').must(
        `{ topic(id: "${topic.id}") {
          missingEvidence { code message } trace { brokenLinks { code message } } } }`,
      )
    ).topic;
    const of = (list: readonly { code: string; message: string }[], code: string): string =>
      list.find((one) => one.code === code)!.message;
    return {
      missing: of(missingEvidence, 'DECISION_NOT_RECORDED'),
      gap: of(trace.brokenLinks, 'REPORT_WITHOUT_DECISION'),
    };
  };

  it.each(KINDS)('follow the kind of street: %s has a %s', async (kind, body) => {
    await w.sql('UPDATE place SET kind = $2 WHERE id = $1', [w.street.id, kind]);
    topic = await w.topic(1);
    const outcomeId = await recordOutcome(w, topic.id);
    const reportId = await report(w, outcomeId);
    const { missing, gap } = await shown();
    expect(missing).toBe(`${body}对这次报送的决定还没有录入。`);
    expect(gap).toBe(`成果已报送，${body}还没有研究决定，或决定尚未录入。`);
    expect(await refusal(suggestionAnswer, { suggestionId: topic.suggestions[0]!.id, result: 'ADOPTED' })).toBe(
      `这个议题的成果已报街道（镇），意见建议由${body}答复。`,
    );
    await w.as('office').must(outcomeDecide, { input: { reportId, body, metOn: '2025-02-20', suggestions: [] } });
    expect(await refusal(reportAgain, { outcomeId, reportedOn: { value: '2025-03-10' } })).toBe(
      `${body}已作出决定，不需要再报。`,
    );
  });
});
