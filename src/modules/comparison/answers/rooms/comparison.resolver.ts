import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Extensions, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { Direct } from '../../../../kernel/direct.js';
import { byId } from '../../../../kernel/loader.js';
import { Lang, inLang } from '../../../../kernel/message.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { Anyone, SignedIn } from '../../../../kernel/rule.js';
import { Place } from '../../../places/place.entity.js';
import { Room } from '../../../rooms/room.entity.js';
import {
  ComparedRoom,
  Metric,
  MetricValue,
  MetricVersion,
  Period,
  RoomComparison,
} from '../value/comparison-answer.js';
import { PeriodState, daysElapsed, lengthInDays, stateOf } from '../../period/period-state.js';
import { CompareRoomsArgs } from './comparison.inputs.js';
import { MOST_ROOMS, compareRooms } from './comparison.service.js';
import { InLang } from '../value/display-language.js';
import { RELATIVE_POSITION_COST } from '../../fairness/relative-position-cost.js';
import { CATALOGUE, MetricId } from '../../catalogue/catalogue.js';
import { type MetricDefinition, versionOf } from '../../catalogue/metric-definition.js';
import { periodLabel } from '../../period/period.service.js';
import { valueOfOwner, valuesOfOwner } from '../value/owner-values.js';
import { asThen } from '../value/place-as-sealed.js';
import { requestedFieldsOf } from './requested-fields.js';

@Resolver()
export class ComparisonResolver {
  @Query(() => RoomComparison, {
    description:
      'Enrolled rooms at or below a place, side by side over a period. For viewers whose grant covers `within`; ' +
      'convener and clerk see their own place only. ' +
      "NOT_FOUND when there is no such place in the viewer's city; FORBIDDEN when the grant does not cover it, " +
      'BAD_USER_INPUT for a period that is not of whole months.',
  })
  @SignedIn('COMPARISON_READ')
  @Extensions({ pageMax: MOST_ROOMS, work: RELATIVE_POSITION_COST })
  compareRooms(
    @Args(() => CompareRoomsArgs) args: CompareRoomsArgs,
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RoomComparison> {
    return compareRooms(ctx, args, requestedFieldsOf(info));
  }

  @Query(() => [Metric], { description: 'The catalogue of metrics, with definitions.' })
  @Anyone('how numbers are computed is no secret; the catalogue holds no data')
  metrics(): readonly MetricDefinition[] {
    return CATALOGUE;
  }
}

@Resolver(() => ComparedRoom)
export class ComparedRoomResolver {
  @FieldResolver(() => Place, {
    description: 'The place of the room. With `asOf` its code and name are those of the seal.',
  })
  @Direct<ComparedRoomResolver, ComparedRoom>((resolver, row, _args, ctx) => resolver.place(row, ctx))
  place(@Root() row: ComparedRoom, @Ctx() ctx: RequestContext): object | null | Promise<object | null> {
    return row.place ?? ctx.load(byId(Place), row.placeId).then((place) => asThen(place, row.sealed));
  }

  @FieldResolver(() => Room, { description: 'The room.' })
  room(@Root() row: ComparedRoom, @Ctx() ctx: RequestContext): Promise<Room | null> {
    return ctx.load(byId(Room), row.roomId);
  }

  @FieldResolver(() => [MetricValue], { description: 'Its values of the requested metrics, in that order.' })
  @Extensions({ listSize: 'metrics' })
  @Direct<ComparedRoomResolver, ComparedRoom, { metrics: string[] }>((resolver, row, { metrics }, ctx) =>
    resolver.values(metrics, row, ctx),
  )
  values(
    @Arg('metrics', () => [MetricId], { description: 'The metrics.' }) metrics: string[],
    @Root() row: ComparedRoom,
    @Ctx() ctx: RequestContext,
  ): MetricValue[] | Promise<MetricValue[]> {
    return valuesOfOwner(ctx, row.owner, metrics);
  }

  @FieldResolver(() => MetricValue, { description: 'Its value of one metric.' })
  @Direct<ComparedRoomResolver, ComparedRoom, { metric: string }>((resolver, row, { metric }, ctx) =>
    resolver.value(metric, row, ctx),
  )
  value(
    @Arg('metric', () => MetricId, { description: 'The metric.' }) metric: string,
    @Root() row: ComparedRoom,
    @Ctx() ctx: RequestContext,
  ): MetricValue | Promise<MetricValue> {
    return valueOfOwner(ctx, row.owner, metric);
  }
}

@Resolver(() => Metric)
export class MetricResolver {
  @FieldResolver(() => String, { description: 'Its name.' })
  name(@Root() metric: MetricDefinition, @InLang() lang: Lang): string {
    return inLang(metric.name, lang);
  }

  @FieldResolver(() => String, { description: 'The unit of its values.' })
  unit(@Root() metric: MetricDefinition, @InLang() lang: Lang): string {
    return inLang(metric.unit, lang);
  }

  @FieldResolver(() => String, { description: 'What it shows, in one sentence.' })
  explanation(@Root() metric: MetricDefinition, @InLang() lang: Lang): string {
    return inLang(metric.explanation, lang);
  }

  @FieldResolver(() => String, { description: 'What counts.' })
  counts(@Root() metric: MetricDefinition, @InLang() lang: Lang): string {
    return inLang(metric.counts, lang);
  }

  @FieldResolver(() => String, { description: 'What does not count.' })
  countsNot(@Root() metric: MetricDefinition, @InLang() lang: Lang): string {
    return inLang(metric.countsNot, lang);
  }

  @FieldResolver(() => Int, {
    description: 'The fewest cases in the denominator. Below it the value is suppressed as TOO_FEW.',
  })
  minimum(@Root() metric: MetricDefinition): number {
    return metric.minimum ?? 1;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether it measures results rather than the amount of work. Only such metrics can be ranked.',
  })
  isOutcome(@Root() metric: MetricDefinition): boolean {
    return metric.isOutcome ?? false;
  }

  @FieldResolver(() => Int, { description: 'The version of its present definition, from 1.' })
  version(@Root() metric: MetricDefinition): number {
    return versionOf(metric);
  }

  @FieldResolver(() => [MetricVersion], { description: 'The changes of its definition, the first version first.' })
  @Extensions({ listSize: 2 })
  changes(@Root() metric: MetricDefinition): MetricVersion[] {
    return metric.changes.map((definition) => ({ definition, version: definition.version, on: definition.on }));
  }

  @FieldResolver(() => String, { description: 'The exact formula, in words.' })
  formula(@Root() metric: MetricDefinition, @InLang() lang: Lang): string {
    return inLang(metric.formula, lang);
  }
}

@Resolver(() => MetricVersion)
export class MetricVersionResolver {
  @FieldResolver(() => String, { description: 'What changed.' })
  change(@Root() version: MetricVersion, @InLang() lang: Lang): string {
    return inLang(version.definition.change, lang);
  }
}

@Resolver(() => Period)
export class PeriodResolver {
  @FieldResolver(() => PeriodState, {
    description: 'Whether it is over. A running period beside a full one is no fair comparison.',
  })
  state(@Root() period: Period): PeriodState {
    return stateOf(period);
  }

  @FieldResolver(() => Int, { description: 'Its length, in days.' })
  days(@Root() period: Period): number {
    return lengthInDays(period);
  }

  @FieldResolver(() => Int, { description: 'Its days up to today, today included; from 0 to `days`.' })
  daysElapsed(@Root() period: Period): number {
    return daysElapsed(period);
  }

  @FieldResolver(() => String, { description: 'The period in words, e.g. 2021年第三季度.' })
  label(@Root() period: Period, @InLang() lang: Lang): string {
    return periodLabel(period, lang);
  }
}
