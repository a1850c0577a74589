import { toGlobalId } from '../../../src/kernel/global-id.js';
import type { PlantedPlace } from '../../support/planted-world.js';
import type { Builder } from './attempt.js';

export const gid = (type: string, here: PlantedPlace, id: string): string => toGlobalId(type, here.place.cityId, id);

let serial = 100;
/** A number used once: for places, names and ordinals that must be new. */
export const next = (): number => (serial += 1);

export const roomInputs: Readonly<Record<string, Builder>> = {
  roomEnrol: async (planted, target) => {
    const city = planted.places.find(({ place }) => place.cityId === target.place.cityId)!.place;
    const street = target.place.level === 'CITY' ? await planted.world.street(city, next()) : target.place;
    const parent =
      street.level === 'COMMUNITY'
        ? planted.places.find(({ place }) => street.path.startsWith(place.path) && place.level === 'STREET')!.place
        : street;
    const place = target.place.level === 'CITY' ? street : await planted.world.community(parent, next());
    return { input: { placeCode: place.code, name: '新设协商议事室' }, at: place };
  },
  roomDescribe: async (planted, target) => {
    const id = target.refs['room']!;
    return {
      input: {
        id: gid('Room', target, id),
        expectedVersion: await planted.version('room', target, id),
        equipment: `投影 ${next()}`,
      },
    };
  },
  roomPublish: async (planted, target) => {
    const id = target.refs['room']!;
    return { input: { id: gid('Room', target, id), expectedVersion: await planted.version('room', target, id) } };
  },
  convenerAppoint: async (_planted, target) => ({
    input: { roomId: gid('Room', target, target.refs['room']!), name: `召集人${next()}`, kind: 'EXECUTIVE' },
  }),
  convenerEndTerm: async (planted, target) => ({
    input: {
      id: gid('Convener', target, await planted.fresh('convener', target, { term_from: '2020-01-01', term_to: null })),
      expectedVersion: 1,
      termTo: '2021-12-31',
    },
  }),
  carriedTotalRecord: async (_planted, target) => ({
    input: {
      roomId: gid('Room', target, target.refs['room']!),
      measure: 'SESSIONS',
      value: 1,
      periodFrom: `${1900 + (next() % 100)}-01-01`,
      periodTo: `2001-01-01`,
    },
  }),
  roomEventRecord: async (_planted, target) => ({
    input: {
      roomId: gid('Room', target, target.refs['room']!),
      kind: 'MOBILISATION',
      heldOn: { value: '2021-03-01' },
      attendedBy: '社区工作人员',
    },
  }),
};
