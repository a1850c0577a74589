import { toGlobalId } from '../../../src/kernel/global-id.js';
import type { PlantedPlace, PlantedWorld } from '../../support/planted-world.js';
import type { PlaceRef } from '../../support/world.js';
import type { Builder } from './attempt.js';
import { next } from './inputs-rooms.js';

const TYPE: Readonly<Record<string, string>> = { CITY: 'City', STREET: 'Street', COMMUNITY: 'Community' };
const idOf = (place: PlaceRef): string => toGlobalId(TYPE[place.level]!, place.cityId, place.id);

const streetsOf = (planted: PlantedWorld, target: PlantedPlace): PlaceRef[] =>
  planted.places
    .map(({ place }) => place)
    .filter((place) => place.level === 'STREET' && place.cityId === target.place.cityId);

/** A new community in the target's street. Renaming, moving or merging it does not change other cells. */
async function freshCommunity(planted: PlantedWorld, target: PlantedPlace): Promise<PlaceRef> {
  const streets = streetsOf(planted, target);
  const street = streets.find((place) => target.place.path.startsWith(place.path)) ?? streets[0]!;
  const serial = next();
  return planted.world.community(street, serial, `新社区${serial}`);
}

/** A new fact of the target, so that each cell corrects its own. */
const freshFact = (planted: PlantedWorld, target: PlantedPlace): Promise<string> =>
  planted.world.insert(target.place.cityId, 'place_fact', {
    place_id: target.place.id,
    place_path: target.place.path,
    kind: 'HOUSEHOLDS',
    count: 100,
    as_of: `${1900 + (next() % 120)}-0${1 + (next() % 9)}-12`,
  });

export const placeInputs: Readonly<Record<string, Builder>> = {
  placeRename: async (planted, target) => {
    const place = await freshCommunity(planted, target);
    return {
      input: { id: idOf(place), expectedVersion: 1, name: `更名社区${next()}`, happenedOn: '2021-05-01' },
      at: place,
    };
  },
  placeMove: async (planted, target) => {
    const place = await freshCommunity(planted, target);
    const parent = streetsOf(planted, target).find((street) => !place.path.startsWith(street.path))!;
    return {
      input: { id: idOf(place), expectedVersion: 1, newParentId: idOf(parent), happenedOn: '2021-05-01' },
      at: place,
    };
  },
  placeMerge: async (planted, target) => {
    const place = await freshCommunity(planted, target);
    return {
      input: {
        id: idOf(place),
        expectedVersion: 1,
        successorId: idOf(await freshCommunity(planted, target)),
        happenedOn: '2021-05-01',
      },
      at: place,
    };
  },
  placeKindSet: async (planted, target) => {
    const place = await freshCommunity(planted, target);
    return {
      input: { id: idOf(place), expectedVersion: 1, kind: 'VILLAGE', happenedOn: '2021-05-01', reason: '撤居设村' },
      at: place,
    };
  },
  placeFactCorrect: async (planted, target) => ({
    input: {
      id: toGlobalId('PlaceFact', target.place.cityId, await freshFact(planted, target)),
      expectedVersion: 1,
      count: 200,
      reason: '录入有误',
    },
  }),
  placeFactRecord: async (_planted, target) => ({
    input: {
      placeId: idOf(target.place),
      kind: 'HOUSEHOLDS',
      count: 100,
      asOf: `${1900 + (next() % 120)}-0${1 + (next() % 9)}-11`,
    },
  }),
  periodSeal: async (_planted, target) => ({
    input: { within: target.place.code, period: { year: 2021 }, title: `封存 ${next()}` },
  }),
  placeHonourRecord: async (_planted, target) => ({ input: { placeId: idOf(target.place), title: `荣誉 ${next()}` } }),
};
