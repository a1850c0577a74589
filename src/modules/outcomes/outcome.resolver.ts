import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ImpreciseDate, impreciseDate } from '../../kernel/imprecise-date.js';
import { byId } from '../../kernel/loader.js';
import { Reads, fromRow, toList, toOne, toUnique } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { ViewerCanWhen } from '../../kernel/viewer-can.js';
import { Room } from '../rooms/room.entity.js';
import { Suggestion } from '../sessions/session.entity.js';
import { TopicState } from '../topics/topic.enums.js';
import { Topic } from '../topics/topic.entity.js';
import { Outcome, OutcomeDecision, OutcomeReport, SuggestionAnswer } from './outcome.entity.js';
import { ReportState } from './outcome.enums.js';
import { answersOfDecision, decisionOfReport, reportsOfOutcome } from './outcome.loaders.js';
import { outcomeDecisionPolicy, outcomeReportPolicy } from './outcome.policy.js';
import { reportable, stateOfReport } from './outcome.service.js';

const topicOf = toOne(Topic, 'topicId');
const outcomeReports = toList(reportsOfOutcome);
const reportedOutcome = toOne(Outcome, 'outcomeId');
const reportDecision = toUnique(decisionOfReport);
const decidedReport = toOne(OutcomeReport, 'reportId');
const decisionAnswers = toList(answersOfDecision);
const answeredSuggestion = toOne(Suggestion, 'suggestionId');
const answerDecision = toOne(OutcomeDecision, 'decisionId');

@Resolver(() => Outcome)
@ViewerCanWhen(Outcome, {
  viewerCanReport: {
    description: 'Whether the viewer may use outcomeReport on it.',
    can: async (ctx, outcome) => {
      const [standing, topic] = await Promise.all([reportable(ctx, outcome), ctx.load(byId(Topic), outcome.topicId)]);
      return topic?.state !== TopicState.CLOSED && outcomeReportPolicy.can('report', ctx.viewer, standing);
    },
  },
})
export class OutcomeResolver {
  @FieldResolver(() => Topic, { description: 'The topic it belongs to.' })
  @Reads(topicOf)
  topic(@Root() outcome: Outcome, @Ctx() ctx: RequestContext): Promise<Topic | null> {
    return topicOf.load(ctx, outcome);
  }

  @FieldResolver(() => ImpreciseDate, { description: 'When it was reached.' })
  @Reads(fromRow('reachedFrom', 'reachedTo', 'reachedPrecision'))
  reachedOn(@Root() outcome: Outcome): ImpreciseDate {
    return impreciseDate(outcome.reachedFrom, outcome.reachedTo, outcome.reachedPrecision);
  }

  @FieldResolver(() => [OutcomeReport], {
    description:
      'Its reports to the street, in the order they were entered: more than one only where one was sent back.',
  })
  @Reads(outcomeReports)
  reports(@Root() outcome: Outcome, @Ctx() ctx: RequestContext): Promise<OutcomeReport[]> {
    return outcomeReports.load(ctx, outcome);
  }

  @FieldResolver(() => OutcomeReport, {
    nullable: true,
    description: 'Its latest report; null when it was not reported, or need not be.',
  })
  async report(@Root() outcome: Outcome, @Ctx() ctx: RequestContext): Promise<OutcomeReport | null> {
    return (await ctx.load(reportsOfOutcome, outcome.id)).at(-1) ?? null;
  }
}

@Resolver(() => OutcomeReport)
@ViewerCanWhen(OutcomeReport, {
  viewerCanDecide: {
    description: 'Whether the viewer may use outcomeDecide and outcomeReturn on it.',
    can: async (ctx, report) => {
      const decision = await ctx.load(decisionOfReport, report.id);
      return outcomeDecisionPolicy.can('decide', ctx.viewer, { placePath: report.placePath, decision });
    },
  },
})
export class OutcomeReportResolver {
  @FieldResolver(() => Topic, { description: 'The topic it is about.' })
  @Reads(topicOf)
  topic(@Root() report: OutcomeReport, @Ctx() ctx: RequestContext): Promise<Topic | null> {
    return topicOf.load(ctx, report);
  }

  @FieldResolver(() => Outcome, { description: 'The outcome it reports.' })
  @Reads(reportedOutcome)
  outcome(@Root() report: OutcomeReport, @Ctx() ctx: RequestContext): Promise<Outcome | null> {
    return reportedOutcome.load(ctx, report);
  }

  @FieldResolver(() => Room, {
    nullable: true,
    description: 'The room that reports; null when the viewer does not see the room.',
  })
  async room(@Root() report: OutcomeReport, @Ctx() ctx: RequestContext): Promise<Room | null> {
    const topic = await ctx.load(byId(Topic), report.topicId);
    return topic && ctx.load(byId(Room), topic.roomId);
  }

  @FieldResolver(() => ImpreciseDate, { description: 'When it was reported.' })
  @Reads(fromRow('reportedFrom', 'reportedTo', 'reportedPrecision'))
  reportedOn(@Root() report: OutcomeReport): ImpreciseDate {
    return impreciseDate(report.reportedFrom, report.reportedTo, report.reportedPrecision);
  }

  @FieldResolver(() => OutcomeDecision, {
    nullable: true,
    description: 'What the street did with it; null while it waits.',
  })
  @Reads(reportDecision)
  decision(@Root() report: OutcomeReport, @Ctx() ctx: RequestContext): Promise<OutcomeDecision | null> {
    return reportDecision.load(ctx, report);
  }

  @FieldResolver(() => ReportState, { description: 'Where it stands with the street.' })
  state(@Root() report: OutcomeReport, @Ctx() ctx: RequestContext): Promise<ReportState> {
    return stateOfReport(ctx, report);
  }
}

@Resolver(() => OutcomeDecision)
export class OutcomeDecisionResolver {
  @FieldResolver(() => OutcomeReport, { description: 'The report decided on.' })
  @Reads(decidedReport)
  report(@Root() decision: OutcomeDecision, @Ctx() ctx: RequestContext): Promise<OutcomeReport | null> {
    return decidedReport.load(ctx, decision);
  }

  @FieldResolver(() => Topic, { description: 'The topic it is about.' })
  @Reads(topicOf)
  topic(@Root() decision: OutcomeDecision, @Ctx() ctx: RequestContext): Promise<Topic | null> {
    return topicOf.load(ctx, decision);
  }

  @FieldResolver(() => [SuggestionAnswer], { description: 'The answers that came with it, as they were entered.' })
  @Reads(decisionAnswers)
  answers(@Root() decision: OutcomeDecision, @Ctx() ctx: RequestContext): Promise<SuggestionAnswer[]> {
    return decisionAnswers.load(ctx, decision);
  }
}

@Resolver(() => SuggestionAnswer)
export class SuggestionAnswerResolver {
  @FieldResolver(() => Suggestion, { description: 'The suggestion answered.' })
  @Reads(answeredSuggestion)
  suggestion(@Root() answer: SuggestionAnswer, @Ctx() ctx: RequestContext): Promise<Suggestion | null> {
    return answeredSuggestion.load(ctx, answer);
  }

  @FieldResolver(() => OutcomeDecision, {
    nullable: true,
    description: "The street's decision it came with; null: the room answered itself.",
  })
  @Reads(answerDecision)
  decision(@Root() answer: SuggestionAnswer, @Ctx() ctx: RequestContext): Promise<OutcomeDecision | null> {
    return answerDecision.load(ctx, answer);
  }
}
