import { Column, Index, PrimaryColumn } from 'typeorm';
import { Field, ID, Int, InterfaceType } from 'type-graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { describedEnum } from './described-enum.js';

/** How a record was entered. */
export enum RecordOrigin {
  ENTERED = 'ENTERED',
  RECORDED_FROM_PAPER = 'RECORDED_FROM_PAPER',
  TAKEN_OVER = 'TAKEN_OVER',
  DERIVED = 'DERIVED',
}
describedEnum(RecordOrigin, 'RecordOrigin', 'How a record was entered.', {
  ENTERED: 'Entered at the time by the people concerned 本人录入.',
  RECORDED_FROM_PAPER: 'Entered afterwards from paper, or for someone else 代录.',
  TAKEN_OVER: 'Copied from a published source, without further details 转录自公开资料.',
  DERIVED: 'Inferred from a published source that does not state it directly 据公开资料推算.',
});

@InterfaceType('Node', { description: 'An object with a global id.', resolveType: () => undefined as never })
export abstract class Node {
  /** The tenant. */
  @PrimaryColumn('uuid')
  cityId!: string;
  /** The bare uuid in rows. In the schema it is an opaque global id (graphql/schema.ts). */
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Opaque identifier. It never changes and is unique on this server.' })
  id!: string;
}

/** A row that belongs to a place. Row security compares its path with the viewer's place. */
export abstract class Placed extends Node {
  @Column('uuid')
  placeId!: string;
  @Index()
  @Column({ type: 'text', collation: 'C' })
  placePath!: string;
}

@InterfaceType('Recorded', {
  implements: Node,
  description: 'A record that belongs to a place.',
  resolveType: () => undefined as never,
})
export abstract class Recorded extends Placed {
  @Column('int', { default: 1 })
  @Field(() => Int, {
    description: 'Starts at 1 and grows by 1 with each change. An update must give the version that was read.',
  })
  version!: number;
  @Column('timestamptz', { default: () => 'now()' })
  @Field(() => GraphQLDateTimeISO, { description: 'When the record was entered in this system.' })
  recordedAt!: Date;
  /** Compared with the time when the topic was published. A later change is public only after the next publication. */
  @Column('timestamptz', { default: () => 'now()' })
  changedAt!: Date;
  @Column('text', { default: RecordOrigin.ENTERED })
  @Field(() => RecordOrigin, { description: 'How the record was entered.' })
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
