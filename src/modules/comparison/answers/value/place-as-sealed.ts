import type { LoadingContext } from '../../../../kernel/loader-definition.js';
import { byId } from '../../../../kernel/loader.js';
import { Place } from '../../../places/place.entity.js';
import type { PlaceThen } from '../../reading/as-of.port.js';

/** A place with the code and the name that it had when the numbers were sealed. */
export const asThen = (place: Place | null, then: PlaceThen | null): object | null =>
  place && then ? { ...place, code: then.code, name: then.name } : place;

export const placeAsSealed = async (
  ctx: LoadingContext,
  id: string,
  at: { readonly asSealed?: PlaceThen } | undefined,
): Promise<Place | null> => asThen(await ctx.load(byId(Place), id), at?.asSealed ?? null) as Place | null;
