import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, ID, InputType } from 'type-graphql';
import { ImpreciseDateInput } from '../../kernel/imprecise-date.js';
import { ProvenanceInput } from '../../kernel/provenance.js';
import { OutcomeRoute, SuggestionResult } from './outcome.enums.js';

@InputType({ description: 'What a round of deliberation came to.' })
export class OutcomeRecordInput {
  @Field(() => ID, { description: 'The topic.' })
  topicId!: string;
  @Field(() => OutcomeRoute, { description: 'Which way it goes.' })
  route!: OutcomeRoute;
  @Field(() => String, { description: 'What it is; 1 to 2,000 characters, no personal data.' })
  summary!: string;
  @Field(() => ImpreciseDateInput, { description: 'When it was reached.' })
  reachedOn!: ImpreciseDateInput;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: 'The report of an outcome to the street.' })
export class OutcomeReportInput {
  @Field(() => ID, { description: 'The outcome; its route is STREET_DECISION or ESCALATED.' })
  outcomeId!: string;
  @Field(() => ImpreciseDateInput, { description: 'When it was reported.' })
  reportedOn!: ImpreciseDateInput;
  @Field(() => String, { nullable: true, description: 'Number of the paper; up to 100 characters.' })
  number?: string | null;
  @Field(() => String, { nullable: true, description: 'What the room asks for; up to 2,000 characters.' })
  request?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: "The deciding body's answer to one suggestion." })
export class DecidedSuggestionInput {
  @Field(() => ID, { description: "The suggestion; one of the report's topic." })
  suggestionId!: string;
  @Field(() => SuggestionResult, { description: 'The answer.' })
  result!: SuggestionResult;
  @Field(() => String, {
    nullable: true,
    description: 'Why, or the explanation; needed for DECLINED and EXPLAINED. Up to 1,000 characters.',
  })
  reason?: string | null;
}

@InputType({ description: 'What the Party body decided on a report, suggestion by suggestion.' })
export class OutcomeDecideInput {
  @Field(() => ID, { description: 'The report.' })
  reportId!: string;
  @Field(() => String, {
    description: 'The body that decided, e.g. 如城街道党工委, or in a town 镇党委; 1 to 100 characters.',
  })
  body!: string;
  @Field(() => GraphQLLocalDate, { description: 'Day of its meeting; up to today.' })
  metOn!: string;
  @Field(() => String, { nullable: true, description: 'Number of the document; up to 100 characters.' })
  documentNumber?: string | null;
  @Field(() => String, { nullable: true, description: 'A remark; up to 1,000 characters.' })
  reason?: string | null;
  @Field(() => [DecidedSuggestionInput], {
    description: 'The answers; each suggestion once, 200 at most. What is left out stays unanswered.',
  })
  suggestions!: DecidedSuggestionInput[];
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: 'A report sent back.' })
export class OutcomeReturnInput {
  @Field(() => ID, { description: 'The report.' })
  reportId!: string;
  @Field(() => String, { description: 'The body that sends it back; 1 to 100 characters.' })
  body!: string;
  @Field(() => String, { description: 'Why; 1 to 1,000 characters.' })
  reason!: string;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: "The room's own answer to a suggestion." })
export class SuggestionAnswerInput {
  @Field(() => ID, { description: 'The suggestion.' })
  suggestionId!: string;
  @Field(() => SuggestionResult, { description: 'The answer.' })
  result!: SuggestionResult;
  @Field(() => String, {
    nullable: true,
    description: 'Why, or the explanation; needed for DECLINED and EXPLAINED. Up to 1,000 characters.',
  })
  reason?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}
