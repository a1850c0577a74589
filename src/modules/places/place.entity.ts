import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { Brief, PublicColumns } from '../../kernel/columns.js';
import { oneOf } from '../../kernel/described-enum.js';
import { Node } from '../../kernel/record.js';
import { WithoutRecords } from '../../kernel/record-scope.js';
import { CommunityKind, PlaceLevel, StreetKind } from './place.enums.js';

/** One tree of typed nodes; the city is its root and its `id` is the tenant's `city_id`. */
@InterfaceType('Place', {
  implements: Node,
  description: 'A node of the place tree: city, district, street or community.',
  resolveType: () => undefined as never,
})
@Brief('path', 'parentId', 'level', 'kind', 'code', 'name', 'isDemo')
@Entity('place', { comment: 'CITY' })
@PublicColumns(
  'path',
  'parentId',
  'level',
  'kind',
  'code',
  'name',
  'otherNames',
  'closedOn',
  'successorId',
  'isDemo',
  'version',
)
@Unique('uq_place_path', ['cityId', 'id', 'path'])
@Index('ux_place_code', ['cityId', 'code'], { unique: true })
@Index('ux_place_own_path', ['cityId', 'path'], { unique: true })
@Index('ix_place_parent', ['cityId', 'parentId'])
/** Whether there is anything to leave out of a comparison is asked by every one, and nearly always there is not. */
@Index('ix_place_statistical', ['cityId'], { where: `kind = 'STATISTICAL_ONLY'` })
@ForeignKey(() => Place, ['cityId', 'parentId'] as const, ['cityId', 'id'])
@ForeignKey(() => Place, ['cityId', 'successorId'] as const, ['cityId', 'id'])
@Check('ck_place_level', oneOf('level', PlaceLevel))
@Check(
  'ck_place_kind',
  `CASE level WHEN 'STREET' THEN kind IS NOT NULL AND ${oneOf('kind', StreetKind)} WHEN 'COMMUNITY' THEN ` +
    `kind IS NOT NULL AND ${oneOf('kind', CommunityKind)} ELSE kind IS NULL END`,
)
@Check('ck_place_root', `(level = 'CITY') = (parent_id IS NULL) AND (level <> 'CITY' OR id = city_id)`)
export class Place extends Node {
  /** Fixed-width segments of [0-9A-Z], one a level; begins with the city's, so paths of two cities never overlap. */
  @Column({ type: 'text', collation: 'C' })
  path!: string;
  @Column('uuid', { nullable: true })
  parentId!: string | null;
  @Column('text')
  @Field(() => PlaceLevel, { description: 'Level in the tree.' })
  level!: PlaceLevel;
  /** StreetKind or CommunityKind, by level; null for cities and districts. */
  @Column('text', { nullable: true })
  kind!: StreetKind | CommunityKind | null;
  @Column({ type: 'text', collation: 'C' })
  @Field(() => String, {
    description: 'Official division code 统计用区划代码: 6 digits for a city, 9 for a street, 12 for a community.',
  })
  code!: string;
  @Column('text')
  @Field(() => String, { description: 'Official name today.' })
  name!: string;
  @Column('text', { array: true, default: () => "'{}'" })
  @Field(() => [String], { description: 'Other names people use or used, e.g. 十里社区 for 十里居委会.' })
  otherNames!: string[];
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Day it was closed by a merger; null while it exists.',
  })
  closedOn!: string | null;
  @Column('uuid', { nullable: true })
  successorId!: string | null;
  @Column('boolean', { default: false })
  @Field(() => Boolean, {
    description:
      'True when everything under this city is demonstration data 演示数据, invented or taken from a published article.',
  })
  isDemo!: boolean;
  @Column('int', { default: 1 })
  @Field(() => Int, { description: 'Counts the changes from 1.' })
  version!: number;
  @Column('timestamptz', { default: () => 'now()' })
  changedAt!: Date;
}

@WithoutRecords()
@ObjectType('City', {
  implements: Place,
  simpleResolvers: true,
  description: 'A city 市: the tenant. Nothing crosses from one city to another.',
})
export class City extends Place {}

@WithoutRecords()
@ObjectType('District', {
  implements: Place,
  simpleResolvers: true,
  description: 'A district or county 区/县 of a prefecture.',
})
export class District extends Place {}

@WithoutRecords()
@ObjectType('Street', {
  implements: Place,
  simpleResolvers: true,
  description: 'A street 街道 (also town, township, zone): the level above communities.',
})
export class Street extends Place {
  @Field(() => StreetKind, { description: 'What it is in the register.' })
  declare kind: StreetKind;
}

@WithoutRecords()
@ObjectType('Community', {
  implements: Place,
  simpleResolvers: true,
  description: 'A community 村（社区）: a neighbourhood 社区 or a village 村.',
})
export class Community extends Place {
  @Field(() => CommunityKind, { description: 'What it is in the register.' })
  declare kind: CommunityKind;
}
