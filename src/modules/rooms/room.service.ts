import { UserError, notFound } from '../../kernel/errors.js';
import { expectVersion, getById } from '../../kernel/expect.js';
import { toInterval, todayInShanghai } from '../../kernel/imprecise-date.js';
import { byId } from '../../kernel/loader.js';
import { atPlaceOf } from '../../kernel/placed-at.js';
import { provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { rowUpdate } from '../../kernel/row-update.js';
import { numberWithin, optionalText, requiredText } from '../../kernel/text-input.js';
import { placeMessages } from '../places/messages.js';
import { holdPlace } from '../places/place-lock.service.js';
import { placeByCode } from '../places/place.loaders.js';
import { roomMessages } from './messages.js';
import { CarriedTotal, Convener, Room } from './room.entity.js';
import type {
  CarriedTotalRecordInput,
  ConvenerAppointInput,
  ConvenerEndTermInput,
  RoomDescribeInput,
  RoomEnrolInput,
  RoomPublishInput,
} from './room.inputs.js';
import { carriedTotalsOfRoom, roomByPlace } from './room.loaders.js';
import { roomPolicy } from './room.policy.js';

const DESCRIBE = rowUpdate(Room, [
  'name',
  'establishedFrom',
  'establishedTo',
  'establishedPrecision',
  'sharedWith',
  'equipment',
]);
const PUBLISH = rowUpdate(Room, [], ['publishedAt']);
const END_TERM = rowUpdate(Convener, ['termTo']);

/** A room joins: one a place, and none on a unit that exists in the statistics only. */
export async function enrolRoom(ctx: RequestContext, input: RoomEnrolInput): Promise<Room> {
  const place = await ctx.load(placeByCode, input.placeCode);
  if (!place) throw new UserError('PLACE_UNKNOWN', placeMessages.placeUnknown(input.placeCode), ['input', 'placeCode']);
  roomPolicy.assert('enrol', ctx, { placePath: place.path });
  if (place.kind === 'STATISTICAL_ONLY')
    throw new UserError('PLACE_STATISTICAL_ONLY', placeMessages.placeStatisticalOnly(place.name), [
      'input',
      'placeCode',
    ]);
  if (place.closedOn)
    throw new UserError('PLACE_CLOSED', placeMessages.placeClosed(place.name), ['input', 'placeCode']);
  await holdPlace(ctx, place.id);
  if (await ctx.load(roomByPlace, place.id))
    throw new UserError('ROOM_EXISTS', roomMessages.roomExists(place.name), ['input', 'placeCode']);
  const established = input.establishedOn ? toInterval(input.establishedOn, ['input', 'establishedOn']) : null;
  const id = await ctx.insert(Room, {
    placeId: place.id,
    placePath: place.path,
    name: requiredText(input.name, 100, ['input', 'name']),
    enrolledOn: todayInShanghai(),
    establishedFrom: established?.from ?? null,
    establishedTo: established?.to ?? null,
    establishedPrecision: established?.precision ?? null,
  });
  return ctx.reread(Room, id);
}

export async function describeRoom(ctx: RequestContext, input: RoomDescribeInput): Promise<Room> {
  const room = await getById(ctx, Room, input.id);
  roomPolicy.assert('describe', ctx, room);
  expectVersion(room, input.expectedVersion);
  const patch: Partial<Room> = {};
  if (input.name !== undefined) patch.name = requiredText(input.name ?? '', 100, ['input', 'name']);
  if (input.establishedOn !== undefined) Object.assign(patch, establishedColumns(input.establishedOn));
  if (input.sharedWith !== undefined)
    patch.sharedWith = (input.sharedWith ?? [])
      .slice(0, 20)
      .map((text, index) => requiredText(text, 50, ['input', 'sharedWith', String(index)]));
  if (input.equipment !== undefined) patch.equipment = optionalText(input.equipment, 500, ['input', 'equipment']);
  await ctx.update(DESCRIBE, room, patch);
  return room;
}

function establishedColumns(input: RoomDescribeInput['establishedOn']): Partial<Room> {
  const interval = input ? toInterval(input, ['input', 'establishedOn']) : null;
  return {
    establishedFrom: interval?.from ?? null,
    establishedTo: interval?.to ?? null,
    establishedPrecision: interval?.precision ?? null,
  };
}

export async function publishRoom(ctx: RequestContext, input: RoomPublishInput): Promise<Room> {
  const room = await getById(ctx, Room, input.id);
  roomPolicy.assert('publish', ctx, room);
  expectVersion(room, input.expectedVersion);
  await ctx.update(PUBLISH, room, {});
  return room;
}

export async function appointConvener(ctx: RequestContext, input: ConvenerAppointInput): Promise<Convener> {
  const room = await getById(ctx, Room, input.roomId);
  roomPolicy.assert('appointConvener', ctx, room);
  const id = await ctx.insert(Convener, {
    ...atPlaceOf(room),
    roomId: room.id,
    name: requiredText(input.name, 50, ['input', 'name']),
    kind: input.kind,
    termFrom: input.termFrom ?? null,
  });
  return ctx.reread(Convener, id);
}

export async function endConvenerTerm(ctx: RequestContext, input: ConvenerEndTermInput): Promise<Convener> {
  const convener = await getById(ctx, Convener, input.id);
  roomPolicy.assert('appointConvener', ctx, convener);
  expectVersion(convener, input.expectedVersion);
  if (convener.termFrom && input.termTo < convener.termFrom)
    throw new UserError('TERM_BACKWARDS', roomMessages.termBackwards, ['input', 'termTo']);
  await ctx.update(END_TERM, convener, { termTo: input.termTo });
  return convener;
}

export async function recordCarriedTotal(ctx: RequestContext, input: CarriedTotalRecordInput): Promise<CarriedTotal> {
  const room = await getById(ctx, Room, input.roomId);
  roomPolicy.assert('carryForward', ctx, room);
  if (input.periodFrom > input.periodTo)
    throw new UserError('PERIOD_BACKWARDS', roomMessages.periodBackwards, ['input', 'periodTo']);
  if (input.periodTo > todayInShanghai())
    throw new UserError('DATE_IN_FUTURE', roomMessages.periodNotOver, ['input', 'periodTo']);
  const note = optionalText(input.note, 500, ['input', 'note']);
  await expectNotTwice(ctx, input, room.id, note);
  const id = await ctx.insert(CarriedTotal, {
    ...atPlaceOf(room),
    roomId: room.id,
    measure: input.measure,
    value: numberWithin(input.value, 0, 1_000_000, ['input', 'value']),
    quality: input.quality,
    countedAs: input.countedAs,
    role: optionalText(input.role, 50, ['input', 'role']),
    periodFrom: input.periodFrom,
    periodTo: input.periodTo,
    isSeparate: input.isSeparate,
    note,
    ...provenance(input.provenance),
  });
  const row = await ctx.load(byId(CarriedTotal), id);
  if (!row) throw notFound();
  return row;
}

/** Two totals of one measure may overlap only where the second one is named as another part. */
async function expectNotTwice(
  ctx: RequestContext,
  input: CarriedTotalRecordInput,
  roomId: string,
  note: string | null,
): Promise<void> {
  const held = (await ctx.load(carriedTotalsOfRoom, roomId)).find(
    (one) => one.measure === input.measure && one.periodFrom <= input.periodTo && input.periodFrom <= one.periodTo,
  );
  if (!held) return;
  if (!input.isSeparate)
    throw new UserError('TOTAL_TWICE', roomMessages.totalTwice(held.periodFrom, held.periodTo), [
      'input',
      'periodFrom',
    ]);
  if (!note) throw new UserError('TOTAL_NEEDS_NOTE', roomMessages.separateNeedsNote, ['input', 'note']);
}
