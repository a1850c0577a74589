import { UserError } from '../../kernel/errors.js';
import { expectVersion, getById } from '../../kernel/expect.js';
import { todayInShanghai } from '../../kernel/imprecise-date.js';
import { atPlaceOf } from '../../kernel/placed-at.js';
import { provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { rowUpdate } from '../../kernel/row-update.js';
import { requiredText } from '../../kernel/text-input.js';
import { GrantRole } from '../../kernel/grant-role.js';
import { roomMessages } from './messages.js';
import { REGISTER_KINDS, RoomRegister } from './room-register.entity.js';
import type { RoomRegisterBeginInput, RoomRegisterCorrectInput, RoomRegisterEndInput } from './room-register.inputs.js';
import { registersOfRoom } from './room-register.loaders.js';
import { roomRegisterPolicy } from './room-register.policy.js';
import { Room } from './room.entity.js';
import { sealedDays } from './sealed-days.port.js';

const MOST_REASON = 200;
const CHANGE = rowUpdate(RoomRegister, ['keptFrom', 'keptTo', 'reason', 'takenBackOn']);
const FOREVER = '9999-12-31';

type Days = Pick<RoomRegister, 'keptFrom' | 'keptTo'>;
const overlap = (a: Days, b: Days): boolean =>
  a.keptFrom <= (b.keptTo ?? FOREVER) && b.keptFrom <= (a.keptTo ?? FOREVER);

/** @throws UserError LIST_EMPTY, DATE_IN_FUTURE, REGISTER_KEPT, PERIOD_SEALED */
export async function beginRegisters(ctx: RequestContext, input: RoomRegisterBeginInput): Promise<Room> {
  const room = await getById(ctx, Room, input.roomId);
  roomRegisterPolicy.assert('keep', ctx, room);
  const asked = REGISTER_KINDS.filter((kind) => input.kinds.includes(kind));
  if (asked.length === 0) throw new UserError('LIST_EMPTY', roomMessages.noRegister, ['input', 'kinds']);
  notInFuture(input.keptFrom, 'keptFrom');
  const days: Days = { keptFrom: input.keptFrom, keptTo: null };
  const others = await ctx.load(registersOfRoom, room.id);
  for (const kind of asked) expectFree(others, { kind, ...days }, 'kinds');
  await expectUnsealed(ctx, room.id, days, 'keptFrom');
  for (const kind of asked)
    await ctx.insert(RoomRegister, {
      ...atPlaceOf(room),
      roomId: room.id,
      kind,
      keptFrom: input.keptFrom,
      ...provenance(input.provenance),
    });
  return ctx.reread(Room, room.id);
}

/** @throws UserError CONFLICT, REGISTER_ENDED, PERIOD_BACKWARDS, REGISTER_END_PAST, TEXT_EMPTY, TEXT_TOO_LONG */
export async function endRegister(ctx: RequestContext, input: RoomRegisterEndInput): Promise<RoomRegister> {
  const register = await getById(ctx, RoomRegister, input.id);
  roomRegisterPolicy.assert('keep', ctx, register);
  expectVersion(register, input.expectedVersion);
  if (register.keptTo || register.takenBackOn) throw new UserError('REGISTER_ENDED', roomMessages.registerEnded);
  expectForwards(register.keptFrom, input.keptTo);
  notInFuture(input.keptTo, 'keptTo');
  if (ctx.viewer.role !== GrantRole.CITY_ADMIN && input.keptTo < lastDayOfMonthBefore(todayInShanghai()))
    throw new UserError('REGISTER_END_PAST', roomMessages.registerEndPast, ['input', 'keptTo']);
  await expectUnsealed(ctx, register.roomId, { keptFrom: dayAfter(input.keptTo), keptTo: null }, 'keptTo');
  await ctx.update(CHANGE, register, { keptTo: input.keptTo, reason: reasonOf(input.reason) });
  return register;
}

/**
 * @throws UserError CONFLICT, REGISTER_ENDED, PERIOD_BACKWARDS, DATE_IN_FUTURE, REGISTER_KEPT, PERIOD_SEALED,
 * TEXT_EMPTY, TEXT_TOO_LONG
 */
export async function correctRegister(ctx: RequestContext, input: RoomRegisterCorrectInput): Promise<RoomRegister> {
  const register = await getById(ctx, RoomRegister, input.id);
  roomRegisterPolicy.assert('correct', ctx, register);
  expectVersion(register, input.expectedVersion);
  if (register.takenBackOn) throw new UserError('REGISTER_ENDED', roomMessages.registerTakenBack);
  const reason = reasonOf(input.reason);
  const right: Days = {
    keptFrom: input.keptFrom ?? register.keptFrom,
    keptTo: input.keptTo === undefined ? register.keptTo : input.keptTo,
  };
  if (right.keptTo) expectForwards(right.keptFrom, right.keptTo);
  notInFuture(right.keptFrom, 'keptFrom');
  const others = (await ctx.load(registersOfRoom, register.roomId)).filter(({ id }) => id !== register.id);
  if (!input.isTakenBack) expectFree(others, { kind: register.kind, ...right }, 'keptFrom');
  for (const days of input.isTakenBack ? [register] : changedDays(register, right))
    await expectUnsealed(ctx, register.roomId, days, 'id');
  await ctx.update(CHANGE, register, {
    ...(input.isTakenBack ? { takenBackOn: todayInShanghai() } : right),
    reason,
  });
  return register;
}

const reasonOf = (text: string): string => requiredText(text, MOST_REASON, ['input', 'reason']);

/** The days that count in one of the two but not in the other. */
function changedDays(was: Days, is: Days): Days[] {
  const [first, later] = [was.keptFrom, is.keptFrom].sort() as [string, string];
  const [sooner, last] = [was.keptTo ?? FOREVER, is.keptTo ?? FOREVER].sort() as [string, string];
  return [
    ...(first === later ? [] : [{ keptFrom: first, keptTo: dayBefore(later) }]),
    ...(sooner === last ? [] : [{ keptFrom: dayAfter(sooner), keptTo: last }]),
  ];
}

function expectFree(others: readonly RoomRegister[], asked: Days & Pick<RoomRegister, 'kind'>, field: string): void {
  const held = others.find((one) => one.kind === asked.kind && !one.takenBackOn && overlap(one, asked));
  if (held) throw new UserError('REGISTER_KEPT', roomMessages.registerKept(held.kind, held.keptFrom), ['input', field]);
}

function expectForwards(from: string, to: string): void {
  if (to < from) throw new UserError('PERIOD_BACKWARDS', roomMessages.periodBackwards, ['input', 'keptTo']);
}

function notInFuture(day: string, field: string): void {
  if (day > todayInShanghai()) throw new UserError('DATE_IN_FUTURE', roomMessages.registerAhead, ['input', field]);
}

async function expectUnsealed(ctx: RequestContext, roomId: string, days: Days, field: string): Promise<void> {
  const found = await Promise.all(sealedDays.all().map((port) => port.of(ctx, roomId, days.keptFrom, days.keptTo)));
  const [sealed] = found.flat();
  if (sealed)
    throw new UserError('PERIOD_SEALED', roomMessages.registerSealed(sealed.title, sealed.from, sealed.to), [
      'input',
      field,
    ]);
}

const shifted = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
const dayAfter = (day: string): string => (day === FOREVER ? day : shifted(day, 1));
const dayBefore = (day: string): string => shifted(day, -1);
const lastDayOfMonthBefore = (day: string): string => dayBefore(`${day.slice(0, 7)}-01`);
