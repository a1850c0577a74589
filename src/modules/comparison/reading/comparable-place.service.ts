import { forbidden, notFound } from '../../../kernel/errors.js';
import type { RequestContext } from '../../../kernel/request-context.js';
import { type Viewer, pathEnd } from '../../../kernel/viewer.js';
import type { Place } from '../../places/place.entity.js';
import { placeByCode } from '../../places/place.loaders.js';
import type { PathRange } from './comparison-sql.js';
import { comparisonPolicy } from './comparison.policy.js';

const mayCompare = ({ viewer }: RequestContext, place: Place): boolean => {
  const subject = { placePath: place.path };
  return (
    comparisonPolicy.can('compareRooms', viewer, subject) || comparisonPolicy.can('compareOwnRoom', viewer, subject)
  );
};

/**
 * What the viewer may compare. A place of the own city that the grant does not cover is FORBIDDEN: places are no secret
 * there.
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function getComparablePlace(ctx: RequestContext, code: string): Promise<Place> {
  // PostgreSQL refuses a text with NUL in it; no code has one.
  const place = code.includes('\0') ? null : await ctx.load(placeByCode, code);
  if (!place) throw notFound();
  if (!mayCompare(ctx, place))
    throw forbidden({
      zh: '您只能比较自己所辖范围内的协商议事室。',
      en: 'You may compare rooms only within what your grant covers.',
    });
  return place;
}

/** Places as they were found last, by city and code. */
const lastFound = new Map<string, Place>();
const MOST_FOUND = 10_000;
const DECISIVE = ['id', 'path', 'parentId', 'level', 'isDemo'] as const;
const isAsFound = (found: Place, now: Place): boolean =>
  DECISIVE.every((property) => found[property] === now[property]);

/**
 * Does the work at a place that is named by its code. Where the place was found before, the work is begun with it as it
 * was then, in the same round trip in which it is looked up again: nearly always it is still the same, and if not, what
 * was begun is thrown away and done with what was found. @throws NOT_FOUND, FORBIDDEN, and what the work throws
 */
export async function atComparablePlace<T>(
  ctx: RequestContext,
  code: string,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const key = `${ctx.viewer.cityId} ${code}`;
  const found = lastFound.get(key);
  const begun = found && mayCompare(ctx, found) ? settled(work(found)) : null;
  const place = await getComparablePlace(ctx, code).catch(async (error: unknown) => {
    await begun;
    throw error;
  });
  if (lastFound.size >= MOST_FOUND) lastFound.clear();
  lastFound.set(key, place);
  if (!begun || !isAsFound(found!, place)) {
    await begun;
    return work(place);
  }
  const outcome = await begun;
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

const settled = <T>(work: Promise<T>): Promise<{ readonly value: T } | { readonly error: unknown }> =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

/** A space sorts before every character of a path, so the range of a room's own people holds their place alone. */
export const rangeOf = (viewer: Viewer, place: Place): PathRange => ({
  from: place.path,
  end: viewer.reader === 'app_room' ? `${place.path} ` : pathEnd(place.path),
  ...(viewer.reader === 'app_city' && place.parentId === null ? { isCity: true } : {}),
});
