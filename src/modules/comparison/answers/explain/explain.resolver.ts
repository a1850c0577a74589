import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { nodeLoader } from '../../../../kernel/journal.js';
import { byId } from '../../../../kernel/loader.js';
import { Lang, inLang } from '../../../../kernel/message.js';
import { Node } from '../../../../kernel/record.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { SignedIn } from '../../../../kernel/rule.js';
import { Place } from '../../../places/place.entity.js';
import { Room } from '../../../rooms/room.entity.js';
import { InLang } from '../value/display-language.js';
import { ExplainedRecord, Explanation, reasonText } from './explain-answer.js';
import { ExplainedRoom, PlaceExplanation } from './explain-place-answer.js';
import { explainPlace } from './explain-place.service.js';
import { ExplainArgs, ExplainPlaceArgs } from './explain.inputs.js';
import { explain } from './explain.service.js';

@Resolver(() => Explanation)
export class ExplainResolver {
  @Query(() => Explanation, {
    description:
      'The records behind the number of a room or place: which count, which do not, and why. `explainPlace` has the ' +
      'rooms of a place. For viewers whose grant covers the place; convener and clerk see their own room only. ' +
      "NOT_FOUND when there is no such place in the viewer's city or no room at or below it; FORBIDDEN when the " +
      'grant does not cover it; BAD_USER_INPUT for a period that is not of whole months.',
  })
  @SignedIn('RECORD_READ')
  explain(@Args(() => ExplainArgs) args: ExplainArgs, @Ctx() ctx: RequestContext): Promise<Explanation> {
    return explain(ctx, args);
  }

  @FieldResolver(() => Place, { description: 'The place of the number.' })
  place(@Root() answer: Explanation, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return ctx.load(byId(Place), answer.placeId);
  }
}

@Resolver(() => ExplainedRecord)
export class ExplainedRecordResolver {
  @FieldResolver(() => Node, { nullable: true, description: 'The record itself.' })
  async record(@Root() explained: ExplainedRecord, @Ctx() ctx: RequestContext): Promise<object | null> {
    const { type, id } = explained.row;
    const found = await ctx.service(nodeLoader)(ctx, type, id);
    return found && { ...found, __typename: type };
  }

  @FieldResolver(() => Room, { nullable: true, description: 'The room of the record.' })
  room(@Root() explained: ExplainedRecord, @Ctx() ctx: RequestContext): Promise<Room | null> {
    return ctx.load(byId(Room), explained.row.roomId);
  }

  @FieldResolver(() => String, { description: 'Why it counts or not, in words.' })
  text(@Root() explained: ExplainedRecord, @InLang() lang: Lang): string {
    return inLang(reasonText(explained.row.reason), lang);
  }
}

@Resolver(() => PlaceExplanation)
export class PlaceExplanationResolver {
  @Query(() => PlaceExplanation, {
    description:
      'The rooms behind the number of a street, a district or a city: which count, which do not, and why. ' +
      '`explain` has their records. For viewers whose grant covers the place; convener and clerk see their ' +
      'own room only. ' +
      "NOT_FOUND when there is no such place in the viewer's city; FORBIDDEN when the grant does not cover it; " +
      'BAD_USER_INPUT for a period that is not of whole months.',
  })
  @SignedIn('COMPARISON_READ')
  explainPlace(
    @Args(() => ExplainPlaceArgs) args: ExplainPlaceArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<PlaceExplanation> {
    return explainPlace(ctx, args);
  }

  @FieldResolver(() => Place, { description: 'The place.' })
  place(@Root() answer: PlaceExplanation, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return ctx.load(byId(Place), answer.placeId);
  }
}

@Resolver(() => ExplainedRoom)
export class ExplainedRoomResolver {
  @FieldResolver(() => Place, { description: 'The place of the room.' })
  place(@Root() row: ExplainedRoom, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return ctx.load(byId(Place), row.placeId);
  }

  @FieldResolver(() => Room, { description: 'The room.' })
  room(@Root() row: ExplainedRoom, @Ctx() ctx: RequestContext): Promise<Room | null> {
    return ctx.load(byId(Room), row.roomId);
  }
}
