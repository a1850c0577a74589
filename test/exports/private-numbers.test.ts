import { GrantRole } from '../../src/kernel/grant-role.js';
import type { PlaceRef } from '../support/world.js';
import { ExportWorld } from './export-world.js';

const NUMBER = '19912345678';
/** The mark that `fill` puts before each text. */
const MARK = `电话${NUMBER}，`;

describe('a private number in an export', () => {
  let exports: ExportWorld;
  let city: PlaceRef;
  let community: PlaceRef;
  beforeAll(async () => {
    exports = await ExportWorld.start();
    city = await exports.world.city();
    community = await exports.world.community(await exports.world.street(city));
    await exports.fill(community, MARK);
  });
  afterAll(() => exports.stop());

  it.each(['SUGGESTIONS', 'CONCERNS', 'TOPICS', 'SESSIONS'])('of %s is masked above the room', async (kind) => {
    const committee = await exports.world.account(GrantRole.CITY_COMMITTEE, city);
    for (const format of ['CSV', 'JSONL']) {
      const { status, text } = await exports.take(committee, { kind, within: city.code, format });
      expect([status, text.includes(NUMBER), text.includes('199****5678')]).toEqual([200, false, true]);
    }
  });

  it.each(['SUGGESTIONS', 'CONCERNS', 'TOPICS', 'SESSIONS'])('of %s is whole for the room (control)', async (kind) => {
    const clerk = await exports.world.account(GrantRole.CLERK, community);
    const { status, text } = await exports.take(clerk, { kind, within: community.code, format: 'CSV' });
    expect([status, text.includes(NUMBER)]).toEqual([200, true]);
  });
});
