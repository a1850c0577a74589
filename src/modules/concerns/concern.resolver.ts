import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import { ImpreciseDate, impreciseDate } from '../../kernel/imprecise-date.js';
import type { Page } from '../../kernel/page.js';
import { Reads, fromRow, toOne, toPageOf } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { ViewerCan } from '../../kernel/viewer-can.js';
import { Place } from '../places/place.entity.js';
import { Room } from '../rooms/room.entity.js';
import { Concern, ConcernContact, TriageState } from './concern.entity.js';
import { concernsOfRoom, contactOfConcern } from './concern.loaders.js';
import { concernPolicy } from './concern.policy.js';

export const ConcernConnection = connectionOf(Concern, 'Concern');
const concernRoom = toOne(Room, 'roomId');
const concernPlace = toOne(Place, 'placeId');
const concernMergedInto = toOne(Concern, 'mergedIntoId');
const roomConcerns = toPageOf(concernsOfRoom);

@ArgsType()
class ConcernsArgs extends PageArgs {
  @Field(() => TriageState, { nullable: true, description: 'Only those of which this became.' })
  state?: TriageState | null;
}

@Resolver(() => Concern)
@ViewerCan(Concern, concernPolicy, ['placePath', 'state'], {
  viewerCanTriage: ['triage', 'Whether the viewer may merge, transfer or reject it.'],
})
export class ConcernResolver {
  @FieldResolver(() => Room, { description: 'The room it reached.' })
  @Reads(concernRoom)
  room(@Root() concern: Concern, @Ctx() ctx: RequestContext): Promise<Room | null> {
    return concernRoom.load(ctx, concern);
  }

  @FieldResolver(() => Place, { description: 'The place of its room.' })
  @Reads(concernPlace)
  place(@Root() concern: Concern, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return concernPlace.load(ctx, concern);
  }

  @FieldResolver(() => ImpreciseDate, { description: 'When it was received.' })
  @Reads(fromRow('receivedFrom', 'receivedTo', 'receivedPrecision'))
  receivedOn(@Root() concern: Concern): ImpreciseDate {
    return impreciseDate(concern.receivedFrom, concern.receivedTo, concern.receivedPrecision);
  }

  @FieldResolver(() => Concern, { nullable: true, description: 'The concern it was joined to; null unless it was.' })
  @Reads(concernMergedInto)
  mergedInto(@Root() concern: Concern, @Ctx() ctx: RequestContext): Promise<Concern | null> {
    return concernMergedInto.load(ctx, concern);
  }

  @FieldResolver(() => ConcernContact, {
    nullable: true,
    description: 'Whom to tell what became of it; null when none was left, and for everyone but the own room.',
  })
  contact(@Root() concern: Concern, @Ctx() ctx: RequestContext): Promise<ConcernContact | null> | null {
    return concernPolicy.can('readContact', ctx.viewer, concern) ? ctx.load(contactOfConcern, concern.id) : null;
  }
}

@Resolver(() => Room)
@ViewerCan(Room, concernPolicy, ['placePath'], {
  viewerCanRecordConcern: ['record', 'Whether the viewer may use concernRecord for it.'],
})
export class RoomConcernResolver {
  @FieldResolver(() => ConcernConnection, {
    description: 'The concerns that reached it, those received last first; nothing for the public.',
  })
  @Reads(roomConcerns)
  concerns(
    @Root() room: Room,
    @Args(() => ConcernsArgs) args: ConcernsArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Concern>> {
    return roomConcerns.load(ctx, room, { ...args });
  }
}
