import { UserError } from '../../kernel/errors.js';
import { getById } from '../../kernel/expect.js';
import { DatePrecision, type Interval, toInterval, todayInShanghai } from '../../kernel/imprecise-date.js';
import type { Message } from '../../kernel/message.js';
import { atPlaceOf } from '../../kernel/placed-at.js';
import { provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { optionalText, requiredText } from '../../kernel/text-input.js';
import { lockForUpdate } from '../outcomes/update-lock.service.js';
import { ImplementationEvent, ImplementationItem, ItemVerification } from './implementation.entity.js';
import { ItemEventKind, ItemState, VerificationResult } from './implementation.enums.js';
import type { ItemCancelInput, ItemEventRecordInput, ItemVerifyInput } from './implementation.inputs.js';
import { ITEM_CANCELLED, ITEM_VERIFIED, itemPolicy, itemPolicyOf } from './implementation.policy.js';
import { implementationMessages } from './messages.js';

type Coded = { readonly code: string; readonly text: Message };

/**
 * What happened may move the item, but never past the room: only itemVerify verifies, and only it opens what was
 * verified. Closed topics take it too, so that worklists can be emptied.
 */
export async function recordEvent(ctx: RequestContext, input: ItemEventRecordInput): Promise<ImplementationEvent> {
  const item = await itemInTurn(ctx, input.itemId);
  itemPolicyOf(item.planKind).assert('recordEvent', ctx, item);
  assertKind(input);
  if (input.state) assertMovable(item);
  const happened = toInterval(input.happenedOn, ['input', 'happenedOn']);
  const id = await insertEvent(ctx, item, happened, {
    kind: input.kind,
    state: input.state ?? null,
    ...provenance(input.provenance),
    note:
      input.kind === ItemEventKind.RETURNED
        ? requiredText(input.note ?? '', 1_000, ['input', 'note'])
        : optionalText(input.note, 1_000, ['input', 'note']),
  });
  return ctx.reread(ImplementationEvent, id);
}

export async function cancelItem(ctx: RequestContext, input: ItemCancelInput): Promise<ImplementationItem> {
  const item = await itemInTurn(ctx, input.itemId);
  itemPolicyOf(item.planKind).assert('cancel', ctx, item);
  const cancelled = toInterval(input.cancelledOn ?? { value: todayInShanghai(), precision: DatePrecision.DAY }, [
    'input',
    'cancelledOn',
  ]);
  await insertEvent(ctx, item, cancelled, {
    kind: ItemEventKind.CANCELLED,
    note: requiredText(input.reason, 1_000, ['input', 'reason']),
    ...provenance(input.provenance),
  });
  return ctx.reread(ImplementationItem, item.id);
}

export async function verifyItem(ctx: RequestContext, input: ItemVerifyInput): Promise<ItemVerification> {
  const item = await itemInTurn(ctx, input.itemId);
  itemPolicy.assert('verify', ctx, item);
  // A second finding of the same would only move the day it was found done.
  if (item.state === ItemState.VERIFIED && input.result === VerificationResult.CONFIRMED)
    throw refusal(ITEM_VERIFIED, ['input', 'result']);
  const verified = toInterval(input.verifiedOn, ['input', 'verifiedOn']);
  const id = await ctx.insert(ItemVerification, {
    ...atPlaceOf(item),
    itemId: item.id,
    result: input.result,
    verifiedFrom: verified.from,
    verifiedTo: verified.to,
    verifiedPrecision: verified.precision,
    note: optionalText(input.note, 1_000, ['input', 'note']),
    ...provenance(input.provenance),
  });
  return ctx.reread(ItemVerification, id);
}

/** The item as it stands once everybody else who writes about it is done. */
async function itemInTurn(ctx: RequestContext, globalId: string): Promise<ImplementationItem> {
  const { id } = await getById(ctx, ImplementationItem, globalId);
  await lockForUpdate(ctx, id);
  return ctx.reread(ImplementationItem, id);
}

const insertEvent = (
  ctx: RequestContext,
  item: ImplementationItem,
  happened: Interval,
  event: Partial<ImplementationEvent>,
): Promise<string> =>
  ctx.insert(ImplementationEvent, {
    ...atPlaceOf(item),
    itemId: item.id,
    happenedFrom: happened.from,
    happenedTo: happened.to,
    happenedPrecision: happened.precision,
    ...event,
  });

const refusal = ({ code, text }: Coded, path: readonly string[]): UserError => new UserError(code, text, path);

function assertKind({ kind, state }: ItemEventRecordInput): void {
  if (kind === ItemEventKind.CANCELLED || state === ItemState.CANCELLED) {
    throw new UserError('CANCEL_IS_APART', implementationMessages.cancelIsApart, [
      'input',
      kind === ItemEventKind.CANCELLED ? 'kind' : 'state',
    ]);
  }
  if (state === ItemState.VERIFIED) {
    throw new UserError('VERIFICATION_IS_THE_ROOMS', implementationMessages.verificationIsTheRooms, ['input', 'state']);
  }
}

function assertMovable(item: ImplementationItem): void {
  if (item.state === ItemState.VERIFIED) throw refusal(ITEM_VERIFIED, ['input', 'state']);
  if (item.state === ItemState.CANCELLED) throw refusal(ITEM_CANCELLED, ['input', 'state']);
}
