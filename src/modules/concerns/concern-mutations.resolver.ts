import { Arg, Ctx, Resolver } from 'type-graphql';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires } from '../../kernel/rule.js';
import { Concern } from './concern.entity.js';
import { ConcernMergeInput, ConcernRecordInput, ConcernRejectInput, ConcernTransferInput } from './concern.inputs.js';
import { concernPolicy } from './concern.policy.js';
import { mergeConcern, recordConcern, rejectConcern, transferConcern } from './concern.service.js';

const ConcernRecordPayload = payloadOf(Concern, 'concern', 'concernRecord');
const ConcernMergePayload = payloadOf(Concern, 'concern', 'concernMerge');
const ConcernTransferPayload = payloadOf(Concern, 'concern', 'concernTransfer');
const ConcernRejectPayload = payloadOf(Concern, 'concern', 'concernReject');

@Resolver()
export class ConcernMutations {
  @Writes(ConcernRecordPayload, {
    description:
      'Records what a resident brought up 民情登记. Errors: TEXT_EMPTY, TEXT_TOO_LONG, DATE_IN_FUTURE, DATE_AFTER_SOURCE.',
  })
  @Requires(concernPolicy, 'record')
  async concernRecord(
    @Arg('input', () => ConcernRecordInput, { description: 'The concern.' }) input: ConcernRecordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'concern', Concern>> {
    return ConcernRecordPayload.of(await recordConcern(ctx, input));
  }

  @Writes(ConcernMergePayload, {
    description:
      'Joins a concern to another that says the same 并案. Errors: CONFLICT, CONCERN_SIFTED, CONCERN_UNKNOWN, ' +
      'MERGE_TARGET_UNFIT, TEXT_TOO_LONG.',
  })
  @Requires(concernPolicy, 'triage')
  async concernMerge(
    @Arg('input', () => ConcernMergeInput, { description: 'Which, and into which.' }) input: ConcernMergeInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'concern', Concern>> {
    return ConcernMergePayload.of(await mergeConcern(ctx, input));
  }

  @Writes(ConcernTransferPayload, {
    description:
      'Hands a concern to where it belongs 转办. Errors: CONFLICT, CONCERN_SIFTED, TEXT_EMPTY, TEXT_TOO_LONG.',
  })
  @Requires(concernPolicy, 'triage')
  async concernTransfer(
    @Arg('input', () => ConcernTransferInput, { description: 'Which, and to whom.' }) input: ConcernTransferInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'concern', Concern>> {
    return ConcernTransferPayload.of(await transferConcern(ctx, input));
  }

  @Writes(ConcernRejectPayload, {
    description:
      'Says that a concern is not for deliberation, and on which ground 不予协商. Errors: CONFLICT, ' +
      'CONCERN_SIFTED, REASON_MISSING, TEXT_TOO_LONG.',
  })
  @Requires(concernPolicy, 'triage')
  async concernReject(
    @Arg('input', () => ConcernRejectInput, { description: 'Which, and why.' }) input: ConcernRejectInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'concern', Concern>> {
    return ConcernRejectPayload.of(await rejectConcern(ctx, input));
  }
}
