import { notFound } from '../../kernel/errors.js';
import { getById } from '../../kernel/expect.js';
import { toGlobalId } from '../../kernel/global-id.js';
import { fixedText } from '../../kernel/statement-text.js';
import type { PlaceThen, SealReader, SealedLine, SealedNode } from '../comparison/reading/as-of.port.js';
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

const SEALS_OF_PERIODS = fixedText(
  'seals of periods',
  `SELECT DISTINCT ON (s.period_from, s.period_to) s.id FROM seal s
    JOIN sealed_place p ON p.city_id = s.city_id AND p.seal_id = s.id AND p.code = $1
    JOIN unnest($3::date[], $4::date[]) u(first_day, last_day)
    ON u.first_day = s.period_from AND u.last_day = s.period_to
    WHERE s.sealed_at <= $2 ORDER BY s.period_from, s.period_to, s.sealed_at DESC, s.id`,
);

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
      nodes: places.map((place): SealedNode => ({
        placeId: place.placeId,
        asSealed: placeThen(place),
        aboveCodes: place.aboveCodes,
        couldOwnRoom: place.couldOwnRoom,
        roomId: place.roomId,
        hasData: place.hasData,
      })),
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
  steps: async (ctx, { sealedAt }, within, spans) => {
    const found = await ctx.rows<{ id: string }>({
      text: SEALS_OF_PERIODS,
      values: [within, sealedAt, spans.map(({ from }) => from), spans.map(({ to }) => to)],
    });
    return Promise.all(found.map(({ id }) => sealReader.read(ctx, toGlobalId('Seal', ctx.cityId, id), within)));
  },
};
