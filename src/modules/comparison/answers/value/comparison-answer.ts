import { GraphQLDateTimeISO } from 'graphql-scalars';
import { GraphQLLocalDate } from '../../../../kernel/local-date.js';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../../kernel/connection.js';
import type { Page } from '../../../../kernel/page.js';
import { MetricDirection, MetricKind, SuppressedReason, ValueBound } from '../../catalogue/comparison.enums.js';
import type { PartValue, RecordedRooms } from '../../values/metric-result.js';
import { RecordedInRooms } from './recorded-in.js';
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
  @Field(() => MetricKind, { description: 'The kind of number.' })
  kind!: MetricKind;
  @Field(() => MetricDirection, { description: 'Whether more or less is better.' })
  direction!: MetricDirection;
  @Field(() => Int, { description: 'The number of decimals for display. Values themselves are not rounded.' })
  decimals!: number;
  @Field(() => MetricId, {
    nullable: true,
    description: 'The metric to show beside it: how much of it the room itself judged. Null: none of it.',
  })
  beside!: string | null;
}

@ObjectType('MetricChange', { simpleResolvers: true, description: "What a version of a metric's definition changed." })
export class MetricVersion {
  definition!: MetricChange;
  @Field(() => Int, { description: 'The version, from 1.' })
  version!: number;
  @Field(() => GraphQLLocalDate, { description: 'The day from which it applies.' })
  on!: string;
}

@ObjectType('MetricPart', {
  simpleResolvers: true,
  description: 'One part of a MIX 构成: its count, its share and the interval of the share.',
})
export class MetricPart implements PartValue {
  metricId!: string;
  @Field(() => String, { description: 'The key of the part, the same in every answer, e.g. SATISFIED.' })
  key!: string;
  @Field(() => Float, { nullable: true, description: 'The number of cases; null when it would reveal single people.' })
  count!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The share of the whole, from 0 to 1; null when the count is null.',
  })
  share!: number | null;
  @Field(() => Float, { nullable: true, description: "Lower end of the share's 95 % interval." })
  low!: number | null;
  @Field(() => Float, { nullable: true, description: "Upper end of the share's 95 % interval." })
  high!: number | null;
  @Field(() => SuppressedReason, { nullable: true, description: 'Why the count is hidden; null when it is shown.' })
  suppressedReason!: SuppressedReason | null;
}

@ObjectType('MetricValue', {
  simpleResolvers: true,
  description:
    "The value of a metric for one room or place, with its parts. A place's value is computed from the sums over " +
    'its rooms with data, never as a mean of rates.',
})
export class MetricValue {
  /** The owner of the value; null for totals. */
  owner!: ValueOwner | null;
  @Field(() => Metric, { description: 'The metric.' })
  metric!: Metric;
  @Field(() => Float, {
    nullable: true,
    description:
      "The value, in the metric's unit, not rounded. Proportions are from 0 to 1. Null exactly when " +
      '`suppressedReason` is set.',
  })
  value!: number | null;
  @Field(() => ValueBound, { nullable: true, description: 'How exact the value is; null when there is none.' })
  bound!: ValueBound | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The number counted; for a plain count the value itself. Null when unknown or hidden.',
  })
  numerator!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The divisor, e.g. residents in persons. Null for a plain count, and when unknown or hidden.',
  })
  denominator!: number | null;
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The date of the denominator, when that is a dated figure such as residents.',
  })
  denominatorAsOf!: string | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'Lower end of the 95 % interval, in the unit of the value; null for plain counts and approximate values.',
  })
  low!: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'Upper end of the 95 % interval, in the unit of the value; null for plain counts, approximate values and ' +
      'lower bounds.',
  })
  high!: number | null;
  @Field(() => SuppressedReason, { nullable: true, description: 'Why there is no value.' })
  suppressedReason!: SuppressedReason | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'The part of the numerator that comes from carried-forward totals 建系统前累计数; null when the numerator is null.',
  })
  carriedForward!: number | null;
  @Field(() => RecordedInRooms, {
    nullable: true,
    description:
      'Where some rooms did not keep the registers of this number: how many did. Then a count is a lower bound, and ' +
      'a ratio is of the recording rooms only. Null: all rooms with data kept them, or nothing is known.',
  })
  recordedIn!: RecordedRooms | null;
  parts!: readonly PartValue[] | null;
}

@ObjectType('Period', {
  simpleResolvers: true,
  description:
    'A period, in days of Asia/Shanghai. It is of whole months, but for the `previous` of a period that runs.',
})
export class Period {
  @Field(() => GraphQLLocalDate, { description: 'First day.' })
  from!: string;
  @Field(() => GraphQLLocalDate, { description: 'Last day, inclusive.' })
  to!: string;
}

@ObjectType('ComparisonCoverage', {
  simpleResolvers: true,
  description:
    'How many places and rooms a comparison covers. A room that is not enrolled, or has no records, may be active.',
})
export class ComparisonCoverage {
  @Field(() => Int, {
    description:
      'Places that could own a room: open communities and villages, and any other place that has one. ' +
      'Statistical units are not counted.',
  })
  places!: number;
  @Field(() => Int, { description: 'Enrolled rooms: the rows of the comparison on all pages.' })
  enrolled!: number;
  @Field(() => Int, { description: "Rooms with a record of any kind before the period's end." })
  withData!: number;
}

@ObjectType('PlaceAsSealed', {
  simpleResolvers: true,
  description: 'A place as it was when the numbers were sealed 封存时的地方.',
})
export class PlaceAsSealed {
  @Field(() => String, { description: 'Its official code at that time.' })
  code!: string;
  @Field(() => String, { description: 'Its name at that time.' })
  name!: string;
  @Field(() => [String], { description: 'Names of the places above it at that time, from the city down.' })
  above!: readonly string[];
  @Field(() => Int, {
    nullable: true,
    description: 'Its usual residents as known at that time, in persons; null when not entered.',
  })
  residents!: number | null;
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The date of the number of residents.' })
  residentsAsOf!: string | null;
}

/** A row. Its numbers are computed together with those of the whole page, through `comparison`. */
@ObjectType('ComparedRoom', { simpleResolvers: true, description: 'A row of a comparison: an enrolled room.' })
export class ComparedRoom {
  roomId!: string;
  placeId!: string;
  comparison!: ComparisonScope;
  owner!: ValueOwner;
  /** The place, if it was read with the row. It has only the columns that the query selects. */
  place?: object | null;
  @Field(() => PlaceAsSealed, {
    nullable: true,
    description: 'The place as it was when the numbers were sealed; null without `asOf`.',
  })
  sealed!: PlaceThen | null;
}

@ObjectType('RoomComparisonEdge', {
  simpleResolvers: true,
  description: 'A row of a comparison, with its cursor.',
})
export class RoomComparisonEdge {
  @Field(() => ComparedRoom, { description: 'The row.' })
  node!: ComparedRoom;
  @Field(() => String, { description: "The row's position in the order; opaque." })
  cursor!: string;
}

@ObjectType('RoomComparisonConnection', {
  simpleResolvers: true,
  description: 'Rooms side by side over one period. A difference asks for a check 待核实 and judges nobody.',
})
export class RoomComparison {
  @Field(() => [RoomComparisonEdge], { description: 'The rows with their cursors, in the requested order.' })
  edges!: readonly RoomComparisonEdge[];
  @Field(() => [ComparedRoom], { description: 'The rows without cursors, in the requested order.' })
  nodes!: readonly ComparedRoom[];
  @Field(() => PageInfo, { description: 'The position of this page.' })
  pageInfo!: Page<never>['pageInfo'];
  @Field(() => Int, { description: 'The number of rooms on all pages.' })
  totalCount!: () => Promise<number>;
  @Field(() => Period, { description: 'The period, as days.' })
  period!: Period;
  @Field(() => ComparisonCoverage, { description: 'How many places and rooms are covered.' })
  coverage!: () => Promise<CoverageCounts>;
  @Field(() => Boolean, { description: 'True for demonstration data 演示数据.' })
  isDemo!: boolean;
  @Field(() => GraphQLDateTimeISO, {
    description: 'The numbers include entries up to this time: the time of the answer, or of the seal.',
  })
  freshAsOf!: Date;
  @Field(() => String, { description: 'The version of the metric catalogue used.' })
  catalogueVersion!: string;
  comparison!: ComparisonScope;
}
