import { toGlobalId } from '../../../src/kernel/global-id.js';
import { todayInShanghai } from '../../../src/kernel/imprecise-date.js';
import type { PlantedPlace } from '../../support/planted-world.js';
import type { Builder } from './attempt.js';

export const gid = (type: string, here: PlantedPlace, id: string): string => toGlobalId(type, here.place.cityId, id);

let serial = 100;
/** A number used once: for places, names and ordinals that must be new. */
export const next = (): number => (serial += 1);

/** A register kept to this day, of a time that no planted seal has. */
const KEPT = { kind: 'RESEARCH', kept_from: todayInShanghai(), kept_to: null, taken_back_on: null };
const today = (): string => todayInShanghai();

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
      isSeparate: true,
      note: '测试：与其他累计数并列',
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
  roomRegisterBegin: async (planted, target) => {
    // A register can begin where none is kept.
    await planted.world.sql(
      target.place.cityId,
      `UPDATE room_register SET taken_back_on = '2021-01-01' WHERE room_id = $1 AND kind = 'CONCERNS'`,
      [target.refs['room']],
    );
    return {
      input: { roomId: gid('Room', target, target.refs['room']!), kinds: ['CONCERNS'], keptFrom: today() },
    };
  },
  roomRegisterEnd: async (planted, target) => ({
    input: {
      id: gid('RoomRegister', target, await planted.fresh('room_register', target, KEPT)),
      expectedVersion: 1,
      keptTo: today(),
      reason: '测试停用',
    },
  }),
  roomRegisterCorrect: async (planted, target) => ({
    input: {
      id: gid('RoomRegister', target, await planted.fresh('room_register', target, KEPT)),
      expectedVersion: 1,
      isTakenBack: true,
      reason: '测试撤回',
    },
  }),
};
