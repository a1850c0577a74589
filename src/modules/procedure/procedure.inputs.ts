import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, InputType, Int } from 'type-graphql';
import { GateMode, StageKind } from './procedure.enums.js';

@InputType({ description: 'A stage of a new version.' })
export class ProcedureStageInput {
  @Field(() => StageKind, { description: 'What happens in it.' })
  kind!: StageKind;
  @Field(() => String, { description: "The city's own Chinese title for it; 1 to 30 characters." })
  title!: string;
  @Field(() => String, { description: 'Its title in English; 1 to 60 characters.' })
  titleEn!: string;
  @Field(() => GateMode, {
    defaultValue: GateMode.REMIND,
    description: 'What happens when a topic leaves it without the evidence asked for.',
  })
  gateMode!: GateMode;
  @Field(() => Int, {
    nullable: true,
    description: 'Days a topic should need for it at most, 1 to 3,650; null: no limit.',
  })
  deadlineDays?: number | null;
}

@InputType({
  description: "A new version of the city's procedure. Topics under way keep the version they were proposed under.",
})
export class ProcedureAdoptInput {
  @Field(() => String, { description: 'Its title; 1 to 100 characters.' })
  title!: string;
  @Field(() => GraphQLLocalDate, { description: 'First day it is in force; topics proposed from then on follow it.' })
  inForceFrom!: string;
  @Field(() => [ProcedureStageInput], {
    description:
      'The stages that apply, in the fixed order of their kinds, each kind at most once; TOPIC_SELECTION and ' +
      'DELIBERATION always.',
  })
  stages!: ProcedureStageInput[];
}
