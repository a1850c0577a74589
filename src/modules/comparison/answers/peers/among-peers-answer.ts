import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, Float, ObjectType } from 'type-graphql';
import { MetricValue, Period } from '../value/comparison-answer.js';
import type { Quantile } from '../../fairness/distribution.js';
import { NotComparedReason } from '../../settings/fairness.enums.js';
import { FunnelLimit } from './funnel-answer.js';
import type { Member, PeerGroup } from '../../fairness/peer-group.js';
import { PeerGroupAnswer } from '../value/relative-position-answer.js';
import type { RelativePositions } from '../../fairness/relative-positions.js';
import type { RelativePosition } from '../../fairness/relative-position.js';

@ObjectType('PeerQuantile', {
  simpleResolvers: true,
  description: "A quantile of the peers' values 分位数 (type 7 of Hyndman & Fan 1996), the room's own among them.",
})
export class PeerQuantile implements Quantile {
  @Field(() => Float, { description: 'The part of the peers whose value is lower: 0.1, 0.25, 0.5, 0.75 or 0.9.' })
  p!: number;
  @Field(() => Float, {
    description:
      "The value, in the metric's unit; rounded as the metric is shown, unless the viewer sees all of the peers.",
  })
  value!: number;
}

@ObjectType('PeerStanding', {
  simpleResolvers: true,
  description: 'One metric of a room among its peers. It says where the room stands; it is never a verdict.',
})
export class PeerStanding {
  positions!: RelativePositions | null;
  position!: RelativePosition;
  peers!: PeerGroup | null;
  member!: Member | null;
  @Field(() => MetricValue, {
    description: "The room's own value, compared with its peers: with band and shrunken value.",
  })
  value!: MetricValue;
  @Field(() => PeerGroupAnswer, {
    nullable: true,
    description: 'The peers; null where they are too few to be shown, or the metric is made of single cases.',
  })
  group!: PeerGroupAnswer | null;
  @Field(() => NotComparedReason, {
    nullable: true,
    description: 'Why the room has no place among them; null when it has one.',
  })
  notComparedBecause!: NotComparedReason | null;
  @Field(() => [PeerQuantile], { description: "How the peers' values are spread; empty where there is no group." })
  quantiles!: readonly Quantile[];
  @Field(() => FunnelLimit, {
    nullable: true,
    description: "The limits at the room's own size; null where there is no funnel.",
  })
  limits!: FunnelLimit | null;
}

@ObjectType('RoomAmongPeers', {
  simpleResolvers: true,
  description: 'A room among its peers 本室在同类中的位置: their distribution without their names.',
})
export class RoomAmongPeers {
  placeId!: string;
  roomId!: string;
  @Field(() => Period, { description: 'The period, as days.' })
  period!: Period;
  standings!: readonly PeerStanding[];
  @Field(() => Boolean, { description: 'True when it is made from demonstration data 演示数据.' })
  isDemo!: boolean;
  @Field(() => GraphQLDateTimeISO, { description: 'Up to when entries are in the numbers: the moment of the answer.' })
  freshAsOf!: Date;
  @Field(() => String, { description: 'Version of the catalogue of metrics the numbers were made by.' })
  catalogueVersion!: string;
}
