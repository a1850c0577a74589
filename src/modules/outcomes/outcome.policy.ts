import { GrantRole } from '../../kernel/grant-role.js';
import type { Message } from '../../kernel/message.js';
import { definePolicy } from '../../kernel/policy.js';
import { partyBodyOf } from '../places/party-body.service.js';
import { outcomeMessages } from './messages.js';
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
          text: outcomeMessages.routeNeedsNoReport,
        };
      if (reported === ReportState.PENDING)
        return {
          code: 'REPORT_PENDING',
          text: outcomeMessages.reportPending,
        };
      if (reported === ReportState.DECIDED)
        return {
          code: 'REPORT_ALREADY_DECIDED',
          text: outcomeMessages.streetDecidedAlready(partyBodyFor(outcome)),
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
            text: outcomeMessages.reportDecidedAlready,
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
            text: outcomeMessages.answerIsTheStreets(partyBodyFor(suggestion)),
          }
        : null,
  },
});
