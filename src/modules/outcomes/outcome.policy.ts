import { GrantRole } from '../../kernel/grant-role.js';
import type { Message } from '../../kernel/message.js';
import { definePolicy } from '../../kernel/policy.js';
import { partyBodyOf } from '../places/party-body.service.js';
import type { OutcomeDecision, OutcomeReport } from './outcome.entity.js';
import { type OutcomeRoute, ReportState, goesToStreet } from './outcome.enums.js';

const ROOM = [GrantRole.CONVENER, GrantRole.CLERK] as const;
const OFFICE = [GrantRole.STREET_PARTY_OFFICE] as const;

interface Subject {
  readonly placePath: string;
}

export interface UnderStreet extends Subject {
  /** How a refusal names the street's Party body. `viewerCan…` shows no text and leaves it out. */
  readonly partyBody?: Message;
}
const partyBodyFor = ({ partyBody }: UnderStreet): Message => partyBody ?? partyBodyOf(null);

/** What the room writes about a topic. */
export const outcomePolicy = definePolicy<Subject>('outcome')({
  record: { roles: ROOM, at: 'OWN_PLACE' },
});

export interface ReportableOutcome extends UnderStreet {
  readonly route: OutcomeRoute;
  /** State of its latest report; null: never reported. */ readonly reported: ReportState | null;
}

/** An outcome goes up once, and again only after it came back. */
export const outcomeReportPolicy = definePolicy<ReportableOutcome>('outcomeReport')({
  report: {
    roles: ROOM,
    at: 'OWN_PLACE',
    unless: (outcome) => {
      const { route, reported } = outcome;
      if (!goesToStreet(route))
        return {
          code: 'ROUTE_NEEDS_NO_REPORT',
          text: {
            zh: '这项成果当场解决或由村（社区）清单落实，不需要报送街道（镇）。',
            en: 'This outcome stays in the community: nothing is reported.',
          },
        };
      if (reported === ReportState.PENDING)
        return {
          code: 'REPORT_PENDING',
          text: {
            zh: '上一次报送还在街道（镇）研究，退回后才能再报。',
            en: 'The last report is still with the street; report again when it was sent back.',
          },
        };
      if (reported === ReportState.DECIDED)
        return {
          code: 'REPORT_ALREADY_DECIDED',
          text: {
            zh: `${partyBodyFor(outcome).zh}已作出决定，不需要再报。`,
            en: `Nothing is to be reported again: ${partyBodyFor(outcome).en} has decided.`,
          },
        };
      return null;
    },
  },
});

export interface DecidableReport extends Pick<OutcomeReport, 'placePath'> {
  readonly decision: OutcomeDecision | null;
}

/** Only the street's Party office records what the Party body did. */
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

export interface AnswerableSuggestion extends UnderStreet {
  /** Route of the outcome of the suggestion's round; null: none is recorded yet. */
  readonly route: OutcomeRoute | null;
}

/** Where nothing goes up, the room answers its suggestions itself. */
export const suggestionAnswerPolicy = definePolicy<AnswerableSuggestion>('suggestionAnswer')({
  answer: {
    roles: ROOM,
    at: 'OWN_PLACE',
    unless: (suggestion) =>
      suggestion.route && goesToStreet(suggestion.route)
        ? {
            code: 'ANSWER_IS_THE_STREETS',
            text: {
              zh: `这个议题的成果已报街道（镇），意见建议由${partyBodyFor(suggestion).zh}答复。`,
              en: `The outcome of this topic goes up: ${partyBodyFor(suggestion).en} answers its suggestions.`,
            },
          }
        : null,
  },
});
