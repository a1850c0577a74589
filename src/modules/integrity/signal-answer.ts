import { GraphQLDateTimeISO } from 'graphql-scalars';
import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../kernel/connection.js';
import type { Page } from '../../kernel/page.js';
import { Period } from '../comparison/answers/sealable.service.js';
import { ImpossibleTiming, IntegritySignalKind } from './integrity.enums.js';
import type { EvidenceRow } from './signal-sql.js';

@ObjectType('IntegritySignalRecord', { simpleResolvers: true, description: 'A record a signal rests on.' })
export class IntegritySignalRecord {
  row!: EvidenceRow;
  @Field(() => GraphQLLocalDate, { description: 'First day it can be of.' })
  first!: string;
  @Field(() => GraphQLLocalDate, { description: 'Last day it can be of.' })
  last!: string;
  @Field(() => GraphQLDateTimeISO, { description: 'When it was entered here.' })
  enteredAt!: Date;
}

@ObjectType('IntegritySignal', {
  simpleResolvers: true,
  description:
    "Something about a room's records that is worth a question 待核实: no finding, no score, and no verdict on people.",
})
export class IntegritySignal {
  roomId!: string;
  placeId!: string;
  period!: Period;
  rows!: readonly EvidenceRow[];
  @Field(() => IntegritySignalKind, { description: 'What is asked about.' })
  kind!: IntegritySignalKind;
  @Field(() => ImpossibleTiming, {
    nullable: true,
    description: 'Which days do not go together; null unless of kind IMPOSSIBLE_TIMING.',
  })
  timing!: ImpossibleTiming | null;
  @Field(() => Int, { description: "How many of the room's records it rests on." })
  count!: number;
  @Field(() => Int, {
    description:
      "Out of how many: the room's sessions, minutes, open topics, evaluations, verifications, decisions or " +
      'records of the period that could have raised it.',
  })
  of!: number;
}

@ObjectType('IntegritySignalEdge', { simpleResolvers: true, description: 'A signal, with its place in the order.' })
export class IntegritySignalEdge {
  @Field(() => IntegritySignal, { description: 'The signal.' })
  node!: IntegritySignal;
  @Field(() => String, { description: "Marks the signal's place in the order; opaque." })
  cursor!: string;
}

@ObjectType('IntegritySignalConnection', {
  simpleResolvers: true,
  description:
    'What is worth a question in the records of a period: by official code, then by kind; never by how much.',
})
export class IntegritySignals {
  @Field(() => [IntegritySignalEdge], { description: 'The signals with their cursors.' })
  edges!: readonly IntegritySignalEdge[];
  @Field(() => [IntegritySignal], { description: 'The signals alone.' })
  nodes!: readonly IntegritySignal[];
  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: Page<never>['pageInfo'];
  @Field(() => Int, { description: 'How many signals there are, all pages together: to page by, not to judge by.' })
  totalCount!: () => Promise<number>;
  @Field(() => Period, { description: 'The period, as days.' })
  period!: Period;
  @Field(() => Boolean, { description: 'True when what is asked about is demonstration data 演示数据.' })
  isDemo!: boolean;
}
