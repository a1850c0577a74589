import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { WithoutRecords } from '../../../kernel/record-scope.js';
import { Node } from '../../../kernel/record.js';
import { Place } from '../../places/place.entity.js';

/**
 * One row a city, and none while the defaults hold. Read by the whole city: by which rules it is compared is no secret.
 */
@WithoutRecords()
@ObjectType('ComparisonSettings', {
  implements: Node,
  simpleResolvers: true,
  description:
    'How a city compares 比较设置: what is too small to be told, who are peers, and whether ranks are shown at ' +
    "all. The city's administrator sets it.",
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
  @Field(() => Int, { description: 'Counts the changes; 0 while the defaults hold. Updates must name it.' })
  version!: number;
  @Column('timestamptz', { default: () => 'now()' })
  changedAt!: Date;
  @Column('int')
  @Field(() => Int, {
    description: 'k: a group of fewer people or rooms than this is never broken down 最小分组; 3 to 100, by default 5.',
  })
  smallestGroup!: number;
  @Column('int')
  @Field(() => Int, {
    description:
      'Rooms with a value a peer group needs 同类组最少室数; from k to 1,000, by default 10. A smaller group is widened.',
  })
  smallestPeerGroup!: number;
  @Column('int', { array: true })
  @Field(() => [Int], {
    description:
      'Usual residents at which the next population band begins 人口分档, rising; by default 2,000, 5,000 and 10,000.',
  })
  populationEdges!: number[];
  @Column('int', { array: true })
  @Field(() => [Int], {
    description: 'Whole years at which the next band of room age begins 建室年限分档, rising; by default 1 and 3.',
  })
  ageEdges!: number[];
  @Column('boolean')
  @Field(() => Boolean, {
    description:
      'Whether plausible ranks are shown, to the city alone and for outcomes alone 是否显示名次范围; by default not.',
  })
  ranksOn!: boolean;
}
