import { GraphQLDateTimeISO } from 'graphql-scalars';
import { GraphQLLocalDate } from '../../../../kernel/local-date.js';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../../kernel/connection.js';
import type { Page } from '../../../../kernel/page.js';
import { MetricDirection, MetricKind, SuppressedReason, ValueBound } from '../../catalogue/comparison.enums.js';
import type { PartValue } from '../../values/metric-result.js';
import type { ComparisonScope, CoverageCounts } from '../../reading/comparison.loaders.js';
import type { PlaceThen } from '../../reading/as-of.port.js';
import { MetricId } from '../../catalogue/catalogue.js';
import type { MetricChange } from '../../catalogue/metric-definition.js';
import type { ValueOwner } from './value-owner.js';

@ObjectType('Metric', {
  simpleResolvers: true,
  description: 'A metric 指标 of the catalogue: what is counted, and how.',
})
export class Metric {
  @Field(() => MetricId, { description: 'Its id.' })
  id!: string;
  @Field(() => MetricKind, { description: 'What sort of number it is.' })
  kind!: MetricKind;
  @Field(() => MetricDirection, { description: 'Which way it points.' })
  direction!: MetricDirection;
  @Field(() => Int, { description: 'Decimals to show it with; values are not rounded.' })
  decimals!: number;
}

@ObjectType('MetricChange', { simpleResolvers: true, description: "What a version of a metric's definition changed." })
export class MetricVersion {
  definition!: MetricChange;
  @Field(() => Int, { description: 'The version, from 1.' })
  version!: number;
  @Field(() => GraphQLLocalDate, { description: 'Day from which it holds.' })
  on!: string;
}

@ObjectType('MetricPart', {
  simpleResolvers: true,
  description: 'One part of a whole 构成: how much of it, and with what certainty.',
})
export class MetricPart implements PartValue {
  metricId!: string;
  @Field(() => String, { description: 'Which part; the same in every answer, e.g. SATISFIED.' })
  key!: string;
  @Field(() => Float, { nullable: true, description: 'How many; null when it would tell of single people.' })
  count!: number | null;
  @Field(() => Float, { nullable: true, description: 'Its share of the whole, from 0 to 1; null when the count is.' })
  share!: number | null;
  @Field(() => Float, { nullable: true, description: "Lower end of the share's 95 % interval." })
  low!: number | null;
  @Field(() => Float, { nullable: true, description: "Upper end of the share's 95 % interval." })
  high!: number | null;
  @Field(() => SuppressedReason, { nullable: true, description: 'Why it is not shown.' })
  suppressedReason!: SuppressedReason | null;
}

@ObjectType('MetricValue', {
  simpleResolvers: true,
  description:
    "A metric of one room or place: never a bare number. A place's is made from the sums over its rooms with " +
    'data, never from a mean of rates.',
})
export class MetricValue {
  /** Whose it is; null for a number that was put together from others. */
  owner!: ValueOwner | null;
  @Field(() => Metric, { description: 'The metric.' })
  metric!: Metric;
  @Field(() => Float, {
    nullable: true,
    description:
      "The value, in the metric's unit, not rounded; proportions from 0 to 1. Null exactly when " +
      '`suppressedReason` is set.',
  })
  value!: number | null;
  @Field(() => ValueBound, { nullable: true, description: 'How the value is known; null when there is none.' })
  bound!: ValueBound | null;
  @Field(() => Float, {
    nullable: true,
    description: 'What was counted; on plain counts the value. Null when it cannot be said.',
  })
  numerator!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'What it is divided by, e.g. residents in persons; null on plain counts and when it is not known.',
  })
  denominator!: number | null;
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Day the denominator was known for, where it is a dated fact such as residents.',
  })
  denominatorAsOf!: string | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'Lower end of the 95 % interval, in the unit of the value; null on plain counts and on approximate values.',
  })
  low!: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'Upper end of the 95 % interval, in the unit of the value; null on plain counts, on approximate values ' +
      'and on floors.',
  })
  high!: number | null;
  @Field(() => SuppressedReason, { nullable: true, description: 'Why there is no value.' })
  suppressedReason!: SuppressedReason | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'The part of the numerator that comes from carried-forward totals 建系统前累计数; null when the numerator is.',
  })
  carriedForward!: number | null;
  parts!: readonly PartValue[] | null;
}

@ObjectType('Period', { simpleResolvers: true, description: 'A period of whole months, in days of Asia/Shanghai.' })
export class Period {
  @Field(() => GraphQLLocalDate, { description: 'First day.' })
  from!: string;
  @Field(() => GraphQLLocalDate, { description: 'Last day, inclusive.' })
  to!: string;
}

@ObjectType('ComparisonCoverage', {
  simpleResolvers: true,
  description:
    'How much of the tree a comparison covers. Not enrolled is not idle, and without records is not without activity.',
})
export class ComparisonCoverage {
  @Field(() => Int, {
    description:
      'Places within that could own a room: open communities and villages, and any other place that has one; ' +
      'statistical units are none.',
  })
  places!: number;
  @Field(() => Int, { description: 'Rooms enrolled within: the rows of the comparison, all pages together.' })
  enrolled!: number;
  @Field(() => Int, { description: "Rooms with a record of any kind that lies before the period's end." })
  withData!: number;
}

@ObjectType('PlaceAsSealed', {
  simpleResolvers: true,
  description: 'A place as it was when the numbers were sealed 封存时的地方.',
})
export class PlaceAsSealed {
  @Field(() => String, { description: 'Its official code then.' })
  code!: string;
  @Field(() => String, { description: 'Its name then.' })
  name!: string;
  @Field(() => [String], { description: 'Names of the places above it then, from the city down.' })
  above!: readonly string[];
  @Field(() => Int, {
    nullable: true,
    description: 'Its usual residents as known then, in persons; null when nobody had entered them.',
  })
  residents!: number | null;
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Day the number of residents was known for.' })
  residentsAsOf!: string | null;
}

/** A row; `comparison` lets its numbers be computed with those of the whole page. */
@ObjectType('ComparedRoom', { simpleResolvers: true, description: 'A row of a comparison: an enrolled room.' })
export class ComparedRoom {
  roomId!: string;
  placeId!: string;
  comparison!: ComparisonScope;
  owner!: ValueOwner;
  /** Where it was read with the row: as much of it as was asked for. */
  place?: object | null;
  @Field(() => PlaceAsSealed, {
    nullable: true,
    description: 'The place as it was when the numbers were sealed; null unless asked `asOf` a seal.',
  })
  sealed!: PlaceThen | null;
}

@ObjectType('RoomComparisonEdge', {
  simpleResolvers: true,
  description: 'A row of a comparison, with its place in the order.',
})
export class RoomComparisonEdge {
  @Field(() => ComparedRoom, { description: 'The row.' })
  node!: ComparedRoom;
  @Field(() => String, { description: "Marks the row's place in the order; opaque." })
  cursor!: string;
}

@ObjectType('RoomComparisonConnection', {
  simpleResolvers: true,
  description:
    'Rooms side by side over one period. Differences are to be looked into 待核实, never verdicts on people.',
})
export class RoomComparison {
  @Field(() => [RoomComparisonEdge], { description: 'The rows with their cursors, in the order asked for.' })
  edges!: readonly RoomComparisonEdge[];
  @Field(() => [ComparedRoom], { description: 'The rows alone, in the order asked for.' })
  nodes!: readonly ComparedRoom[];
  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: Page<never>['pageInfo'];
  @Field(() => Int, { description: 'How many rooms are compared, all pages together.' })
  totalCount!: () => Promise<number>;
  @Field(() => Period, { description: 'The period, as days.' })
  period!: Period;
  @Field(() => ComparisonCoverage, { description: 'How much of the tree is covered.' })
  coverage!: () => Promise<CoverageCounts>;
  @Field(() => Boolean, { description: 'True when what is compared is demonstration data 演示数据.' })
  isDemo!: boolean;
  @Field(() => GraphQLDateTimeISO, {
    description: 'Up to when entries are in the numbers: the moment of the answer, or of the seal.',
  })
  freshAsOf!: Date;
  @Field(() => String, { description: 'Version of the catalogue of metrics the numbers were made by.' })
  catalogueVersion!: string;
  comparison!: ComparisonScope;
}
