import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { PublicColumns } from '../../kernel/columns.js';
import { oneOf } from '../../kernel/described-enum.js';
import type { DatePrecision } from '../../kernel/imprecise-date.js';
import { PlacedAt, RefersTo } from '../../kernel/placed-at.js';
import { Node, Recorded } from '../../kernel/record.js';
import { Place } from '../places/place.entity.js';
import { Suggestion } from '../sessions/session.entity.js';
import { Topic } from '../topics/topic.entity.js';
import { DecisionResult, OutcomeRoute, SuggestionResult } from './outcome.enums.js';

const RECORDED = ['placeId', 'placePath', 'version', 'recordedAt', 'changedAt', 'origin'] as const;

@ObjectType('Outcome', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description: 'What a round of deliberation came to 协商成果, and which way it goes. Written by the room.',
})
@Entity('outcome', { comment: 'PLACED' })
@PublicColumns(...RECORDED, 'topicId', 'route', 'summary', 'reachedFrom', 'reachedTo', 'reachedPrecision')
@PlacedAt(() => Place)
@RefersTo(() => Topic, 'topicId')
@Check('ck_outcome_route', oneOf('route', OutcomeRoute))
@Check('ck_outcome_reached', 'reached_from <= reached_to')
@Index('ix_outcome_topic', ['cityId', 'topicId', 'reachedFrom', 'id'])
export class Outcome extends Recorded {
  @Column('uuid')
  topicId!: string;
  @Column('text')
  @Field(() => OutcomeRoute, { description: 'Which way it goes.' })
  route!: OutcomeRoute;
  @Column('text')
  @Field(() => String, { description: 'What it is; up to 2,000 characters.' })
  summary!: string;
  @Column('date')
  reachedFrom!: string;
  @Column('date')
  reachedTo!: string;
  @Column('text')
  reachedPrecision!: DatePrecision;
  /**
   * When it was first reported, decided on, and all verified that was to be done; kept by triggers from what follows
   * it. Without a day of the meeting: between the report and the entry.
   */
  @Column('date', { nullable: true })
  reportedFrom!: string | null;
  @Column('date', { nullable: true })
  reportedTo!: string | null;
  @Column('date', { nullable: true })
  decidedFrom!: string | null;
  @Column('date', { nullable: true })
  decidedTo!: string | null;
  @Column('date', { nullable: true })
  convertedFrom!: string | null;
  @Column('date', { nullable: true })
  convertedTo!: string | null;
  /** True when it was decided and every answer of its decisions declines the suggestion; kept by triggers. */
  @Column('boolean', { nullable: true })
  declined!: boolean | null;
}

@ObjectType('OutcomeReport', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description:
    'The report of an outcome to the street 成果报送. Written by the room; a returned report is followed by a new one.',
})
@Entity('outcome_report', { comment: 'PLACED' })
@PublicColumns(...RECORDED, 'topicId', 'outcomeId', 'reportedFrom', 'reportedTo', 'reportedPrecision')
@PlacedAt(() => Place)
@RefersTo(() => Topic, 'topicId')
@RefersTo(() => Outcome, 'outcomeId')
@Check('ck_outcome_report_reported', 'reported_from <= reported_to')
@Index('ix_outcome_report_outcome', ['cityId', 'outcomeId', 'recordedAt'])
@Index('ix_outcome_report_place', ['cityId', 'placePath', 'recordedAt', 'id'])
@Index('ix_outcome_report_reported', ['cityId', 'reportedFrom'])
@Index('ix_outcome_report_reported_within', ['cityId', 'reportedFrom', 'reportedTo'], {
  where: 'reported_from <> reported_to',
})
export class OutcomeReport extends Recorded {
  @Column('uuid')
  topicId!: string;
  @Column('uuid')
  outcomeId!: string;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Number of the paper.' })
  number!: string | null;
  @Column('date')
  reportedFrom!: string;
  @Column('date')
  reportedTo!: string;
  @Column('text')
  reportedPrecision!: DatePrecision;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What the room asks for; up to 2,000 characters.' })
  request!: string | null;
}

@ObjectType('OutcomeDecision', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description: "What the deciding body did with a report, as recorded by the street's Party office.",
})
@Entity('outcome_decision', { comment: 'PLACED' })
@PublicColumns(...RECORDED, 'topicId', 'reportId', 'result', 'body', 'metOn')
@PlacedAt(() => Place)
@RefersTo(() => Topic, 'topicId')
@RefersTo(() => OutcomeReport, 'reportId')
@Check('ck_outcome_decision_result', oneOf('result', DecisionResult))
@Check('ck_outcome_decision_reason', `result = 'DECIDED' OR reason IS NOT NULL`)
@Check('ck_outcome_decision_met', `result = 'RETURNED' OR met_on IS NOT NULL OR origin IN ('TAKEN_OVER', 'DERIVED')`)
@Index('ux_outcome_decision_report', ['cityId', 'reportId'], { unique: true })
export class OutcomeDecision extends Recorded {
  @Column('uuid')
  topicId!: string;
  @Column('uuid')
  reportId!: string;
  @Column('text')
  @Field(() => DecisionResult, { description: 'Decided or returned.' })
  result!: DecisionResult;
  @Column('text')
  @Field(() => String, { description: 'The body, e.g. 如城街道党工委; in a town its Party committee 镇党委.' })
  body!: string;
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description:
      'Day of its meeting; null on a report sent back, and where a published source it was taken over from ' +
      'does not tell it.',
  })
  metOn!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Number of the document, where there is one.' })
  documentNumber!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was sent back, or a remark.' })
  reason!: string | null;
}

@ObjectType('SuggestionAnswer', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description:
    'The answer a suggestion got: from the deciding body (with a decision), or from the room itself where ' +
    'nothing went up.',
})
@Entity('suggestion_answer', { comment: 'PLACED' })
@PublicColumns(...RECORDED, 'topicId', 'suggestionId', 'decisionId', 'result', 'reason')
@PlacedAt(() => Place)
@RefersTo(() => Topic, 'topicId')
@RefersTo(() => Suggestion, 'suggestionId')
@RefersTo(() => OutcomeDecision, 'decisionId')
@Check('ck_suggestion_answer_result', oneOf('result', SuggestionResult))
@Check('ck_suggestion_answer_reason', `result NOT IN ('DECLINED', 'EXPLAINED') OR reason IS NOT NULL`)
@Index('ix_suggestion_answer_suggestion', ['cityId', 'suggestionId', 'recordedAt', 'id'])
@Index('ix_suggestion_answer_decision', ['cityId', 'decisionId'])
export class SuggestionAnswer extends Recorded {
  @Column('uuid')
  topicId!: string;
  @Column('uuid')
  suggestionId!: string;
  /**
   * Set on answers of the street; row security lets the room insert only rows without it, the street only rows with it.
   */
  @Column('uuid', { nullable: true })
  decisionId!: string | null;
  @Column('text')
  @Field(() => SuggestionResult, { description: 'The answer.' })
  result!: SuggestionResult;
  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why, or the explanation given; always there when declined or explained.',
  })
  reason!: string | null;
}
