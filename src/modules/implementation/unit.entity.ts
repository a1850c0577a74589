import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { PublicColumns } from '../../kernel/columns.js';
import { oneOf } from '../../kernel/described-enum.js';
import { Node } from '../../kernel/record.js';
import { Place } from '../places/place.entity.js';
import { UnitKind } from './implementation.enums.js';

@ObjectType('Unit', {
  implements: Node,
  simpleResolvers: true,
  description: 'A responsible unit 责任单位: needs no account.',
})
@Entity('unit', { comment: 'CITY' })
@PublicColumns('name', 'kind')
@ForeignKey(() => Place, ['cityId', 'cityId'] as const, ['cityId', 'id'])
@Check('ck_unit_kind', oneOf('kind', UnitKind))
@Index('ux_unit_name', ['cityId', 'name'], { unique: true })
export class Unit extends Node {
  @Column('text')
  @Field(() => String, { description: 'Its name; unique in the city.' })
  name!: string;
  @Column('text')
  @Field(() => UnitKind, { description: 'What it is.' })
  kind!: UnitKind;
  @Column('timestamptz', { default: () => 'now()' })
  recordedAt!: Date;
}
