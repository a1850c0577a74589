import { parseGlobalId } from '../../src/kernel/global-id.js';
import { buildTrace } from '../../src/modules/trace/trace-build.service.js';
import type { TraceParts } from '../../src/modules/trace/trace-parts.service.js';
import { TODAY, answer, chain, item, onTheSpot, outcome, ownList, session, suggestion } from './parts.js';

const nameOf = (globalId: string): string => Buffer.from(globalId, 'base64url').toString().split(':').at(-1)!;
const edges = (parts: TraceParts): Record<string, string[]> =>
  Object.fromEntries(
    buildTrace(parts, { today: TODAY, isComplete: true }).links.map((link) => [
      (link.node as { id: string }).id,
      link.from.map(nameOf),
    ]),
  );

describe('the chain of a topic', () => {
  it('leads from the concern to the evaluation', () => {
    expect(edges(chain())).toEqual({
      concern: [],
      topic: ['concern'],
      session: ['topic'],
      suggestion: ['session'],
      outcome: ['suggestion'],
      item: ['suggestion', 'outcome'],
      evaluation: ['item'],
    });
  });

  it("leads through the community's own list", () => {
    expect(edges(ownList())).toMatchObject({
      outcome: ['suggestion'],
      item: ['suggestion', 'outcome'],
      evaluation: ['item'],
    });
  });

  it('leads from the outcome straight to the evaluation when it was solved on the spot', () => {
    expect(edges(onTheSpot())).toMatchObject({ outcome: ['suggestion'], evaluation: ['outcome'] });
  });

  it('gives each round its own outcome', () => {
    const rounds = chain({
      sessions: [session(), session({ id: 'session2', heldFrom: '2026-05-01', heldTo: '2026-05-01' })],
      suggestions: [suggestion(), suggestion({ id: 'suggestion2', sessionId: 'session2' })],
      outcomes: [
        outcome(),
        outcome({ id: 'outcome2', route: 'COMMUNITY_LIST', reachedFrom: '2026-05-02', reachedTo: '2026-05-02' }),
      ],
      items: [item(), item({ id: 'item2', suggestionId: 'suggestion2', planKind: 'RESPONSIBILITY_LIST' })],
    });
    expect(edges(rounds)).toMatchObject({
      outcome: ['suggestion'],
      outcome2: ['suggestion2'],
      item: ['suggestion', 'outcome'],
      item2: ['suggestion2', 'outcome2'],
    });
  });

  it('follows the decision that answered a suggestion rather than the calendar', () => {
    const late = chain({
      outcomes: [
        outcome({ id: 'earlier', route: 'SOLVED_ON_SPOT' }),
        outcome({ reachedFrom: '2026-04-01', reachedTo: '2026-04-01' }),
      ],
    });
    expect(edges(late)).toMatchObject({ outcome: ['suggestion'], earlier: ['session'] });
  });

  it('never points at what the viewer does not see', () => {
    const parts = chain({
      concerns: [],
      sessions: [],
      plans: [],
      items: [item({ suggestionId: 'hidden' })],
      answers: [answer()],
    });
    const trace = buildTrace(parts, { today: TODAY, isComplete: true });
    const shown = new Set(trace.links.map((link) => (link.node as { id: string }).id));
    for (const link of trace.links) for (const before of link.from) expect(shown).toContain(nameOf(before));
    expect(edges(parts)).toMatchObject({ topic: [], suggestion: ['topic'], item: ['topic'] });
  });

  it('keeps cancelled items in the chain and lets no evaluation come from them', () => {
    expect(edges(chain({ items: [item({ state: 'CANCELLED' })] }))).toMatchObject({
      item: ['suggestion', 'outcome'],
      evaluation: ['outcome'],
    });
  });

  it("shows each gap at its link, a report's at the outcome reported", () => {
    const trace = buildTrace(chain({ decisions: [], answers: [], items: [item({ state: 'DONE', dueOn: TODAY })] }), {
      today: TODAY,
      isComplete: true,
    });
    const broken = Object.fromEntries(
      trace.links.filter((link) => link.broken.length > 0).map((link) => [link.kind, link.broken]),
    );
    expect(broken).toEqual({ OUTCOME: ['REPORT_WITHOUT_DECISION'], ITEM: ['ITEM_DONE_NOT_VERIFIED'] });
    expect(trace.brokenLinks.map((link) => link.stage)).toEqual(['OUTCOME_REPORTING', 'IMPLEMENTATION']);
    expect(trace.isUnbroken).toBe(false);
  });

  it('says nothing of gaps where parts may be kept back', () => {
    expect(buildTrace(chain({ concerns: [], evaluations: [] }), { today: TODAY, isComplete: false })).toMatchObject({
      brokenLinks: [],
      isUnbroken: null,
    });
    expect(buildTrace(chain(), { today: TODAY, isComplete: true })).toMatchObject({
      brokenLinks: [],
      isUnbroken: true,
    });
  });

  it('names objects by ids the server understands', () => {
    const uuid = (last: number): string => `00000000-0000-7000-8000-00000000000${last}`;
    const parts = onTheSpot({ concerns: [{ ...(chain().concerns[0] as object), cityId: uuid(1), id: uuid(2) }] });
    const [, topicLink] = buildTrace(parts, { today: TODAY, isComplete: true }).links;
    expect(parseGlobalId(topicLink!.from[0]!)).toEqual({ type: 'Concern', cityId: uuid(1), id: uuid(2) });
  });
});
