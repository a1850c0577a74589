import { Column, Index, PrimaryColumn } from 'typeorm';
import { Field, ID, Int, InterfaceType } from 'type-graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { describedEnum } from './described-enum.js';

/** How a record came to be here. */
export enum RecordOrigin {
  ENTERED = 'ENTERED',
  RECORDED_FROM_PAPER = 'RECORDED_FROM_PAPER',
  TAKEN_OVER = 'TAKEN_OVER',
  DERIVED = 'DERIVED',
}
describedEnum(RecordOrigin, 'RecordOrigin', 'How a record came to be here.', {
  ENTERED: 'Entered by those it concerns, at the time 本人录入.',
  RECORDED_FROM_PAPER: 'Entered afterwards from paper, or for someone else 代录.',
  TAKEN_OVER: 'Taken over from a published source; nothing more can be known 转录自公开资料.',
  DERIVED: 'Worked out from a published source, which does not say it in so many words 据公开资料推算.',
});

@InterfaceType('Node', { description: 'Anything with an identity of its own.', resolveType: () => undefined as never })
export abstract class Node {
  /** The tenant. */
  @PrimaryColumn('uuid')
  cityId!: string;
  /** In rows the bare uuid; in the schema an opaque global id (set in graphql/schema.ts). */
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Opaque identifier, stable for ever; unique in the whole deployment.' })
  id!: string;
}

/** A row with a place: visible by its path, and only by it. */
export abstract class Placed extends Node {
  @Column('uuid')
  placeId!: string;
  @Index()
  @Column({ type: 'text', collation: 'C' })
  placePath!: string;
}

@InterfaceType('Recorded', {
  implements: Node,
  description: 'Anything somebody recorded at a place.',
  resolveType: () => undefined as never,
})
export abstract class Recorded extends Placed {
  @Column('int', { default: 1 })
  @Field(() => Int, { description: 'Counts the changes from 1; updates must name the version they were made against.' })
  version!: number;
  @Column('timestamptz', { default: () => 'now()' })
  @Field(() => GraphQLDateTimeISO, { description: 'When it was entered here.' })
  recordedAt!: Date;
  /** Compared with the topic's publication: what was changed after it is not public until published again. */
  @Column('timestamptz', { default: () => 'now()' })
  changedAt!: Date;
  @Column('text', { default: RecordOrigin.ENTERED })
  @Field(() => RecordOrigin, { description: 'How it came to be here.' })
  origin!: RecordOrigin;
  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "On whose behalf it was entered 代谁录入 (an office or a role, no resident's name).",
  })
  onBehalfOf!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Number or description of the paper it was entered from 纸质材料.',
  })
  paperReference!: string | null;
}
