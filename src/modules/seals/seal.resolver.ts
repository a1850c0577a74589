import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import { notFound } from '../../kernel/errors.js';
import { byId } from '../../kernel/loader.js';
import { type Page, loadPage } from '../../kernel/page.js';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires, SignedIn } from '../../kernel/rule.js';
import { ViewerCanWhen } from '../../kernel/viewer-can.js';
import {
  ExplainedRecord,
  MetricValue,
  Period,
  PlaceAsSealed,
  toMetricValue,
} from '../comparison/answers/sealable.service.js';
import { Place } from '../places/place.entity.js';
import { placeByCode } from '../places/place.loaders.js';
import { Seal } from './seal.entity.js';
import { PeriodSealInput } from './seal.inputs.js';
import { sealsAround } from './seal.loaders.js';
import { sealPolicy } from './seal.policy.js';
import { type Revision, lateEntriesOf, pageOfRevisions } from './seal-revisions.service.js';
import { sealIsIntact } from './seal-check.service.js';
import { sealPeriod } from './seal.service.js';

@ObjectType('SealRevision', {
  simpleResolvers: true,
  description: 'A sealed number that is another one today: both, side by side, and what was entered since.',
})
export class SealRevision {}

const SealConnection = connectionOf(Seal, 'Seal');
const SealRevisionConnection = connectionOf(SealRevision, 'SealRevision');
const PeriodSealPayload = payloadOf(Seal, 'seal', 'periodSeal');

@ArgsType()
class SealsArgs extends PageArgs {
  @Field(() => String, {
    description: 'Official code of a place: seals of it, below it, and those above that hold it.',
  })
  within!: string;
}

@Resolver(() => Seal)
export class SealResolver {
  @Query(() => SealConnection, {
    description: "What was sealed 封存, newest first. NOT_FOUND when there is no such place in the viewer's city.",
  })
  @SignedIn('COMPARISON_READ')
  async seals(@Args(() => SealsArgs) args: SealsArgs, @Ctx() ctx: RequestContext): Promise<Page<Seal>> {
    const place = await ctx.load(placeByCode, args.within.replaceAll('\0', ''));
    if (!place) throw notFound();
    return loadPage(ctx, sealsAround, place.path, args);
  }

  @Writes(PeriodSealPayload, {
    description:
      "Freezes a period: every number of every room within a place, for good. For the city's committee. " +
      'Errors: PERIOD_NOT_OVER, TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(sealPolicy, 'seal')
  async periodSeal(
    @Arg('input', () => PeriodSealInput, { description: 'What to seal.' }) input: PeriodSealInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'seal', Seal>> {
    return PeriodSealPayload.of(await sealPeriod(ctx, input));
  }

  @FieldResolver(() => Place, { description: 'The place it was sealed for, as it is today.' })
  place(@Root() seal: Seal, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return ctx.load(byId(Place), seal.placeId);
  }

  @FieldResolver(() => Period, { description: 'The period, as days.' })
  period(@Root() seal: Seal): Period {
    return { from: seal.periodFrom, to: seal.periodTo };
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether what is stored still has the hash it was sealed with, computed again; null for those who do not ' +
      'see all of it.',
  })
  @Extensions({ cost: 500 })
  verified(@Root() seal: Seal, @Ctx() ctx: RequestContext): Promise<boolean | null> {
    return ctx.load(sealIsIntact, seal);
  }

  @FieldResolver(() => SealRevisionConnection, {
    description:
      "Where today's numbers differ from the sealed ones, by official code and metric; of the rooms the viewer sees.",
  })
  @Extensions({ pageMax: 100 })
  revisions(@Root() seal: Seal, @Args() args: PageArgs, @Ctx() ctx: RequestContext): Promise<Page<Revision>> {
    return pageOfRevisions(ctx, seal, args);
  }
}

@Resolver(() => SealRevision)
export class SealRevisionResolver {
  @FieldResolver(() => PlaceAsSealed, { description: 'The place of the room, as it was sealed.' })
  place(@Root() revision: Revision): PlaceAsSealed {
    return revision.asSealed;
  }

  @FieldResolver(() => MetricValue, { description: 'The number as it was sealed.' })
  sealed(@Root() revision: Revision): MetricValue {
    return toMetricValue(revision.metricId, revision.sealed, null);
  }

  @FieldResolver(() => MetricValue, { description: 'The same number today.' })
  current(@Root() revision: Revision): MetricValue {
    return toMetricValue(revision.metricId, revision.current, null);
  }

  @FieldResolver(() => [ExplainedRecord], {
    description:
      'Records that count today and were entered, or came to be as they are, after the sealing; the first ' +
      'twenty. What was taken back since is not among them.',
  })
  @Extensions({ listSize: 20 })
  lateEntries(@Root() revision: Revision, @Ctx() ctx: RequestContext): Promise<readonly ExplainedRecord[]> {
    return ctx.load(lateEntriesOf, revision);
  }
}

@Resolver(() => Place)
@ViewerCanWhen(Place, {
  viewerCanSealPeriod: {
    description: 'Whether the viewer may use periodSeal for it.',
    can: ({ viewer }, place) => sealPolicy.can('seal', viewer, { placePath: place.path }),
  },
})
export class PlaceSealResolver {}
