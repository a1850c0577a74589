import { UserError, notFound } from '../../kernel/errors.js';
import { todayInShanghai } from '../../kernel/imprecise-date.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { requiredText } from '../../kernel/text-input.js';
import { uuidv7 } from '../../kernel/uuid.js';
import { resolvePeriod } from '../comparison/period/period.service.js';
import { CATALOGUE_VERSION, privacyOfCity } from '../comparison/answers/sealable.service.js';
import { placeByCode } from '../places/place.loaders.js';
import { sealMessages } from './messages.js';
import { contentsOf, insertsOf } from './seal-contents.service.js';
import { sealHash } from './seal-hash.service.js';
import { Seal } from './seal.entity.js';
import type { PeriodSealInput } from './seal.inputs.js';
import { sealPolicy } from './seal.policy.js';

/**
 * Freezes every number of every room within a place.
 * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT; UserError PERIOD_NOT_OVER, TEXT_EMPTY, TEXT_TOO_LONG
 */
export async function sealPeriod(ctx: RequestContext, input: PeriodSealInput): Promise<Seal> {
  const place = input.within.includes('\0') ? null : await ctx.load(placeByCode, input.within);
  if (!place) throw notFound();
  sealPolicy.assert('seal', ctx, { placePath: place.path });
  const today = todayInShanghai();
  const span = resolvePeriod(input.period, today);
  if (span.to >= today)
    throw new UserError('PERIOD_NOT_OVER', sealMessages.periodNotOver(span.to), ['input', 'period']);
  const header = {
    title: requiredText(input.title, 100, ['input', 'title']),
    code: place.code,
    periodFrom: span.from,
    periodTo: span.to,
    sealedAt: new Date(),
    catalogueVersion: CATALOGUE_VERSION,
    isDemo: place.isDemo,
  };
  const { places, values } = await contentsOf(ctx, place.path, span, await privacyOfCity(ctx));
  const id = await ctx.insert(Seal, {
    ...header,
    placeId: place.id,
    placePath: place.path,
    hash: sealHash({ ...header, cityId: ctx.cityId }, places, values),
  });
  for (const statement of insertsOf({ cityId: ctx.cityId, sealId: id, newId: uuidv7 }, places, values))
    await ctx.rows(statement);
  ctx.forget();
  return ctx.reread(Seal, id);
}
