import { GraphQLDateTimeISO } from 'graphql-scalars';
import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { PublicColumns } from '../../kernel/columns.js';
import { oneOf } from '../../kernel/described-enum.js';
import { PlacedAt, RefersTo } from '../../kernel/placed-at.js';
import { Node, Placed } from '../../kernel/record.js';
import { WithoutRecords } from '../../kernel/record-scope.js';
import { Place } from './place.entity.js';
import { PlaceChangeKind, PlaceFactKind } from './place.enums.js';

@WithoutRecords()
@ObjectType('PlaceFact', { implements: Node, simpleResolvers: true, description: 'A dated number about a place.' })
@Entity('place_fact', { comment: 'CITY' })
@PublicColumns('placeId', 'kind', 'count', 'asOf', 'source', 'version')
@PlacedAt(() => Place)
@Check('ck_place_fact_kind', oneOf('kind', PlaceFactKind))
@Check('ck_place_fact_count', 'count >= 0')
@Index('ux_place_fact', ['cityId', 'placeId', 'kind', 'asOf'], { unique: true })
export class PlaceFact extends Placed {
  @Column('text')
  @Field(() => PlaceFactKind, { description: 'What is counted.' })
  kind!: PlaceFactKind;
  @Column('int')
  @Field(() => Int, { description: 'The number, in the unit of its kind.' })
  count!: number;
  @Column('date')
  @Field(() => GraphQLLocalDate, { description: 'Day it was known for.' })
  asOf!: string;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Where it is known from.' })
  source!: string | null;
  @Column('int', { default: 1 })
  @Field(() => Int, { description: 'Counts the corrections from 1.' })
  version!: number;
  @Column('timestamptz', { default: () => 'now()' })
  changedAt!: Date;
}

@WithoutRecords()
@ObjectType('PlaceFactCorrection', {
  implements: Node,
  simpleResolvers: true,
  description: 'A dated number that was put right, with what stood there before 更正.',
})
@Entity('place_fact_correction', { comment: 'CITY' })
@PlacedAt(() => Place)
@RefersTo(() => PlaceFact, 'factId')
@Check('ck_place_fact_correction', 'former_count >= 0')
@Index('ix_place_fact_correction', ['cityId', 'factId'])
export class PlaceFactCorrection extends Placed {
  @Column('uuid')
  factId!: string;
  @Column('int')
  @Field(() => Int, { description: 'The number before, in the unit of its kind.' })
  formerCount!: number;
  @Column('text')
  @Field(() => String, { description: 'Why it was wrong.' })
  reason!: string;
  @Column('timestamptz', { default: () => 'now()' })
  @Field(() => GraphQLDateTimeISO, { description: 'When it was corrected.' })
  correctedAt!: Date;
}

@WithoutRecords()
@ObjectType('PlaceHonour', {
  implements: Node,
  simpleResolvers: true,
  description: 'An honour a place was given 荣誉称号.',
})
@Entity('place_honour', { comment: 'CITY' })
@PublicColumns('placeId', 'title', 'source')
@PlacedAt(() => Place)
@Index('ux_place_honour', ['cityId', 'placeId', 'title'], { unique: true })
export class PlaceHonour extends Placed {
  @Column('text')
  @Field(() => String, { description: 'Its title.' })
  title!: string;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Where it is known from.' })
  source!: string | null;
}

@WithoutRecords()
@ObjectType('PlaceChange', {
  implements: Node,
  simpleResolvers: true,
  description: 'A rename, move, merger or other change of a place, with what was before.',
})
@Entity('place_change', { comment: 'CITY' })
@PublicColumns('placeId', 'kind', 'happenedOn', 'formerName', 'formerParentId', 'formerKind', 'formerCode', 'reason')
@PlacedAt(() => Place)
@RefersTo(() => Place, 'formerParentId')
@Check('ck_place_change_kind', oneOf('kind', PlaceChangeKind))
@Index('ix_place_change_place', ['cityId', 'placeId', 'happenedOn'])
export class PlaceChange extends Placed {
  @Column('text')
  @Field(() => PlaceChangeKind, { description: 'What happened.' })
  kind!: PlaceChangeKind;
  @Column('date')
  @Field(() => GraphQLLocalDate, { description: 'Day it took effect.' })
  happenedOn!: string;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Its name before, when it was renamed.' })
  formerName!: string | null;
  @Column('uuid', { nullable: true })
  formerParentId!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Its kind before (StreetKind or CommunityKind), when that changed.',
  })
  formerKind!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Its code before, when the register gave that to another place.',
  })
  formerCode!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why, e.g. the number of the document.' })
  reason!: string | null;
}
