import { forbidden, notFound } from '../../../kernel/errors.js';
import type { RequestContext } from '../../../kernel/request-context.js';
import { type Viewer, pathEnd } from '../../../kernel/viewer.js';
import type { Place } from '../../places/place.entity.js';
import { placeByCode } from '../../places/place.loaders.js';
import { answerMessages } from '../messages/answers.js';
import type { PathRange } from './comparison-sql.js';
import { comparisonPolicy } from './comparison.policy.js';

const mayCompare = ({ viewer }: RequestContext, place: Place): boolean => {
  const subject = { placePath: place.path };
  return (
    comparisonPolicy.can('compareRooms', viewer, subject) || comparisonPolicy.can('compareOwnRoom', viewer, subject)
  );
};

/**
 * A place that the viewer may compare. A place of the own city outside the grant is FORBIDDEN rather than NOT_FOUND,
 * because the register is public there.
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function getComparablePlace(ctx: RequestContext, code: string): Promise<Place> {
  // PostgreSQL refuses text that contains NUL. No code contains it.
  const place = code.includes('\0') ? null : await ctx.load(placeByCode, code);
  if (!place) throw notFound();
  if (!mayCompare(ctx, place)) throw forbidden(answerMessages.outsideOwnPlaces);
  return place;
}

/** A cache of places, by city and code. */
const lastFound = new Map<string, Place>();
const MOST_FOUND = 10_000;
const DECISIVE = ['id', 'path', 'parentId', 'level', 'isDemo'] as const;
const isAsFound = (found: Place, now: Place): boolean =>
  DECISIVE.every((property) => found[property] === now[property]);

/**
 * Does some work at the place with this code. To save a round trip, the work starts with the cached place while the
 * place is looked up again.
 * If the place has changed, the result is dropped and the work is done again with the new one.
 * @throws NOT_FOUND, FORBIDDEN, and what the work throws
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

/** The place alone. A space sorts before every character of a path, so the range contains no place below. */
export const ownRange = ({ path }: Place): PathRange => ({ from: path, end: `${path} ` });

/** The range of paths that the viewer may read below a place. For a room's own people it is their place alone. */
export const rangeOf = (viewer: Viewer, place: Place): PathRange =>
  viewer.reader === 'app_room'
    ? ownRange(place)
    : {
        from: place.path,
        end: pathEnd(place.path),
        ...(viewer.reader === 'app_city' && place.parentId === null ? { isCity: true } : {}),
      };
