import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../../kernel/connection.js';
import type { Page } from '../../../../kernel/page.js';
import { ComparisonCoverage, Period } from '../value/comparison-answer.js';
import type { ComparisonBase } from '../../settings/fairness.enums.js';
import { TrendStep } from '../../period/period-steps.js';
import type { ValueOwner } from '../value/value-owner.js';
import type { LoadingContext } from '../../../../kernel/loader-definition.js';
import type { PlaceThen } from '../../reading/as-of.port.js';
import type { CoverageCounts } from '../../reading/comparison.loaders.js';

/** A place in one period, with the owner of its values. */
export interface PlaceAt {
  readonly path: string;
  readonly owner: ValueOwner;
  readonly metrics: readonly string[];
  coverage(ctx: LoadingContext): Promise<CoverageCounts>;
  /** As it was when the numbers were sealed; absent without `asOf`. */
  readonly asSealed?: PlaceThen;
}

const FRESH = 'The numbers include entries up to this time: the time of the answer, or of the seal.';
const VERSION = 'The version of the metric catalogue used.';

@ObjectType('TrendPoint', {
  simpleResolvers: true,
  description: "A step of a trend. Its values are computed from the sums over the place's rooms.",
})
export class TrendPoint {
  at!: PlaceAt;
  @Field(() => Period, { description: 'The days of the step. It ends with the period.' })
  period!: Period;
}

@ObjectType('Trend', {
  simpleResolvers: true,
  description:
    'The numbers of a place over time 趋势. A step whose numbers cannot be separated has PERIOD_NOT_SEPARABLE.',
})
export class Trend {
  placeId!: string;
  metricIds!: readonly string[];
  @Field(() => Period, { description: 'The whole period, as days.' })
  period!: Period;
  @Field(() => TrendStep, { description: 'Its steps.' })
  by!: TrendStep;
  @Field(() => Boolean, { description: 'True for demonstration data 演示数据.' })
  isDemo!: boolean;
  @Field(() => GraphQLDateTimeISO, { description: FRESH })
  freshAsOf!: Date;
  @Field(() => String, { description: VERSION })
  catalogueVersion!: string;
  points!: readonly TrendPoint[];
}

@ObjectType('PlaceNumbers', {
  simpleResolvers: true,
  description: 'A place and its numbers, computed from the sums over its rooms.',
})
export class PlaceNumbers {
  at!: PlaceAt;
  placeId!: string;
}

@ObjectType('PlaceSummary', {
  simpleResolvers: true,
  description:
    'A place and the places directly below it, over one period. The numbers of `own` and of all `children` add up to ' +
    'those of the place, for every metric that is a sum.',
})
export class PlaceSummary {
  at!: PlaceAt;
  placeId!: string;
  @Field(() => Period, { description: 'The period, as days.' })
  period!: Period;
  @Field(() => Boolean, { description: 'True for demonstration data 演示数据.' })
  isDemo!: boolean;
  @Field(() => GraphQLDateTimeISO, { description: FRESH })
  freshAsOf!: Date;
  @Field(() => String, { description: VERSION })
  catalogueVersion!: string;
  own!: PlaceNumbers;
  children!: readonly PlaceNumbers[];
}

@ObjectType('ComparedStreet', {
  simpleResolvers: true,
  description: 'A row of a comparison of streets. Its numbers are computed from the sums over its rooms.',
})
export class ComparedStreet {
  at!: PlaceAt;
  placeId!: string;
}

@ObjectType('StreetComparisonEdge', {
  simpleResolvers: true,
  description: 'A row of a comparison of streets, with its cursor.',
})
export class StreetComparisonEdge {
  @Field(() => ComparedStreet, { description: 'The row.' })
  node!: ComparedStreet;
  @Field(() => String, { description: "The row's position in the order; opaque." })
  cursor!: string;
}

@ObjectType('StreetComparisonConnection', {
  simpleResolvers: true,
  description:
    'Streets side by side over one period. More reliable than rooms, because a street has more cases. A ' +
    'difference asks for a check 待核实 and judges nobody.',
})
export class StreetComparison {
  @Field(() => [StreetComparisonEdge], { description: 'The rows with their cursors, in the requested order.' })
  edges!: readonly StreetComparisonEdge[];
  @Field(() => [ComparedStreet], { description: 'The rows without cursors, in the requested order.' })
  nodes!: readonly ComparedStreet[];
  @Field(() => PageInfo, { description: 'The position of this page.' })
  pageInfo!: Page<never>['pageInfo'];
  @Field(() => Int, { description: 'The number of streets on all pages.' })
  totalCount!: () => Promise<number>;
  @Field(() => Period, { description: 'The period, as days.' })
  period!: Period;
  @Field(() => ComparisonCoverage, {
    description: 'How many places and rooms are covered, including rooms above the streets.',
  })
  coverage!: () => Promise<ComparisonCoverage>;
  @Field(() => Boolean, { description: 'True for demonstration data 演示数据.' })
  isDemo!: boolean;
  @Field(() => GraphQLDateTimeISO, { description: FRESH })
  freshAsOf!: Date;
  @Field(() => String, { description: VERSION })
  catalogueVersion!: string;
  /** The group that streets are compared with, and the metrics that the request names. */
  against!: ComparisonBase;
  asked?: readonly string[];
  own!: readonly ComparedStreet[];
  /** Sealed numbers are not compared. */
  isSealed!: boolean;
  /** All compared streets, on all pages. */
  all!: readonly PlaceAt[];
}
