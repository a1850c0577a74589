import { toInterval } from '../../kernel/imprecise-date.js';
import { atPlaceOf } from '../../kernel/placed-at.js';
import { provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { optionalText, requiredText } from '../../kernel/text-input.js';
import { getById } from '../../kernel/expect.js';
import { Room } from '../rooms/room.entity.js';
import { RoomEvent } from './room-event.entity.js';
import type { RoomEventRecordInput } from './room-event.inputs.js';
import { roomEventPolicy } from './room-event.policy.js';

const MOST_VENUE = 200;
const MOST_ATTENDED_BY = 500;
const MOST_LESSONS = 2000;

/** @throws UserError DATE_IN_FUTURE, DATE_AFTER_SOURCE, TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID */
export async function recordRoomEvent(ctx: RequestContext, input: RoomEventRecordInput): Promise<RoomEvent> {
  const room = await getById(ctx, Room, input.roomId);
  roomEventPolicy.assert('record', ctx, room);
  const held = toInterval(input.heldOn, ['input', 'heldOn']);
  const id = await ctx.insert(RoomEvent, {
    ...atPlaceOf(room),
    roomId: room.id,
    kind: input.kind,
    heldFrom: held.from,
    heldTo: held.to,
    heldPrecision: held.precision,
    venue: optionalText(input.venue, MOST_VENUE, ['input', 'venue']),
    attendedBy: requiredText(input.attendedBy, MOST_ATTENDED_BY, ['input', 'attendedBy']),
    lessons: optionalText(input.lessons, MOST_LESSONS, ['input', 'lessons']),
    ...provenance(input.provenance),
  });
  return ctx.reread(RoomEvent, id);
}
