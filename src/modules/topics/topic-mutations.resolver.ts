import { Arg, Ctx, Resolver } from 'type-graphql';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires } from '../../kernel/rule.js';
import { ParticipantsDesignateInput } from './participant.inputs.js';
import { designateParticipants } from './participant.service.js';
import { Topic } from './topic.entity.js';
import {
  TopicAdvanceInput,
  TopicProposeInput,
  TopicPublishInput,
  TopicReturnInput,
  TopicReviseInput,
  TopicStepInput,
  TopicTakeUpInput,
} from './topic.inputs.js';
import { topicPolicy } from './topic.policy.js';
import {
  advance,
  approve,
  close,
  propose,
  publish,
  reopen,
  revise,
  stepBack,
  takeUpConcerns,
} from './topic.service.js';

const TopicProposePayload = payloadOf(Topic, 'topic', 'topicPropose');
const TopicRevisePayload = payloadOf(Topic, 'topic', 'topicRevise');
const TopicTakeUpPayload = payloadOf(Topic, 'topic', 'topicTakeUp');
const TopicApprovePayload = payloadOf(Topic, 'topic', 'topicApprove');
const TopicAdvancePayload = payloadOf(Topic, 'topic', 'topicAdvance');
const TopicStepBackPayload = payloadOf(Topic, 'topic', 'topicStepBack');
const TopicClosePayload = payloadOf(Topic, 'topic', 'topicClose');
const TopicReopenPayload = payloadOf(Topic, 'topic', 'topicReopen');
const TopicPublishPayload = payloadOf(Topic, 'topic', 'topicPublish');
const ParticipantsDesignatePayload = payloadOf(Topic, 'topic', 'participantsDesignate');

@Resolver()
export class TopicMutations {
  @Writes(TopicProposePayload, {
    description:
      'Proposes a topic, from concerns or without 提出议题. Errors: PROCEDURE_MISSING, CONCERN_UNKNOWN, ' +
      'CONCERN_SIFTED, TOO_MANY, TEXT_EMPTY, TEXT_TOO_LONG, DATE_IN_FUTURE, DATE_AFTER_SOURCE.',
  })
  @Requires(topicPolicy, 'propose')
  async topicPropose(
    @Arg('input', () => TopicProposeInput, { description: 'The topic.' }) input: TopicProposeInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'topic', Topic>> {
    return TopicProposePayload.of(await propose(ctx, input));
  }

  @Writes(TopicRevisePayload, {
    description: 'Changes what a topic says 修改议题. Errors: CONFLICT, TOPIC_CLOSED, TEXT_EMPTY, TEXT_TOO_LONG.',
  })
  @Requires(topicPolicy, 'revise')
  async topicRevise(
    @Arg('input', () => TopicReviseInput, { description: 'What to change.' }) input: TopicReviseInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'topic', Topic>> {
    return TopicRevisePayload.of(await revise(ctx, input));
  }

  @Writes(TopicTakeUpPayload, {
    description:
      'Takes concerns up in a topic that is there already 列入民情. Errors: CONFLICT, TOPIC_CLOSED, ' +
      'CONCERN_UNKNOWN, CONCERN_SIFTED, TOO_MANY.',
  })
  @Requires(topicPolicy, 'revise')
  async topicTakeUp(
    @Arg('input', () => TopicTakeUpInput, { description: 'Which concerns, in which topic.' }) input: TopicTakeUpInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'topic', Topic>> {
    return TopicTakeUpPayload.of(await takeUpConcerns(ctx, input));
  }

  @Writes(TopicApprovePayload, {
    description:
      'Approves a topic 确定议题: the evidence its first gate asks for. The stage stays until topicAdvance. ' +
      'Errors: TOPIC_APPROVED_ALREADY, CONFLICT, TOPIC_CLOSED, DATE_IN_FUTURE, DATE_AFTER_SOURCE.',
  })
  @Requires(topicPolicy, 'approve')
  async topicApprove(
    @Arg('input', () => TopicStepInput, { description: 'Which topic, and when.' }) input: TopicStepInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'topic', Topic>> {
    return TopicApprovePayload.of(await approve(ctx, input));
  }

  @Writes(TopicAdvancePayload, {
    description:
      'Takes a topic on to the next stage that applies, or to a later one 转入下一阶段. Errors: GATE_BLOCKED, ' +
      'STAGE_NOT_LATER, STAGE_NOT_APPLICABLE, CONFLICT, TOPIC_CLOSED, DATE_IN_FUTURE, DATE_AFTER_SOURCE.',
  })
  @Requires(topicPolicy, 'advance')
  async topicAdvance(
    @Arg('input', () => TopicAdvanceInput, { description: 'Which topic, and where to.' }) input: TopicAdvanceInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'topic', Topic>> {
    return TopicAdvancePayload.of(await advance(ctx, input));
  }

  @Writes(TopicStepBackPayload, {
    description:
      'Takes a topic back to an earlier stage 退回. Errors: REASON_MISSING, STAGE_NOT_EARLIER, ' +
      'STAGE_NOT_APPLICABLE, TEXT_TOO_LONG, CONFLICT, TOPIC_CLOSED, DATE_IN_FUTURE, DATE_AFTER_SOURCE.',
  })
  @Requires(topicPolicy, 'stepBack')
  async topicStepBack(
    @Arg('input', () => TopicReturnInput, { description: 'Which topic, where to, and why.' }) input: TopicReturnInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'topic', Topic>> {
    return TopicStepBackPayload.of(await stepBack(ctx, input));
  }

  @Writes(TopicClosePayload, {
    description:
      'Closes a topic 办结; the gates of every stage that is left are asked. Errors: GATE_BLOCKED, ' +
      'CLOSED_BEFORE_PROPOSED, CONFLICT, TOPIC_CLOSED, DATE_IN_FUTURE, DATE_AFTER_SOURCE.',
  })
  @Requires(topicPolicy, 'close')
  async topicClose(
    @Arg('input', () => TopicStepInput, { description: 'Which topic, and when.' }) input: TopicStepInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'topic', Topic>> {
    return TopicClosePayload.of(await close(ctx, input));
  }

  @Writes(TopicReopenPayload, {
    description:
      'Opens a closed topic again for a new round 重启. Errors: REASON_MISSING, TOPIC_NOT_CLOSED, ' +
      'STAGE_NOT_APPLICABLE, TEXT_TOO_LONG, CONFLICT, DATE_IN_FUTURE, DATE_AFTER_SOURCE.',
  })
  @Requires(topicPolicy, 'reopen')
  async topicReopen(
    @Arg('input', () => TopicReturnInput, { description: 'Which topic, where to, and why.' }) input: TopicReturnInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'topic', Topic>> {
    return TopicReopenPayload.of(await reopen(ctx, input));
  }

  @Writes(TopicPublishPayload, {
    description:
      'Makes a topic public with the records under it, as they stand 公示; what is changed later is hidden until ' +
      'it is published again. Errors: CONFLICT, ROOM_NOT_PUBLISHED.',
  })
  @Requires(topicPolicy, 'publish')
  async topicPublish(
    @Arg('input', () => TopicPublishInput, { description: 'Which topic, at which version.' }) input: TopicPublishInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'topic', Topic>> {
    return TopicPublishPayload.of(await publish(ctx, input));
  }

  @Writes(ParticipantsDesignatePayload, {
    description:
      'Names who should be at the table, in place of the list before 明确主体. Errors: CONFLICT, TOPIC_CLOSED, ' +
      'TOO_MANY, HEADCOUNT_MISSING, MORE_NAMES_THAN_PEOPLE, NUMBER_OUT_OF_RANGE, TEXT_EMPTY, TEXT_TOO_LONG.',
  })
  @Requires(topicPolicy, 'designate')
  async participantsDesignate(
    @Arg('input', () => ParticipantsDesignateInput, { description: 'The list.' }) input: ParticipantsDesignateInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'topic', Topic>> {
    return ParticipantsDesignatePayload.of(await designateParticipants(ctx, input));
  }
}
