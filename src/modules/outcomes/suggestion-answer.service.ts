import { UserError } from '../../kernel/errors.js';
import { getById } from '../../kernel/expect.js';
import { byId } from '../../kernel/loader.js';
import { atPlaceOf } from '../../kernel/placed-at.js';
import { type Provenance, provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { optionalText } from '../../kernel/text-input.js';
import { Session, Suggestion } from '../sessions/session.entity.js';
import { outcomeMessages } from './messages.js';
import { SuggestionAnswer } from './outcome.entity.js';
import { SuggestionResult } from './outcome.enums.js';
import type { DecidedSuggestionInput, SuggestionAnswerInput } from './outcome.inputs.js';
import { standingOutcomes } from './outcome.loaders.js';
import { type AnswerableSuggestion, suggestionAnswerPolicy } from './outcome.policy.js';
import { withPartyBody } from './outcome.service.js';

type Path = readonly string[];

/** The room answers, unless the outcome goes to the street. A closed topic accepts it: it starts nothing new. */
export async function answerSuggestion(ctx: RequestContext, input: SuggestionAnswerInput): Promise<SuggestionAnswer> {
  const suggestion = await getById(ctx, Suggestion, input.suggestionId);
  const subject = await withPartyBody(ctx, await answerable(ctx, suggestion), suggestion.placeId);
  suggestionAnswerPolicy.assert('answer', ctx, subject);
  const id = await insertAnswer(ctx, suggestion, null, input, provenance(input.provenance), ['input']);
  return ctx.reread(SuggestionAnswer, id);
}

/**
 * The suggestion with the route its round's outcome takes: a later round does not change who answers an earlier one.
 */
export async function answerable(ctx: RequestContext, suggestion: Suggestion): Promise<AnswerableSuggestion> {
  const [session, outcomes] = await Promise.all([
    ctx.load(byId(Session), suggestion.sessionId),
    ctx.load(standingOutcomes, suggestion.topicId),
  ]);
  return {
    placePath: suggestion.placePath,
    route: outcomes.find((outcome) => outcome.round === session?.round)?.route ?? null,
  };
}

export async function answerOfStreet(
  ctx: RequestContext,
  decisionId: string,
  suggestion: Suggestion,
  input: DecidedSuggestionInput,
  source: Provenance,
  path: Path,
): Promise<void> {
  await insertAnswer(ctx, suggestion, decisionId, input, source, path);
}

function insertAnswer(
  ctx: RequestContext,
  suggestion: Suggestion,
  decisionId: string | null,
  input: DecidedSuggestionInput,
  source: Provenance,
  path: Path,
): Promise<string> {
  return ctx.insert(SuggestionAnswer, {
    ...atPlaceOf(suggestion),
    topicId: suggestion.topicId,
    suggestionId: suggestion.id,
    decisionId,
    result: input.result,
    reason: reasonOf(input, [...path, 'reason']),
    ...source,
  });
}

const NEED_REASON: readonly SuggestionResult[] = [SuggestionResult.DECLINED, SuggestionResult.EXPLAINED];

function reasonOf(input: DecidedSuggestionInput, path: Path): string | null {
  const reason = optionalText(input.reason, 1_000, path);
  if (!reason && NEED_REASON.includes(input.result)) {
    throw new UserError('REASON_MISSING', outcomeMessages.reasonMissing, path);
  }
  return reason;
}

/**
 * The suggestions named, all of one topic and each once.
 * @throws NOT_FOUND; UserError SUGGESTION_OF_OTHER_TOPIC, SUGGESTION_TWICE
 */
export async function assertSuggestionsOf(
  ctx: RequestContext,
  topicId: string,
  named: readonly { readonly suggestionId: string }[],
): Promise<Suggestion[]> {
  const suggestions = await Promise.all(named.map(({ suggestionId }) => getById(ctx, Suggestion, suggestionId)));
  suggestions.forEach((suggestion, index) => {
    assertSuggestionOf(suggestion, topicId, ['input', 'suggestions', String(index), 'suggestionId']);
    if (suggestions.findIndex(({ id }) => id === suggestion.id) < index) {
      throw new UserError('SUGGESTION_TWICE', outcomeMessages.suggestionTwice, [
        'input',
        'suggestions',
        String(index),
        'suggestionId',
      ]);
    }
  });
  return suggestions;
}

export function assertSuggestionOf(suggestion: Suggestion, topicId: string, path: Path): void {
  if (suggestion.topicId !== topicId) {
    throw new UserError('SUGGESTION_OF_OTHER_TOPIC', outcomeMessages.suggestionOfOtherTopic, path);
  }
}
