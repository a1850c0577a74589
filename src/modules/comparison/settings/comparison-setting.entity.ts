import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { WithoutRecords } from '../../../kernel/record-scope.js';
import { Node } from '../../../kernel/record.js';
import { Place } from '../../places/place.entity.js';

/**
 * One row a city; none while the defaults apply. Everybody in the city may read it, because the rules of comparison are
 * no secret.
 */
@WithoutRecords()
@ObjectType('ComparisonSettings', {
  implements: Node,
  simpleResolvers: true,
  description:
    'How a city compares 比较设置: the smallest group that is shown, the bands of peers, and whether ranks ' +
    "are shown. The city's administrator sets it.",
})
@Entity('comparison_setting', { comment: 'CITY' })
@Index('ux_comparison_setting', ['cityId'], { unique: true })
@ForeignKey(() => Place, ['cityId', 'cityId'] as const, ['cityId', 'id'])
@Check(
  'ck_comparison_setting_groups',
  'smallest_group BETWEEN 3 AND 100 AND smallest_peer_group BETWEEN smallest_group AND 1000',
)
export class ComparisonSettings extends Node {
  @Column('int', { default: 1 })
  @Field(() => Int, {
    description: 'The number of changes; 0 while the defaults apply. An update must give it as expectedVersion.',
  })
  version!: number;
  @Column('timestamptz', { default: () => 'now()' })
  changedAt!: Date;
  @Column('int')
  @Field(() => Int, {
    description: 'k: a group with fewer people or rooms is never broken down 最小分组. 3 to 100; by default 5.',
  })
  smallestGroup!: number;
  @Column('int')
  @Field(() => Int, {
    description:
      'The fewest rooms with a value in a peer group 同类组最少室数. k to 1,000; by default 10. A smaller group is widened.',
  })
  smallestPeerGroup!: number;
  @Column('int', { array: true })
  @Field(() => [Int], {
    description:
      'The lower limits of the population bands, in usual residents, ascending 人口分档. By default 2,000, 5,000, 10,000.',
  })
  populationEdges!: number[];
  @Column('int', { array: true })
  @Field(() => [Int], {
    description:
      'The lower limits of the bands of room age, in whole years, ascending 建室年限分档. By default 1 and 3.',
  })
  ageEdges!: number[];
  @Column('boolean')
  @Field(() => Boolean, {
    description:
      'Whether rank ranges are shown 是否显示名次范围: to the city only, for outcome metrics only. By default false.',
  })
  ranksOn!: boolean;
}
