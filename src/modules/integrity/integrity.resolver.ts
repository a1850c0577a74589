import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { badInput } from '../../kernel/errors.js';
import { nodeLoader } from '../../kernel/journal.js';
import { byId } from '../../kernel/loader.js';
import { Lang, inLang } from '../../kernel/message.js';
import { kernelMessages } from '../../kernel/messages.js';
import { Node } from '../../kernel/record.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { SignedIn } from '../../kernel/rule.js';
import { InLang } from '../comparison/answers/sealable.service.js';
import { Place } from '../places/place.entity.js';
import { Room } from '../rooms/room.entity.js';
import { IntegritySignalsArgs } from './integrity.inputs.js';
import { integritySignals } from './integrity.service.js';
import { IntegritySignal, IntegritySignalRecord, IntegritySignals } from './signal-answer.js';
import { integrityMessages } from './messages.js';
import { innocentOf, questionOf } from './signal-words.js';
import { MOST_MONTHS, MOST_RECORDS } from './thresholds.js';

@Resolver(() => IntegritySignals)
export class IntegrityResolver {
  @Query(() => IntegritySignals, {
    description:
      'What in the records of a period is worth a question 待核实, with innocent explanations beside it: never a ' +
      'penalty, a score or a ranking. For those whose grant covers `within`; convener and clerk see ' +
      `their own room alone. NOT_FOUND when there is no such place in the viewer's city; FORBIDDEN when the ` +
      `grant does not cover it; BAD_USER_INPUT for a period that is not of whole months or longer than ` +
      `${MOST_MONTHS} of them.`,
  })
  @SignedIn('COMPARISON_READ')
  integritySignals(
    @Args(() => IntegritySignalsArgs) args: IntegritySignalsArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<IntegritySignals> {
    return integritySignals(ctx, args);
  }

  @FieldResolver(() => String, { description: 'What may not be concluded from it, nor from there being none.' })
  caution(@InLang() lang: Lang): string {
    return inLang(integrityMessages.signalCaution, lang);
  }
}

@Resolver(() => IntegritySignal)
export class IntegritySignalResolver {
  @FieldResolver(() => Room, { description: 'The room.' })
  room(@Root() signal: IntegritySignal, @Ctx() ctx: RequestContext): Promise<Room | null> {
    return ctx.load(byId(Room), signal.roomId);
  }

  @FieldResolver(() => Place, { description: 'The place the room stands on.' })
  place(@Root() signal: IntegritySignal, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return ctx.load(byId(Place), signal.placeId);
  }

  @FieldResolver(() => String, { description: 'The question, with its numbers.' })
  question(@Root() signal: IntegritySignal, @InLang() lang: Lang): string {
    return inLang(questionOf(signal, signal.period), lang);
  }

  @FieldResolver(() => [String], { description: 'Innocent explanations to consider first.' })
  innocent(@Root() signal: IntegritySignal, @InLang() lang: Lang): string[] {
    return innocentOf(signal).map((text) => inLang(text, lang));
  }

  @FieldResolver(() => [IntegritySignalRecord], {
    description: `The records it rests on, the earliest first, at most ${MOST_RECORDS}; \`count\` says how many.`,
  })
  records(
    @Arg('first', () => Int, {
      defaultValue: 20,
      description: `How many records, from the earliest on: 0 to ${MOST_RECORDS}.`,
    })
    first: number,
    @Root() signal: IntegritySignal,
  ): IntegritySignalRecord[] {
    if (first < 0 || first > MOST_RECORDS)
      throw badInput(kernelMessages.firstOutOfRange(MOST_RECORDS), { argument: 'first' });
    return signal.rows
      .slice(0, first)
      .map((row) => ({ row, first: row.first, last: row.last, enteredAt: new Date(row.enteredAt) }));
  }
}

const loaded = async (ctx: RequestContext, type: string, id: string): Promise<object | null> => {
  const found = await ctx.service(nodeLoader)(ctx, type, id);
  return found && { ...found, __typename: type };
};

@Resolver(() => IntegritySignalRecord)
export class IntegritySignalRecordResolver {
  @FieldResolver(() => Node, { nullable: true, description: 'The record itself.' })
  record(@Root() { row }: IntegritySignalRecord, @Ctx() ctx: RequestContext): Promise<object | null> {
    return loaded(ctx, row.type, row.id);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description:
      'What it does not go together with: the topic, the item, the report, the earliest other topic with the ' +
      'same title, or the earliest other session with the same minutes; null where it stands for itself.',
  })
  async against(@Root() { row }: IntegritySignalRecord, @Ctx() ctx: RequestContext): Promise<object | null> {
    return row.againstType && row.againstId ? loaded(ctx, row.againstType, row.againstId) : null;
  }
}
