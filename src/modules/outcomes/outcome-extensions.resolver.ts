import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import type { Page } from '../../kernel/page.js';
import { Reads, toList, toPageOf } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { ViewerCanWhen } from '../../kernel/viewer-can.js';
import { Place } from '../places/place.entity.js';
import { Suggestion } from '../sessions/session.entity.js';
import { TopicState } from '../topics/topic.enums.js';
import { Topic } from '../topics/topic.entity.js';
import { Outcome, OutcomeReport, SuggestionAnswer } from './outcome.entity.js';
import { ReportState } from './outcome.enums.js';
import { answersOfSuggestion, outcomesOfTopic, reportsWithin, standingAnswer } from './outcome.loaders.js';
import { outcomePolicy, suggestionAnswerPolicy } from './outcome.policy.js';
import { answerable } from './suggestion-answer.service.js';

const topicOutcomes = toList(outcomesOfTopic);
const suggestionAnswers = toList(answersOfSuggestion);
const placeReports = toPageOf(reportsWithin, 'path');
const OutcomeReportConnection = connectionOf(OutcomeReport, 'OutcomeReport');

@ArgsType()
class OutcomeReportsArgs extends PageArgs {
  @Field(() => ReportState, { nullable: true, description: 'Only those that stand so; null: all.' })
  state?: ReportState | null;
}

@Resolver(() => Topic)
@ViewerCanWhen(Topic, {
  viewerCanRecordOutcome: {
    description: 'Whether the viewer may use outcomeRecord on it.',
    reads: ['placePath', 'state'],
    can: ({ viewer }, topic) => topic.state !== TopicState.CLOSED && outcomePolicy.can('record', viewer, topic),
  },
})
export class TopicOutcomeResolver {
  @FieldResolver(() => [Outcome], {
    description: 'What its rounds came to, in the order they were reached; one or two a round.',
  })
  @Reads(topicOutcomes)
  outcomes(@Root() topic: Topic, @Ctx() ctx: RequestContext): Promise<Outcome[]> {
    return topicOutcomes.load(ctx, topic);
  }
}

@Resolver(() => Suggestion)
@ViewerCanWhen(Suggestion, {
  viewerCanAnswer: {
    description: 'Whether the viewer may use suggestionAnswer on it.',
    can: async (ctx, suggestion) => suggestionAnswerPolicy.can('answer', ctx.viewer, await answerable(ctx, suggestion)),
  },
})
export class SuggestionOutcomeResolver {
  @FieldResolver(() => SuggestionAnswer, {
    nullable: true,
    description: "The answer that stands: the street's over the room's, then the latest; null: unanswered.",
  })
  answer(@Root() suggestion: Suggestion, @Ctx() ctx: RequestContext): Promise<SuggestionAnswer | null> {
    return ctx.load(standingAnswer, suggestion.id);
  }

  @FieldResolver(() => [SuggestionAnswer], {
    description: 'All its answers, in the order they were entered; a handful.',
  })
  @Reads(suggestionAnswers)
  answers(@Root() suggestion: Suggestion, @Ctx() ctx: RequestContext): Promise<SuggestionAnswer[]> {
    return suggestionAnswers.load(ctx, suggestion);
  }
}

@Resolver(() => Place)
export class PlaceOutcomeResolver {
  @FieldResolver(() => OutcomeReportConnection, {
    description: "Reports to the street at or below it, the longest waiting first: the street's worklist.",
  })
  @Reads(placeReports)
  outcomeReports(
    @Root() place: Place,
    @Args(() => OutcomeReportsArgs) args: OutcomeReportsArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<OutcomeReport>> {
    return placeReports.load(ctx, place, { ...args });
  }
}
