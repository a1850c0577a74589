import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../../kernel/connection.js';
import type { Page } from '../../../../kernel/page.js';
import { ComparisonCoverage, Period } from '../value/comparison-answer.js';
import type { ComparisonBase } from '../../settings/fairness.enums.js';
import { TrendStep } from '../../period/period-steps.js';
import type { ValueOwner } from '../value/value-owner.js';
import type { SpannedScope } from '../value/owner-values.js';

/** Where the numbers of a place at one step come from. */
export interface PlaceAt {
  readonly scope: SpannedScope;
  readonly step: number;
  readonly path: string;
  readonly owner: ValueOwner;
  readonly metrics: readonly string[];
}

const FRESH = 'Up to when entries are in the numbers: the moment of the answer.';
const VERSION = 'Version of the catalogue of metrics the numbers were made by.';

@ObjectType('TrendPoint', {
  simpleResolvers: true,
  description: "A step of a trend; its values are made of the sums over the place's rooms.",
})
export class TrendPoint {
  at!: PlaceAt;
  @Field(() => Period, { description: 'The step, as days; cut off at the ends of the period asked for.' })
  period!: Period;
}

@ObjectType('Trend', {
  simpleResolvers: true,
  description: 'How a place went along 趋势. A step that cannot be separated says so; it is never a guess.',
})
export class Trend {
  placeId!: string;
  metricIds!: readonly string[];
  @Field(() => Period, { description: 'The whole period, as days.' })
  period!: Period;
  @Field(() => TrendStep, { description: 'Its steps.' })
  by!: TrendStep;
  @Field(() => Boolean, { description: 'True when it is made from demonstration data 演示数据.' })
  isDemo!: boolean;
  @Field(() => GraphQLDateTimeISO, { description: FRESH })
  freshAsOf!: Date;
  @Field(() => String, { description: VERSION })
  catalogueVersion!: string;
  points!: readonly TrendPoint[];
}

@ObjectType('PlaceNumbers', {
  simpleResolvers: true,
  description: 'A place and its numbers, made of the sums over its rooms.',
})
export class PlaceNumbers {
  at!: PlaceAt;
  placeId!: string;
}

@ObjectType('PlaceSummary', {
  simpleResolvers: true,
  description:
    'A place and what lies directly below it, over one period. Rooms that stand on the place itself are in its ' +
    "own numbers and in no child's.",
})
export class PlaceSummary {
  at!: PlaceAt;
  placeId!: string;
  @Field(() => Period, { description: 'The period, as days.' })
  period!: Period;
  @Field(() => Boolean, { description: 'True when it is made from demonstration data 演示数据.' })
  isDemo!: boolean;
  @Field(() => GraphQLDateTimeISO, { description: FRESH })
  freshAsOf!: Date;
  @Field(() => String, { description: VERSION })
  catalogueVersion!: string;
  children!: readonly PlaceNumbers[];
}

@ObjectType('ComparedStreet', {
  simpleResolvers: true,
  description: 'A row of a comparison of streets: its numbers are made of the sums over its rooms.',
})
export class ComparedStreet {
  at!: PlaceAt;
  placeId!: string;
}

@ObjectType('StreetComparisonEdge', {
  simpleResolvers: true,
  description: 'A row of a comparison of streets, with its place in the order.',
})
export class StreetComparisonEdge {
  @Field(() => ComparedStreet, { description: 'The row.' })
  node!: ComparedStreet;
  @Field(() => String, { description: "Marks the row's place in the order; opaque." })
  cursor!: string;
}

@ObjectType('StreetComparisonConnection', {
  simpleResolvers: true,
  description:
    'Streets side by side over one period: the better default, for a street holds more cases than a room. ' +
    'Differences are to be looked into 待核实, never verdicts on people.',
})
export class StreetComparison {
  @Field(() => [StreetComparisonEdge], { description: 'The rows with their cursors, in the order asked for.' })
  edges!: readonly StreetComparisonEdge[];
  @Field(() => [ComparedStreet], { description: 'The rows alone, in the order asked for.' })
  nodes!: readonly ComparedStreet[];
  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: Page<never>['pageInfo'];
  @Field(() => Int, { description: 'How many streets are compared, all pages together.' })
  totalCount!: () => Promise<number>;
  @Field(() => Period, { description: 'The period, as days.' })
  period!: Period;
  @Field(() => ComparisonCoverage, {
    description: 'How much of the tree is covered; rooms that stand above the streets among it.',
  })
  coverage!: () => Promise<ComparisonCoverage>;
  @Field(() => Boolean, { description: 'True when what is compared is demonstration data 演示数据.' })
  isDemo!: boolean;
  @Field(() => GraphQLDateTimeISO, { description: FRESH })
  freshAsOf!: Date;
  @Field(() => String, { description: VERSION })
  catalogueVersion!: string;
  /** What the streets are compared with, and the metrics the request names, as far as the query shows. */
  against!: ComparisonBase;
  asked?: readonly string[];
  /** Every street compared, all pages together. */
  all!: readonly PlaceAt[];
}
