import { notFound } from '../../kernel/errors.js';
import { getById } from '../../kernel/expect.js';
import type { PlaceThen, SealReader, SealedLine } from '../comparison/reading/as-of.port.js';
import { NOT_SEALED } from '../comparison/answers/sealable.service.js';
import { Seal, type SealedPlace } from './seal.entity.js';
import { placesOfSeal, sealedMetric } from './seal.loaders.js';

export const placeThen = ({ code, name, aboveNames, residents, residentsAsOf }: SealedPlace): PlaceThen => ({
  code,
  name,
  above: aboveNames,
  residents,
  residentsAsOf,
});

/**
 * Rooms are found by the place they lay in when they were sealed; row security shows those the viewer may see today.
 */
export const sealReader: SealReader = {
  read: async (ctx, sealId, within) => {
    const seal = await getById(ctx, Seal, sealId);
    const all = await ctx.load(placesOfSeal, seal.id);
    const places = all.filter((place) => place.code === within || place.aboveCodes.includes(within));
    if (places.length === 0) throw notFound();
    const rooms = places.filter((place) => place.roomId !== null);
    return {
      key: `seal ${seal.id} ${within}`,
      span: { from: seal.periodFrom, to: seal.periodTo },
      sealedAt: seal.sealedAt,
      catalogueVersion: seal.catalogueVersion,
      isDemo: seal.isDemo,
      coverage: {
        places: places.filter((place) => place.couldOwnRoom).length,
        enrolled: rooms.length,
        withData: rooms.filter((place) => place.hasData).length,
      },
      lines: rooms.map((place): SealedLine => ({
        roomId: place.roomId!,
        placeId: place.placeId,
        asSealed: placeThen(place),
      })),
      values: async (loading, metricId) => {
        const sealed = await loading.load(sealedMetric, { sealId: seal.id, metricId });
        return new Map(rooms.map(({ roomId }) => [roomId!, sealed.get(roomId!) ?? NOT_SEALED]));
      },
    };
  },
};
