import { Arg, Ctx, Resolver } from 'type-graphql';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires } from '../../kernel/rule.js';
import {
  ImplementationEvent,
  ImplementationItem,
  ImplementationPlan,
  ItemVerification,
} from './implementation.entity.js';
import {
  ImplementationPlanHandOutInput,
  ItemAddInput,
  ItemCancelInput,
  ItemEventRecordInput,
  ItemVerifyInput,
  ResponsibilityListRecordInput,
  UnitRecordInput,
} from './implementation.inputs.js';
import { itemPolicy, planPolicy } from './implementation.policy.js';
import { cancelItem, recordEvent, verifyItem } from './item-progress.service.js';
import { addItem, handOutPlan, recordList } from './plan.service.js';
import { Unit } from './unit.entity.js';
import { unitPolicy } from './unit.policy.js';
import { recordUnit } from './unit.service.js';

const UnitRecordPayload = payloadOf(Unit, 'unit', 'unitRecord');
const ImplementationPlanHandOutPayload = payloadOf(ImplementationPlan, 'plan', 'implementationPlanHandOut');
const ResponsibilityListRecordPayload = payloadOf(ImplementationPlan, 'plan', 'responsibilityListRecord');
const ItemAddPayload = payloadOf(ImplementationItem, 'item', 'itemAdd');
const ItemEventRecordPayload = payloadOf(ImplementationEvent, 'event', 'itemEventRecord');
const ItemCancelPayload = payloadOf(ImplementationItem, 'item', 'itemCancel');
const ItemVerifyPayload = payloadOf(ItemVerification, 'verification', 'itemVerify');

const ITEM_ERRORS =
  'DUE_BEFORE_ASSIGNED, SUGGESTION_OF_OTHER_TOPIC, UNIT_MISSING, UNIT_NAMED_TWICE, TOO_MANY, TOPIC_CLOSED, ' +
  'DATE_IN_FUTURE, TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID';

@Resolver()
export class ImplementationMutations {
  @Writes(UnitRecordPayload, {
    description:
      'Names a responsible unit of the city, or finds the one of that name. Errors: TEXT_EMPTY, TEXT_TOO_LONG.',
  })
  @Requires(unitPolicy, 'record')
  async unitRecord(
    @Arg('input', () => UnitRecordInput, { description: 'The unit.' }) input: UnitRecordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'unit', Unit>> {
    return UnitRecordPayload.of(await recordUnit(ctx, input));
  }

  @Writes(ImplementationPlanHandOutPayload, {
    description:
      `The street's Party office hands out an implementation plan 交办. Errors: ` +
      `DECISION_OR_TOPIC, REPORT_WAS_RETURNED, ITEMS_MISSING, ${ITEM_ERRORS}.`,
  })
  @Requires(planPolicy, 'handOut')
  async implementationPlanHandOut(
    @Arg('input', () => ImplementationPlanHandOutInput, { description: 'The plan with its items.' })
    input: ImplementationPlanHandOutInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'plan', ImplementationPlan>> {
    return ImplementationPlanHandOutPayload.of(await handOutPlan(ctx, input));
  }

  @Writes(ResponsibilityListRecordPayload, {
    description: `The room records the community's own responsibility list. Errors: ITEMS_MISSING, ${ITEM_ERRORS}.`,
  })
  @Requires(planPolicy, 'recordList')
  async responsibilityListRecord(
    @Arg('input', () => ResponsibilityListRecordInput, { description: 'The list with its items.' })
    input: ResponsibilityListRecordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'plan', ImplementationPlan>> {
    return ResponsibilityListRecordPayload.of(await recordList(ctx, input));
  }

  @Writes(ItemAddPayload, {
    description:
      `Adds an item to a plan: the street's Party office to the street's, the ` +
      `room to its own list. Errors: ${ITEM_ERRORS}.`,
  })
  @Requires(itemPolicy, 'add')
  async itemAdd(
    @Arg('input', () => ItemAddInput, { description: 'The item, and where it goes.' }) input: ItemAddInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'item', ImplementationItem>> {
    return ItemAddPayload.of(await addItem(ctx, input));
  }

  @Writes(ItemEventRecordPayload, {
    description:
      'Records what happened to an item, and where it stands after it. Errors: CANCEL_IS_APART, ' +
      'VERIFICATION_IS_THE_ROOMS, ITEM_VERIFIED, ITEM_CANCELLED, DATE_IN_FUTURE, DATE_AFTER_SOURCE, ' +
      'TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(itemPolicy, 'recordEvent')
  async itemEventRecord(
    @Arg('input', () => ItemEventRecordInput, { description: 'The event.' }) input: ItemEventRecordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'event', ImplementationEvent>> {
    return ItemEventRecordPayload.of(await recordEvent(ctx, input));
  }

  @Writes(ItemCancelPayload, {
    description:
      "Cancels an item, with a reason: the street's Party office its own, the room those of its list. Errors: " +
      'ITEM_VERIFIED, ITEM_CANCELLED, DATE_IN_FUTURE, DATE_AFTER_SOURCE, TEXT_EMPTY, TEXT_TOO_LONG, ' +
      'TEXT_INVALID.',
  })
  @Requires(itemPolicy, 'cancel')
  async itemCancel(
    @Arg('input', () => ItemCancelInput, { description: 'The item, and why.' }) input: ItemCancelInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'item', ImplementationItem>> {
    return ItemCancelPayload.of(await cancelItem(ctx, input));
  }

  @Writes(ItemVerifyPayload, {
    description:
      'The room says whether an item is done 核验; "not done" opens it again. Errors: ITEM_VERIFIED, ' +
      'ITEM_CANCELLED, DATE_IN_FUTURE, DATE_AFTER_SOURCE, TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(itemPolicy, 'verify')
  async itemVerify(
    @Arg('input', () => ItemVerifyInput, { description: 'What was found.' }) input: ItemVerifyInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'verification', ItemVerification>> {
    return ItemVerifyPayload.of(await verifyItem(ctx, input));
  }
}
