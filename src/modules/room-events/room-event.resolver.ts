import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import { ImpreciseDate, impreciseDate } from '../../kernel/imprecise-date.js';
import type { Page } from '../../kernel/page.js';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import { Reads, fromRow, toOne, toPageOf } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires } from '../../kernel/rule.js';
import { ViewerCan } from '../../kernel/viewer-can.js';
import { Room } from '../rooms/room.entity.js';
import { RoomEvent } from './room-event.entity.js';
import { RoomEventRecordInput } from './room-event.inputs.js';
import { roomEventsOfRoom } from './room-event.loaders.js';
import { roomEventPolicy } from './room-event.policy.js';
import { recordRoomEvent } from './room-event.service.js';

const RoomEventConnection = connectionOf(RoomEvent, 'RoomEvent');
const roomEventRoom = toOne(Room, 'roomId');
const roomRoomEvents = toPageOf(roomEventsOfRoom);
const RoomEventRecordPayload = payloadOf(RoomEvent, 'roomEvent', 'roomEventRecord');

@Resolver(() => RoomEvent)
export class RoomEventResolver {
  @Writes(RoomEventRecordPayload, {
    description:
      'Records an event of the room, by its convener or clerk 室务活动. ' +
      'Errors: DATE_IN_FUTURE, DATE_AFTER_SOURCE, TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(roomEventPolicy, 'record')
  async roomEventRecord(
    @Arg('input', () => RoomEventRecordInput, { description: 'The room event.' }) input: RoomEventRecordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'roomEvent', RoomEvent>> {
    return RoomEventRecordPayload.of(await recordRoomEvent(ctx, input));
  }

  @FieldResolver(() => ImpreciseDate, { description: 'When it was.' })
  @Reads(fromRow('heldFrom', 'heldTo', 'heldPrecision'))
  heldOn(@Root() roomEvent: RoomEvent): ImpreciseDate {
    return impreciseDate(roomEvent.heldFrom, roomEvent.heldTo, roomEvent.heldPrecision);
  }

  @FieldResolver(() => Room, {
    nullable: true,
    description: 'The room it belongs to; null when the viewer does not see it.',
  })
  @Reads(roomEventRoom)
  room(@Root() roomEvent: RoomEvent, @Ctx() ctx: RequestContext): Promise<Room | null> {
    return roomEventRoom.load(ctx, roomEvent);
  }
}

@Resolver(() => Room)
@ViewerCan(Room, roomEventPolicy, ['placePath'], {
  viewerCanRecordRoomEvent: ['record', 'Whether the viewer may use roomEventRecord on it.'],
})
export class RoomRoomEventResolver {
  @FieldResolver(() => RoomEventConnection, {
    description: 'Events about the work of the room, the latest first 室务活动. Not published.',
  })
  @Reads(roomRoomEvents)
  events(
    @Root() room: Room,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<RoomEvent>> {
    return roomRoomEvents.load(ctx, room, { ...args });
  }
}
