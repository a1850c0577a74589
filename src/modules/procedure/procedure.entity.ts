import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { PublicColumns } from '../../kernel/columns.js';
import { oneOf } from '../../kernel/described-enum.js';
import { RefersTo } from '../../kernel/placed-at.js';
import { Node } from '../../kernel/record.js';
import { Place } from '../places/place.entity.js';
import { GateMode, StageKind } from './procedure.enums.js';

@ObjectType('Procedure', {
  implements: Node,
  simpleResolvers: true,
  description: "A version of the city's procedure 协商程序; a topic keeps the version it was proposed under.",
})
@Entity('procedure', { comment: 'CITY' })
@PublicColumns('number', 'title', 'inForceFrom')
@Index('ux_procedure_number', ['cityId', 'number'], { unique: true })
@ForeignKey(() => Place, ['cityId', 'cityId'] as const, ['cityId', 'id'])
export class Procedure extends Node {
  @Column('int')
  @Field(() => Int, { description: 'Version number in the city, from 1; the highest in force applies to new topics.' })
  number!: number;
  @Column('text')
  @Field(() => String, { description: 'Its title.' })
  title!: string;
  @Column('date')
  @Field(() => GraphQLLocalDate, { description: 'First day it is in force.' })
  inForceFrom!: string;
  @Column('timestamptz', { default: () => 'now()' })
  recordedAt!: Date;
}

@ObjectType('ProcedureStage', {
  implements: Node,
  simpleResolvers: true,
  description: 'A stage of a procedure, with the gate to leave it by.',
})
@Entity('procedure_stage', { comment: 'CITY' })
@PublicColumns('procedureId', 'ordinal', 'kind', 'title', 'titleEn', 'gateMode', 'deadlineDays')
@RefersTo(() => Procedure, 'procedureId')
@Check('ck_procedure_stage_kind', oneOf('kind', StageKind))
@Check('ck_procedure_stage_gate', oneOf('gate_mode', GateMode))
@Index('ux_procedure_stage_kind', ['cityId', 'procedureId', 'kind'], { unique: true })
@Index('ux_procedure_stage_ordinal', ['cityId', 'procedureId', 'ordinal'], { unique: true })
export class ProcedureStage extends Node {
  @Column('uuid')
  procedureId!: string;
  @Column('int')
  @Field(() => Int, { description: 'Place in the order, from 1.' })
  ordinal!: number;
  @Column('text')
  @Field(() => StageKind, { description: 'What happens in it.' })
  kind!: StageKind;
  @Column('text')
  @Field(() => String, { description: "The city's own Chinese title for it." })
  title!: string;
  @Column('text')
  @Field(() => String, { description: 'Its title in English.' })
  titleEn!: string;
  @Column('text')
  @Field(() => GateMode, { description: 'What happens when a topic leaves it without the evidence asked for.' })
  gateMode!: GateMode;
  @Column('int', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'Days a topic should need for it at most; null: no limit.' })
  deadlineDays!: number | null;
}
