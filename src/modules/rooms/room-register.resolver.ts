import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import { Reads, toList, toOne } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires } from '../../kernel/rule.js';
import { ViewerCan } from '../../kernel/viewer-can.js';
import { RoomRegister } from './room-register.entity.js';
import { RoomRegisterBeginInput, RoomRegisterCorrectInput, RoomRegisterEndInput } from './room-register.inputs.js';
import { registersOfRoom } from './room-register.loaders.js';
import { roomRegisterPolicy } from './room-register.policy.js';
import { beginRegisters, correctRegister, endRegister } from './room-register.service.js';
import { Room } from './room.entity.js';

const registerRoom = toOne(Room, 'roomId');
const roomRegisters = toList(registersOfRoom);
const RoomRegisterBeginPayload = payloadOf(Room, 'room', 'roomRegisterBegin');
const RoomRegisterEndPayload = payloadOf(RoomRegister, 'roomRegister', 'roomRegisterEnd');
const RoomRegisterCorrectPayload = payloadOf(RoomRegister, 'roomRegister', 'roomRegisterCorrect');

@Resolver(() => RoomRegister)
export class RoomRegisterResolver {
  @Writes(RoomRegisterBeginPayload, {
    description:
      'A room begins to keep registers, said by its convener or the administrator 启用台账. ' +
      'Errors: LIST_EMPTY, DATE_IN_FUTURE, REGISTER_KEPT, PERIOD_SEALED.',
  })
  @Requires(roomRegisterPolicy, 'keep')
  async roomRegisterBegin(
    @Arg('input', () => RoomRegisterBeginInput, { description: 'Which registers, from which day.' })
    input: RoomRegisterBeginInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'room', Room>> {
    return RoomRegisterBeginPayload.of(await beginRegisters(ctx, input));
  }

  @Writes(RoomRegisterEndPayload, {
    description:
      'A room gives up a register 停用台账. From then on no record of that kind means nothing. Errors: CONFLICT, ' +
      'REGISTER_ENDED, PERIOD_BACKWARDS, DATE_IN_FUTURE, REGISTER_END_PAST, PERIOD_SEALED, TEXT_EMPTY, TEXT_TOO_LONG.',
  })
  @Requires(roomRegisterPolicy, 'keep')
  async roomRegisterEnd(
    @Arg('input', () => RoomRegisterEndInput, { description: 'Which register, and its last day.' })
    input: RoomRegisterEndInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'roomRegister', RoomRegister>> {
    return RoomRegisterEndPayload.of(await endRegister(ctx, input));
  }

  @Writes(RoomRegisterCorrectPayload, {
    description:
      'The administrator corrects the days of a register or takes it back, with a reason 更正台账. Days of a sealed ' +
      'period cannot be changed. Errors: CONFLICT, REGISTER_ENDED, REGISTER_KEPT, PERIOD_BACKWARDS, DATE_IN_FUTURE, ' +
      'PERIOD_SEALED, TEXT_EMPTY, TEXT_TOO_LONG.',
  })
  @Requires(roomRegisterPolicy, 'correct')
  async roomRegisterCorrect(
    @Arg('input', () => RoomRegisterCorrectInput, { description: 'Which register, and what is right.' })
    input: RoomRegisterCorrectInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'roomRegister', RoomRegister>> {
    return RoomRegisterCorrectPayload.of(await correctRegister(ctx, input));
  }

  @FieldResolver(() => Room, {
    nullable: true,
    description: 'The room it belongs to; null when the viewer does not see it.',
  })
  @Reads(registerRoom)
  room(@Root() register: RoomRegister, @Ctx() ctx: RequestContext): Promise<Room | null> {
    return registerRoom.load(ctx, register);
  }
}

@Resolver(() => Room)
@ViewerCan(Room, roomRegisterPolicy, ['placePath'], {
  viewerCanKeepRegister: ['keep', 'Whether the viewer may use roomRegisterBegin on it.'],
})
export class RoomRoomRegisterResolver {
  @FieldResolver(() => [RoomRegister], {
    description: 'What it records one by one, and since when; the earliest first 台账. Not published.',
  })
  @Reads(roomRegisters)
  registers(@Root() room: Room, @Ctx() ctx: RequestContext): Promise<RoomRegister[]> {
    return roomRegisters.load(ctx, room);
  }
}
