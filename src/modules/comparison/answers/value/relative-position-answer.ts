import { Field, Float, Int, ObjectType } from 'type-graphql';
import { PeerLevel } from '../../settings/fairness.enums.js';
import type { PeerGroup } from '../../fairness/peer-group.js';

@ObjectType('ShrunkValue', {
  simpleResolvers: true,
  description:
    'The value drawn towards those it is compared with 收缩估计 (empirical Bayes): the fewer cases of its own, the ' +
    'nearer to theirs. 1 of 1 does not beat 27 of 30.',
})
export class ShrunkValue {
  @Field(() => Float, {
    description:
      "The estimate, in the metric's unit. Proportions by a beta-binomial, rates by a gamma-Poisson model, " +
      'fitted to the group by moments (Kleinman 1973, Marshall 1991). Rounded as the metric is shown, with ' +
      'both ends, where the viewer does not see all of the group by name.',
  })
  value!: number;
  @Field(() => Float, {
    description: 'Lower end: the true value lies between both ends with probability 95 %, given the group.',
  })
  low!: number;
  @Field(() => Float, { description: 'Upper end.' })
  high!: number;
}

@ObjectType('PeerGroup', {
  simpleResolvers: true,
  description: 'Those a value is compared with: so many, and by what they were grouped; never who they are.',
})
export class PeerGroupAnswer {
  group!: PeerGroup;
  @Field(() => PeerLevel, { description: 'How narrow the group is; peers too few are widened.' })
  level!: PeerLevel;
  @Field(() => Int, { description: 'How many have a usable value, the one itself among them.' })
  members!: number;
  @Field(() => String, {
    nullable: true,
    description:
      'The kind of their places, as in `StreetKind` or `CommunityKind`, else their level; null where it does ' +
      'not group them.',
  })
  kind!: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Their places have at least so many usual residents; null where that does not group them, or is not known.',
  })
  populationFrom!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Their places have fewer usual residents than this; null where there is no upper end.',
  })
  populationTo!: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      "The centre: their numerators together by their denominators together, in the metric's unit. It is what " +
      'limits are drawn round; null for plain counts. To two significant digits (of a share above 50 % those ' +
      'of what is missing) where the viewer does not see all of them by name; bands are by the exact one.',
  })
  centre!: number | null;
}

@ObjectType('RankRange', {
  simpleResolvers: true,
  description:
    'The ranks a value may plausibly hold 可能的名次范围: all ranges of a comparison hold at once with 95 % (Klein, ' +
    'Wright & Wieczorek 2020). Rank 1 is the best.',
})
export class RankRange {
  @Field(() => Int, { description: 'The best rank it may hold.' })
  best!: number;
  @Field(() => Int, { description: 'The worst rank it may hold.' })
  worst!: number;
  @Field(() => Int, { description: 'How many are ranked.' })
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
