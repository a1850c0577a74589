import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import { notFound } from '../../kernel/errors.js';
import { idOf } from '../../kernel/global-id.js';
import { ImpreciseDate, impreciseDate } from '../../kernel/imprecise-date.js';
import { byId } from '../../kernel/loader.js';
import { Reads, RootReads, fromRow, toList, toOne, toPageOf, toUnique } from '../../kernel/relation.js';
import type { Page } from '../../kernel/page.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Anyone } from '../../kernel/rule.js';
import { ViewerCan } from '../../kernel/viewer-can.js';
import { Place } from '../places/place.entity.js';
import { placeByCode, placesByCode } from '../places/place.loaders.js';
import { CarriedTotal, Convener, Room } from './room.entity.js';
import { carriedTotalsOfRoom, convenersOfRoom, roomByPlace, roomsWithin } from './room.loaders.js';
import { roomPolicy } from './room.policy.js';

export const RoomConnection = connectionOf(Room, 'Room');
const roomPlace = toOne(Place, 'placeId');
const roomConveners = toList(convenersOfRoom);
const roomCarriedTotals = toList(carriedTotalsOfRoom);
const placeRoom = toUnique(roomByPlace);
const roomsOfPlace = toPageOf(roomsWithin, 'path');
const PUBLISHED_ONLY = 'the public sees rooms that were published, without personal data';

@ArgsType()
class RoomsArgs extends PageArgs {
  @Field(() => String, { description: 'Official code of a place; its own room and those below it are listed.' })
  within!: string;
}

@Resolver(() => Room)
@ViewerCan(Room, roomPolicy, ['placePath'], {
  viewerCanDescribe: ['describe', 'Whether the viewer may use roomDescribe on it.'],
  viewerCanCarryForward: ['carryForward', 'Whether the viewer may use carriedTotalRecord on it.'],
})
export class RoomResolver {
  @Query(() => Room, {
    nullable: true,
    description: 'A room by its id; null when there is none, or none the viewer sees.',
  })
  @Anyone(PUBLISHED_ONLY)
  @RootReads({ kind: 'byId', entity: Room, type: 'Room', argument: 'id' })
  room(
    @Arg('id', () => ID, { description: "The room's id." }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Room | null> {
    return ctx.load(byId(Room), idOf(id, 'Room'));
  }

  @Query(() => RoomConnection, {
    description:
      'Rooms at or below a place, in the order of the place tree. NOT_FOUND when the viewer does not see the place.',
  })
  @Anyone(PUBLISHED_ONLY)
  @RootReads({ kind: 'pageWithin', lookup: placesByCode, argument: 'within', page: roomsOfPlace })
  async rooms(@Args(() => RoomsArgs) args: RoomsArgs, @Ctx() ctx: RequestContext): Promise<Page<Room>> {
    const place = await ctx.load(placeByCode, args.within);
    if (!place) throw notFound();
    return roomsOfPlace.load(ctx, place, { ...args });
  }

  @FieldResolver(() => Place, { description: 'The place it stands on.' })
  @Reads(roomPlace)
  place(@Root() room: Room, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return roomPlace.load(ctx, room);
  }

  @FieldResolver(() => ImpreciseDate, { nullable: true, description: 'When it was set up 建室时间; null: not known.' })
  @Reads(fromRow('establishedFrom', 'establishedTo', 'establishedPrecision'))
  establishedOn(@Root() room: Room): ImpreciseDate | null {
    return room.establishedFrom
      ? impreciseDate(room.establishedFrom, room.establishedTo!, room.establishedPrecision!)
      : null;
  }

  @FieldResolver(() => Boolean, {
    description: 'True when it is demonstration data 演示数据, invented or taken from a published article.',
  })
  async isDemo(@Root() room: Room, @Ctx() ctx: RequestContext): Promise<boolean> {
    return (await roomPlace.load(ctx, room))?.isDemo ?? false;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the public sees it.' })
  @Reads(fromRow('publishedAt'))
  isPublished(@Root() room: Room): boolean {
    return room.publishedAt !== null;
  }

  @FieldResolver(() => [Convener], { description: 'Its conveners, those in office first.' })
  @Reads(roomConveners)
  conveners(@Root() room: Room, @Ctx() ctx: RequestContext): Promise<Convener[]> {
    return roomConveners.load(ctx, room);
  }

  @FieldResolver(() => [CarriedTotal], {
    description: 'Totals carried forward from before it kept its records here, by period.',
  })
  @Reads(roomCarriedTotals)
  carriedTotals(@Root() room: Room, @Ctx() ctx: RequestContext): Promise<CarriedTotal[]> {
    return roomCarriedTotals.load(ctx, room);
  }
}

@Resolver(() => Place)
export class PlaceRoomResolver {
  @FieldResolver(() => Room, {
    nullable: true,
    description: 'The room standing on it; null when it has none, or none the viewer sees.',
  })
  @Reads(placeRoom)
  room(@Root() place: Place, @Ctx() ctx: RequestContext): Promise<Room | null> {
    return placeRoom.load(ctx, place);
  }
}
