import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';
import type { OutcomeDecision, OutcomeReport } from './outcome.entity.js';
import { type OutcomeRoute, ReportState, goesToStreet } from './outcome.enums.js';

const ROOM = [GrantRole.CONVENER, GrantRole.CLERK] as const;
const OFFICE = [GrantRole.STREET_PARTY_OFFICE] as const;

interface Subject {
  readonly placePath: string;
}

/** What the room writes about a topic. */
export const outcomePolicy = definePolicy<Subject>('outcome')({
  record: { roles: ROOM, at: 'OWN_PLACE' },
});

export interface ReportableOutcome extends Subject {
  readonly route: OutcomeRoute;
  /** State of its latest report; null: never reported. */ readonly reported: ReportState | null;
}

/** An outcome goes up once, and again only after it came back. */
export const outcomeReportPolicy = definePolicy<ReportableOutcome>('outcomeReport')({
  report: {
    roles: ROOM,
    at: 'OWN_PLACE',
    unless: ({ route, reported }) => {
      if (!goesToStreet(route))
        return {
          code: 'ROUTE_NEEDS_NO_REPORT',
          text: {
            zh: '这项成果当场解决或由社区清单落实，不需要报送街道。',
            en: 'This outcome stays in the community: nothing is reported.',
          },
        };
      if (reported === ReportState.PENDING)
        return {
          code: 'REPORT_PENDING',
          text: {
            zh: '上一次报送还在街道研究，退回后才能再报。',
            en: 'The last report is still with the street; report again when it was sent back.',
          },
        };
      if (reported === ReportState.DECIDED)
        return {
          code: 'REPORT_ALREADY_DECIDED',
          text: {
            zh: '街道党工委已作出决定，不需要再报。',
            en: "The street's Party working committee has decided already.",
          },
        };
      return null;
    },
  },
});

export interface DecidableReport extends Pick<OutcomeReport, 'placePath'> {
  readonly decision: OutcomeDecision | null;
}

/** Only the street's Party office records what the Party working committee did. */
export const outcomeDecisionPolicy = definePolicy<DecidableReport>('outcomeDecision')({
  decide: {
    roles: OFFICE,
    at: 'AT_OR_BELOW',
    unless: ({ decision }) =>
      decision
        ? {
            code: 'REPORT_ALREADY_DECIDED',
            text: { zh: '这次报送已经有了结果。', en: 'This report has been decided or sent back already.' },
          }
        : null,
  },
});

export interface AnswerableSuggestion extends Subject {
  /** Route of the outcome of the suggestion's round; null: none is recorded yet. */
  readonly route: OutcomeRoute | null;
}

/** Where nothing goes up, the room answers its suggestions itself. */
export const suggestionAnswerPolicy = definePolicy<AnswerableSuggestion>('suggestionAnswer')({
  answer: {
    roles: ROOM,
    at: 'OWN_PLACE',
    unless: ({ route }) =>
      route && goesToStreet(route)
        ? {
            code: 'ANSWER_IS_THE_STREETS',
            text: {
              zh: '这个议题的成果已报街道，意见建议由街道党工委答复。',
              en:
                'The outcome of this topic goes to the street, whose Party working committee answers its ' +
                'suggestions.',
            },
          }
        : null,
  },
});
