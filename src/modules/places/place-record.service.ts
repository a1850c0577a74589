import { UserError, notFound } from '../../kernel/errors.js';
import { expectVersion } from '../../kernel/expect.js';
import { idOf } from '../../kernel/global-id.js';
import { todayInShanghai } from '../../kernel/imprecise-date.js';
import { byId } from '../../kernel/loader.js';
import { atPlaceOf } from '../../kernel/placed-at.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { rowUpdate } from '../../kernel/row-update.js';
import { numberWithin, optionalText, requiredText } from '../../kernel/text-input.js';
import { placeMessages } from './messages.js';
import { getPlace } from './place-change.service.js';
import { holdPlace } from './place-lock.service.js';
import type { Place } from './place.entity.js';
import type { PlaceFactCorrectInput, PlaceFactRecordInput, PlaceHonourRecordInput } from './place.inputs.js';
import { factsOfPlace, honoursOfPlace } from './place.loaders.js';
import { PlaceFact, PlaceFactCorrection, PlaceHonour } from './place-records.entity.js';
import { placePolicy } from './place.policy.js';

/** Locked: of two people recording the same place at once, the second gets an error. */
async function lockPlace(ctx: RequestContext, globalId: string): Promise<Place> {
  const place = await getPlace(ctx, globalId);
  placePolicy.assert('keep', ctx, { placePath: place.path });
  await holdPlace(ctx, place.id);
  return place;
}

export async function recordPlaceFact(ctx: RequestContext, input: PlaceFactRecordInput): Promise<PlaceFact> {
  const place = await lockPlace(ctx, input.placeId);
  if (input.asOf > todayInShanghai())
    throw new UserError('DATE_IN_FUTURE', placeMessages.recordDayInFuture, ['input', 'asOf']);
  const known = (await ctx.load(factsOfPlace, place.id)).find(
    (fact) => fact.kind === input.kind && fact.asOf === input.asOf,
  );
  if (known) throw new UserError('FACT_EXISTS', placeMessages.factExists(input.asOf, known.count), ['input', 'asOf']);
  const id = await ctx.insert(PlaceFact, {
    placeId: place.id,
    placePath: place.path,
    kind: input.kind,
    count: numberWithin(input.count, 0, 100_000_000, ['input', 'count']),
    asOf: input.asOf,
    source: optionalText(input.source, 200, ['input', 'source']),
  });
  return ctx.reread(PlaceFact, id);
}

const CORRECT = rowUpdate(PlaceFact, ['count']);

/** Puts a number right. The one before stays on record, with the reason. */
export async function correctPlaceFact(ctx: RequestContext, input: PlaceFactCorrectInput): Promise<PlaceFact> {
  const fact = await ctx.load(byId(PlaceFact), idOf(input.id, 'PlaceFact'));
  if (!fact) throw notFound();
  placePolicy.assert('keep', ctx, { placePath: fact.placePath });
  expectVersion(fact, input.expectedVersion);
  const count = numberWithin(input.count, 0, 100_000_000, ['input', 'count']);
  if (count === fact.count)
    throw new UserError('NUMBER_UNCHANGED', placeMessages.factUnchanged(count), ['input', 'count']);
  await ctx.update(CORRECT, fact, { count });
  await ctx.insert(PlaceFactCorrection, {
    ...atPlaceOf(fact),
    factId: fact.id,
    formerCount: fact.count,
    reason: requiredText(input.reason, 200, ['input', 'reason']),
  });
  return ctx.reread(PlaceFact, fact.id);
}

export async function recordPlaceHonour(ctx: RequestContext, input: PlaceHonourRecordInput): Promise<PlaceHonour> {
  const place = await lockPlace(ctx, input.placeId);
  const title = requiredText(input.title, 100, ['input', 'title']);
  if ((await ctx.load(honoursOfPlace, place.id)).some((honour) => honour.title === title))
    throw new UserError('HONOUR_EXISTS', placeMessages.honourExists, ['input', 'title']);
  const id = await ctx.insert(PlaceHonour, {
    placeId: place.id,
    placePath: place.path,
    title,
    source: optionalText(input.source, 200, ['input', 'source']),
  });
  return ctx.reread(PlaceHonour, id);
}
