import { GrantRole } from '../../../src/kernel/grant-role.js';
import type { Api } from '../../support/api.js';
import type { RoomRef } from '../../support/world.js';
import { CommonGround } from '../ground.js';

/** Two sessions to which seven named people came; nobody else. */
const NAMED = 7;

describe('what is too small to be shown of people', () => {
  let ground: CommonGround;
  let room: RoomRef;
  let admin: Api;

  beforeAll(async () => {
    ground = await CommonGround.start();
    room = await ground.room();
    const { records } = ground;
    const topic = await records.topic(room, { from: '2024-02-01' });
    await records.session(room, topic, { from: '2024-03-10' }, { heads: { AFFECTED_PARTY: NAMED, CPPCC_MEMBER: 20 } });
    admin = await ground.world.account(GrantRole.CITY_ADMIN, ground.city);
  });
  afterAll(() => ground.stop());

  const parts = async (): Promise<any> =>
    await ground.committee.must(
      `query ($within: String!) {
    compareRooms(within: $within, period: {year: 2024}) { nodes { value(metric: ATTENDANCE_ROLES) {
    suppressedReason parts { key count } } } columns(metrics: [ATTENDANCE_ROLES]) { total { suppressedReason } } }
    summary(within: $within, period: {year: 2024}, metrics: [ATTENDANCE_ROLES]) { values { suppressedReason parts {
    key count } } } }`,
      { within: ground.city.code },
    );
  const adopt = (input: Record<string, unknown>): Promise<unknown> =>
    admin.must(
      'mutation ($input: ComparisonSettingsAdoptInput!) { comparisonSettingsAdopt(input: $input) { errors { code } } }',
      { input },
    );

  it(
    'is what the city says: with k of 5 seven may be shown, with 10 they may not, in rooms, totals and summaries ' +
      'alike',
    async () => {
      const before = await parts();
      const counted = (list: { key: string; count: number | null }[] | null): number | null =>
        list?.find(({ key }) => key === 'AFFECTED_PARTY')?.count ?? null;
      expect(counted(before.compareRooms.nodes[0].value.parts)).not.toBeNull();
      await adopt({ expectedVersion: 0, smallestGroup: 10, smallestPeerGroup: 10 });
      const after = await parts();
      expect(counted(after.compareRooms.nodes[0].value.parts)).toBeNull();
      expect(counted(after.summary.values[0].parts)).toBeNull();
      await adopt({ expectedVersion: 1, smallestGroup: 5 });
      expect(await parts()).toEqual(before);
    },
  );
});
