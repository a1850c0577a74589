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
  description: "A quantile of the peers' values, including the room's own 分位数 (type 7 of Hyndman & Fan 1996).",
})
export class PeerQuantile implements Quantile {
  @Field(() => Float, { description: 'The share of peers with a lower value: 0.1, 0.25, 0.5, 0.75 or 0.9.' })
  p!: number;
  @Field(() => Float, {
    description:
      "The value, in the metric's unit. Rounded as the metric is displayed, unless the viewer may see all peers.",
  })
  value!: number;
}

@ObjectType('PeerStanding', {
  simpleResolvers: true,
  description: 'The position of a room among its peers in one metric. It judges nobody.',
})
export class PeerStanding {
  positions!: RelativePositions | null;
  position!: RelativePosition;
  peers!: PeerGroup | null;
  member!: Member | null;
  @Field(() => MetricValue, {
    description: "The room's own value, with its band and shrunken value among the peers.",
  })
  value!: MetricValue;
  @Field(() => PeerGroupAnswer, {
    nullable: true,
    description: 'The peers; null where they are too few to be shown, or the metric comes from single cases.',
  })
  group!: PeerGroupAnswer | null;
  @Field(() => NotComparedReason, {
    nullable: true,
    description: 'Why the room is not compared; null when it is.',
  })
  notComparedBecause!: NotComparedReason | null;
  @Field(() => [PeerQuantile], { description: "The distribution of the peers' values; empty where there is no group." })
  quantiles!: readonly Quantile[];
  @Field(() => FunnelLimit, {
    nullable: true,
    description: "The funnel limits at the room's own size; null where there is no funnel.",
  })
  limits!: FunnelLimit | null;
}

@ObjectType('RoomAmongPeers', {
  simpleResolvers: true,
  description:
    'The position of a room among its peers 本室在同类中的位置, with their distribution and without their names.',
})
export class RoomAmongPeers {
  placeId!: string;
  roomId!: string;
  @Field(() => Period, { description: 'The period, as days.' })
  period!: Period;
  standings!: readonly PeerStanding[];
  @Field(() => Boolean, { description: 'True for demonstration data 演示数据.' })
  isDemo!: boolean;
  @Field(() => GraphQLDateTimeISO, {
    description: 'The numbers include entries up to this time: the time of the answer.',
  })
  freshAsOf!: Date;
  @Field(() => String, { description: 'The version of the metric catalogue used.' })
  catalogueVersion!: string;
}
