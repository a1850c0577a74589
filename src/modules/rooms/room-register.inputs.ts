import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { ProvenanceInput } from '../../kernel/provenance.js';
import { RoomRegisterKind } from './room-register.entity.js';

@InputType({ description: 'The registers that a room keeps from a day on 启用台账.' })
export class RoomRegisterBeginInput {
  @Field(() => ID, { description: 'The room.' })
  roomId!: string;
  @Field(() => [RoomRegisterKind], { description: 'What is recorded one by one from then on; 1 to 11 kinds.' })
  kinds!: RoomRegisterKind[];
  @Field(() => GraphQLLocalDate, {
    description: 'First day from which these registers are complete; not in the future.',
  })
  keptFrom!: string;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: 'A register that is given up 停用台账.' })
export class RoomRegisterEndInput {
  @Field(() => ID, { description: 'The register.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the record that was read.' })
  expectedVersion!: number;
  @Field(() => GraphQLLocalDate, {
    description: 'Last day on which it is kept: in this month, or the last day of the month before.',
  })
  keptTo!: string;
  @Field(() => String, { description: 'Why it is given up; 1 to 200 characters.' })
  reason!: string;
}

@InputType({ description: 'A register whose days were wrong, or that was never kept 更正台账.' })
export class RoomRegisterCorrectInput {
  @Field(() => ID, { description: 'The register.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the record that was read.' })
  expectedVersion!: number;
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The right first day; left out: unchanged.' })
  keptFrom?: string | null;
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The right last day; left out: unchanged; null: still kept.',
  })
  keptTo?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: 'True: it was never kept, and counts for nothing.' })
  isTakenBack!: boolean;
  @Field(() => String, { description: 'Why; 1 to 200 characters.' })
  reason!: string;
}
