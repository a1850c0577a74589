import { Arg, Ctx, Resolver } from 'type-graphql';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires } from '../../kernel/rule.js';
import { CarriedTotal, Convener, Room } from './room.entity.js';
import {
  CarriedTotalRecordInput,
  ConvenerAppointInput,
  ConvenerEndTermInput,
  RoomDescribeInput,
  RoomEnrolInput,
  RoomPublishInput,
} from './room.inputs.js';
import { roomPolicy } from './room.policy.js';
import {
  appointConvener,
  describeRoom,
  endConvenerTerm,
  enrolRoom,
  publishRoom,
  recordCarriedTotal,
} from './room.service.js';

const RoomEnrolPayload = payloadOf(Room, 'room', 'roomEnrol');
const RoomDescribePayload = payloadOf(Room, 'room', 'roomDescribe');
const RoomPublishPayload = payloadOf(Room, 'room', 'roomPublish');
const ConvenerAppointPayload = payloadOf(Convener, 'convener', 'convenerAppoint');
const ConvenerEndTermPayload = payloadOf(Convener, 'convener', 'convenerEndTerm');
const CarriedTotalRecordPayload = payloadOf(CarriedTotal, 'carriedTotal', 'carriedTotalRecord');

@Resolver()
export class RoomMutations {
  @Writes(RoomEnrolPayload, {
    description:
      'A room joins the deployment 建室登记. Errors: PLACE_UNKNOWN, PLACE_STATISTICAL_ONLY, PLACE_CLOSED, ROOM_EXISTS.',
  })
  @Requires(roomPolicy, 'enrol')
  async roomEnrol(
    @Arg('input', () => RoomEnrolInput, { description: 'The room.' }) input: RoomEnrolInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'room', Room>> {
    return RoomEnrolPayload.of(await enrolRoom(ctx, input));
  }

  @Writes(RoomDescribePayload, {
    description: 'A room says what it is. Errors: CONFLICT, TEXT_EMPTY, TEXT_TOO_LONG.',
  })
  @Requires(roomPolicy, 'describe')
  async roomDescribe(
    @Arg('input', () => RoomDescribeInput, { description: 'What to change.' }) input: RoomDescribeInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'room', Room>> {
    return RoomDescribePayload.of(await describeRoom(ctx, input));
  }

  @Writes(RoomPublishPayload, {
    description: 'Makes a room public as it stands; its conveners and carried totals with it. Errors: CONFLICT.',
  })
  @Requires(roomPolicy, 'publish')
  async roomPublish(
    @Arg('input', () => RoomPublishInput, { description: 'Which room, at which version.' }) input: RoomPublishInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'room', Room>> {
    return RoomPublishPayload.of(await publishRoom(ctx, input));
  }

  @Writes(ConvenerAppointPayload, {
    description: 'Names a convener 任命召集人. Errors: TEXT_EMPTY, TEXT_TOO_LONG.',
  })
  @Requires(roomPolicy, 'appointConvener')
  async convenerAppoint(
    @Arg('input', () => ConvenerAppointInput, { description: 'Who, and for which room.' }) input: ConvenerAppointInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'convener', Convener>> {
    return ConvenerAppointPayload.of(await appointConvener(ctx, input));
  }

  @Writes(ConvenerEndTermPayload, {
    description: "Ends a convener's term 卸任. Errors: CONFLICT, TERM_BACKWARDS.",
  })
  @Requires(roomPolicy, 'appointConvener')
  async convenerEndTerm(
    @Arg('input', () => ConvenerEndTermInput, { description: 'Whose term, and when.' }) input: ConvenerEndTermInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'convener', Convener>> {
    return ConvenerEndTermPayload.of(await endConvenerTerm(ctx, input));
  }

  @Writes(CarriedTotalRecordPayload, {
    description:
      'Enters a total of a past period 建系统前累计数. Errors: PERIOD_BACKWARDS, DATE_IN_FUTURE, NUMBER_OUT_OF_RANGE.',
  })
  @Requires(roomPolicy, 'carryForward')
  async carriedTotalRecord(
    @Arg('input', () => CarriedTotalRecordInput, { description: 'The total.' }) input: CarriedTotalRecordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'carriedTotal', CarriedTotal>> {
    return CarriedTotalRecordPayload.of(await recordCarriedTotal(ctx, input));
  }
}
