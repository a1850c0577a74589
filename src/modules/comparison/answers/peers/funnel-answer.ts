import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Metric, Period } from '../value/comparison-answer.js';
import type { RelativePositions } from '../../fairness/relative-positions.js';
import { Band, ComparedUnit, NotComparedReason } from '../../settings/fairness.enums.js';
import { PeerGroupAnswer } from '../value/relative-position-answer.js';

@ObjectType('FunnelPoint', {
  simpleResolvers: true,
  description:
    'A room or street in a funnel plot. Those that the viewer may not see are grouped, at least k in a point.',
})
export class FunnelPoint {
  /** Set only if the viewer may see its name. */
  placeId!: string | null;
  @Field(() => Int, { description: 'The number of rooms or streets in the point; 1 where it is named.' })
  units!: number;
  @Field(() => Float, {
    description:
      'The horizontal coordinate: cases or exposure, in the unit of the denominator. For several rooms their ' +
      'mean, to two significant digits.',
  })
  size!: number;
  @Field(() => Float, {
    description:
      "The vertical coordinate: the value, in the metric's unit. For several rooms the sum of counts divided by the " +
      'sum of sizes, to two significant digits.',
  })
  value!: number;
  @Field(() => Float, { nullable: true, description: 'The count; null for several rooms.' })
  count!: number | null;
  @Field(() => Band, { nullable: true, description: 'The band; null for several rooms.' })
  band!: Band | null;
  @Field(() => Boolean, { description: 'Whether it is at or below `within`; false for several rooms.' })
  isWithin!: boolean;
}

@ObjectType('FunnelLimit', {
  simpleResolvers: true,
  description:
    "The limits at one size, in the metric's unit, interpolated for drawing (Spiegelhalter 2005). A point is " +
    'beyond a drawn line exactly when `band` says so. Null where no count can cross.',
})
export class FunnelLimit {
  @Field(() => Float, { description: 'The size, in the unit of the denominator.' })
  size!: number;
  @Field(() => Float, { nullable: true, description: 'Lower 99.8 % limit.' })
  lowOuter!: number | null;
  @Field(() => Float, { nullable: true, description: 'Lower 95 % limit.' })
  lowInner!: number | null;
  @Field(() => Float, { nullable: true, description: 'Upper 95 % limit.' })
  highInner!: number | null;
  @Field(() => Float, { nullable: true, description: 'Upper 99.8 % limit.' })
  highOuter!: number | null;
}

@ObjectType('FunnelSpread', {
  simpleResolvers: true,
  description:
    'Over-dispersion: how much more the units differ than by chance 过度离散 (Spiegelhalter 2005). It widens the ' +
    'limits only when it is significant.',
})
export class FunnelSpread {
  @Field(() => Float, {
    description: 'φ, the mean square of the z-scores after limiting their extremes. 1 when chance explains all.',
  })
  phi!: number;
  @Field(() => Float, {
    description:
      'τ², the variance between units on the variance-stabilising scale; 0 when it does not widen the limits.',
  })
  tau2!: number;
  @Field(() => Int, { description: 'The number of units in the estimate.' })
  units!: number;
  @Field(() => Boolean, { description: 'Whether it widens the limits.' })
  isWidened!: boolean;
}

@ObjectType('Funnel', {
  simpleResolvers: true,
  description:
    'A funnel plot 漏斗图: values against size, with the limits of chance. A value outside asks for a check 待核实 ' +
    'and judges nobody.',
})
export class Funnel {
  placeId!: string;
  withinPath!: string;
  positions!: RelativePositions;
  @Field(() => Metric, { description: 'The metric.' })
  metric!: Metric;
  @Field(() => ComparedUnit, { description: 'Whether points are rooms or streets.' })
  by!: ComparedUnit;
  @Field(() => Period, { description: 'The period, as days.' })
  period!: Period;
  @Field(() => PeerGroupAnswer, {
    nullable: true,
    description: 'The group, with its centre; null when it cannot be drawn.',
  })
  group!: PeerGroupAnswer | null;
  @Field(() => NotComparedReason, { nullable: true, description: 'Why it cannot be drawn.' })
  notDrawnBecause!: NotComparedReason | null;
  @Field(() => Boolean, { description: 'True for demonstration data 演示数据.' })
  isDemo!: boolean;
  @Field(() => GraphQLDateTimeISO, {
    description: 'The numbers include entries up to this time: the time of the answer.',
  })
  freshAsOf!: Date;
  @Field(() => String, { description: 'The version of the metric catalogue used.' })
  catalogueVersion!: string;
}
