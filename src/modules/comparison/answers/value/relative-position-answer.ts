import { Field, Float, Int, ObjectType } from 'type-graphql';
import { PeerLevel } from '../../settings/fairness.enums.js';
import type { PeerGroup } from '../../fairness/peer-group.js';

@ObjectType('ShrunkValue', {
  simpleResolvers: true,
  description:
    'The value drawn towards the centre of its group 收缩估计 (empirical Bayes). The fewer cases it has, the closer ' +
    'it is to the centre. So 1 of 1 does not rank above 27 of 30.',
})
export class ShrunkValue {
  @Field(() => Float, {
    description:
      "The estimate, in the metric's unit. The model is beta-binomial for proportions and gamma-Poisson for rates, " +
      'fitted to the group by moments (Kleinman 1973, Marshall 1991). It and both ends are rounded as the ' +
      'metric is displayed, unless the viewer may see all members by name.',
  })
  value!: number;
  @Field(() => Float, {
    description: 'Lower end. With probability 95 % the true value is between both ends, given the group.',
  })
  low!: number;
  @Field(() => Float, { description: 'Upper end.' })
  high!: number;
}

@ObjectType('PeerGroup', {
  simpleResolvers: true,
  description: 'The group that a value is compared with: its size and what defines it, without names.',
})
export class PeerGroupAnswer {
  group!: PeerGroup;
  @Field(() => PeerLevel, { description: 'How narrow the group is. A group that is too small is widened.' })
  level!: PeerLevel;
  @Field(() => Int, { description: 'The number of members with a usable value, including the value itself.' })
  members!: number;
  @Field(() => String, {
    nullable: true,
    description:
      'The kind of their places, as in `StreetKind` or `CommunityKind`, else their level; null where the kind ' +
      'does not define the group.',
  })
  kind!: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'The fewest usual residents of their places; null where that does not define the group, or is unknown.',
  })
  populationFrom!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Their places have fewer usual residents than this; null where there is no upper limit.',
  })
  populationTo!: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      "The centre, in the metric's unit: the sum of numerators divided by the sum of denominators. Limits are " +
      'drawn around it; null for plain counts. Rounded to two significant digits (above 50 % those of the rest ' +
      'up to 100 %), unless the viewer may see all members by name. Bands use the exact centre.',
  })
  centre!: number | null;
}

@ObjectType('RankRange', {
  simpleResolvers: true,
  description:
    'The plausible ranks of a value 可能的名次范围. With 95 % probability all ranges of a comparison are right ' +
    'together (Klein, Wright & Wieczorek 2020). Rank 1 is the best.',
})
export class RankRange {
  @Field(() => Int, { description: 'The best plausible rank.' })
  best!: number;
  @Field(() => Int, { description: 'The worst plausible rank.' })
  worst!: number;
  @Field(() => Int, { description: 'The number of ranked rooms or streets.' })
  of!: number;
}

export const groupAnswer = (group: PeerGroup): PeerGroupAnswer => ({
  group,
  level: group.name.level,
  members: group.members.length,
  kind: group.name.kind,
  populationFrom: group.name.populationFrom,
  populationTo: group.name.populationTo,
  centre: group.centre,
});
