import { UserError } from '../../kernel/errors.js';
import { expectVersion, getById } from '../../kernel/expect.js';
import { idOf } from '../../kernel/global-id.js';
import { DatePrecision, toInterval, todayInShanghai } from '../../kernel/imprecise-date.js';
import { byId } from '../../kernel/loader.js';
import { atPlaceOf } from '../../kernel/placed-at.js';
import { provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { rowUpdate } from '../../kernel/row-update.js';
import { optionalText, requiredText } from '../../kernel/text-input.js';
import { Room } from '../rooms/room.entity.js';
import { Concern, ConcernContact, RejectGround, TriageState } from './concern.entity.js';
import type {
  ConcernMergeInput,
  ConcernRecordInput,
  ConcernRejectInput,
  ConcernTransferInput,
} from './concern.inputs.js';
import { CONCERN_SIFTED, concernPolicy } from './concern.policy.js';
import { concernMessages } from './messages.js';

const SIFT = rowUpdate(Concern, ['state', 'mergedIntoId', 'transferredTo', 'rejectGround', 'triageReason']);

export async function recordConcern(ctx: RequestContext, input: ConcernRecordInput): Promise<Concern> {
  const room = await getById(ctx, Room, input.roomId);
  concernPolicy.assert('record', ctx, room);
  const place = atPlaceOf(room);
  const received = toInterval(input.receivedOn ?? { value: todayInShanghai(), precision: DatePrecision.DAY }, [
    'input',
    'receivedOn',
  ]);
  const id = await ctx.insert(Concern, {
    ...place,
    roomId: room.id,
    text: requiredText(input.text, 1000, ['input', 'text']),
    source: input.source,
    receivedFrom: received.from,
    receivedTo: received.to,
    receivedPrecision: received.precision,
    ...provenance(input.provenance),
  });
  if (input.contact) {
    const { name, phone } = input.contact;
    await ctx.insert(ConcernContact, {
      ...place,
      concernId: id,
      name: requiredText(name, 50, ['input', 'contact', 'name']),
      phone: optionalText(phone, 30, ['input', 'contact', 'phone']),
    });
  }
  return ctx.reread(Concern, id);
}

export async function mergeConcern(ctx: RequestContext, input: ConcernMergeInput): Promise<Concern> {
  const concern = await getForTriage(ctx, input);
  const other = await ctx.load(byId(Concern), idOf(input.into, 'Concern'));
  if (!other || other.roomId !== concern.roomId)
    throw new UserError('CONCERN_UNKNOWN', concernMessages.mergeTargetElsewhere, ['input', 'into']);
  // A circle of mergers would lead nowhere.
  if (other.id === concern.id || other.state === TriageState.MERGED)
    throw new UserError('MERGE_TARGET_UNFIT', concernMessages.mergeTargetUnfit, ['input', 'into']);
  return storeTriage(ctx, concern, {
    state: TriageState.MERGED,
    mergedIntoId: other.id,
    triageReason: optionalText(input.reason, 500, ['input', 'reason']),
  });
}

export async function transferConcern(ctx: RequestContext, input: ConcernTransferInput): Promise<Concern> {
  const concern = await getForTriage(ctx, input);
  return storeTriage(ctx, concern, {
    state: TriageState.TRANSFERRED,
    transferredTo: requiredText(input.to, 100, ['input', 'to']),
    triageReason: optionalText(input.reason, 500, ['input', 'reason']),
  });
}

export async function rejectConcern(ctx: RequestContext, input: ConcernRejectInput): Promise<Concern> {
  const concern = await getForTriage(ctx, input);
  const reason = optionalText(input.reason, 500, ['input', 'reason']);
  if (input.ground === RejectGround.OTHER && !reason)
    throw new UserError('REASON_MISSING', concernMessages.reasonMissing, ['input', 'reason']);
  return storeTriage(ctx, concern, { state: TriageState.REJECTED, rejectGround: input.ground, triageReason: reason });
}

/**
 * A topic is proposed from it. One concern may be taken up in several topics.
 * @throws UserError CONCERN_UNKNOWN, CONCERN_SIFTED
 */
export async function markTakenUp(ctx: RequestContext, room: Room, concernId: string): Promise<void> {
  const concern = await ctx.load(byId(Concern), concernId);
  if (concern?.roomId !== room.id)
    throw new UserError('CONCERN_UNKNOWN', concernMessages.concernElsewhere, ['input', 'concernIds']);
  if (concern.state === TriageState.TAKEN_UP) return;
  if (concern.state !== TriageState.OPEN)
    throw new UserError(CONCERN_SIFTED.code, CONCERN_SIFTED.text, ['input', 'concernIds']);
  await ctx.update(SIFT, concern, { state: TriageState.TAKEN_UP });
}

async function getForTriage(ctx: RequestContext, input: { id: string; expectedVersion: number }): Promise<Concern> {
  const concern = await getById(ctx, Concern, input.id);
  concernPolicy.assert('triage', ctx, concern);
  expectVersion(concern, input.expectedVersion);
  return concern;
}

async function storeTriage(ctx: RequestContext, concern: Concern, patch: Partial<Concern>): Promise<Concern> {
  await ctx.update(SIFT, concern, patch);
  return ctx.reread(Concern, concern.id);
}
