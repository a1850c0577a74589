import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Metric, Period } from '../value/comparison-answer.js';
import type { RelativePositions } from '../../fairness/relative-positions.js';
import { Band, ComparedUnit, NotComparedReason } from '../../settings/fairness.enums.js';
import { PeerGroupAnswer } from '../value/relative-position-answer.js';

@ObjectType('FunnelPoint', {
  simpleResolvers: true,
  description:
    'A room or street in a funnel; those the viewer does not see stand together, at least k a point, without names.',
})
export class FunnelPoint {
  /** Set for those the viewer sees. */
  placeId!: string | null;
  @Field(() => Int, { description: 'How many rooms or streets it stands for: 1 where it is named.' })
  units!: number;
  @Field(() => Float, {
    description:
      'Cases, or exposure, in the unit of the denominator: across. Of several their mean, to two significant digits.',
  })
  size!: number;
  @Field(() => Float, {
    description:
      "The value in the metric's unit: up. Of several their counts together by their sizes together, to two " +
      'significant digits.',
  })
  value!: number;
  @Field(() => Float, { nullable: true, description: 'What was counted; null of several.' })
  count!: number | null;
  @Field(() => Band, { nullable: true, description: 'Where it lies; null of several.' })
  band!: Band | null;
  @Field(() => Boolean, { description: 'Whether it lies within the place asked about; false of several.' })
  isWithin!: boolean;
}

@ObjectType('FunnelLimit', {
  simpleResolvers: true,
  description:
    "The limits at one size, in the metric's unit, interpolated for drawing (Spiegelhalter 2005): beyond the " +
    'drawn line exactly when `band` says so. Null where no count can cross.',
})
export class FunnelLimit {
  @Field(() => Float, { description: 'The size.' })
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
    'How much more the units differ than chance explains 过度离散 (Spiegelhalter 2005); the limits are widened by ' +
    'it only when it is proven.',
})
export class FunnelSpread {
  @Field(() => Float, { description: 'φ, the mean square of the winsorised z-scores: 1 when chance explains all.' })
  phi!: number;
  @Field(() => Float, {
    description: 'τ², the variance between units on the stabilised scale that widens the limits; 0 when it does not.',
  })
  tau2!: number;
  @Field(() => Int, { description: 'Units it was estimated from.' })
  units!: number;
  @Field(() => Boolean, { description: 'Whether the limits are widened by it.' })
  isWidened!: boolean;
}

@ObjectType('Funnel', {
  simpleResolvers: true,
  description:
    'A funnel plot 漏斗图: values against size, with the limits within which chance alone would hold them. What ' +
    'lies outside is to be looked into 待核实, never a verdict on people.',
})
export class Funnel {
  placeId!: string;
  withinPath!: string;
  positions!: RelativePositions;
  @Field(() => Metric, { description: 'The metric.' })
  metric!: Metric;
  @Field(() => ComparedUnit, { description: 'What the points are.' })
  by!: ComparedUnit;
  @Field(() => Period, { description: 'The period, as days.' })
  period!: Period;
  @Field(() => PeerGroupAnswer, {
    nullable: true,
    description: 'Those in it, with the centre; null when it cannot be drawn.',
  })
  group!: PeerGroupAnswer | null;
  @Field(() => NotComparedReason, { nullable: true, description: 'Why it cannot be drawn.' })
  notDrawnBecause!: NotComparedReason | null;
  @Field(() => Boolean, { description: 'True when it is made from demonstration data 演示数据.' })
  isDemo!: boolean;
  @Field(() => GraphQLDateTimeISO, { description: 'Up to when entries are in the numbers: the moment of the answer.' })
  freshAsOf!: Date;
  @Field(() => String, { description: 'Version of the catalogue of metrics the numbers were made by.' })
  catalogueVersion!: string;
}
