import { World } from '../../support/world.js';
import { PUBLIC_VIEWER } from '../../../src/kernel/viewer.js';
import { fixedText } from '../../../src/kernel/statement-text.js';

const OWN = { text: 'SELECT 1 AS nobody_lists_this', values: [] };
const LISTED = { text: fixedText('of this test', 'SELECT 1 AS this_test_lists_it'), values: [] };

/** Each world of the suite ends with an error when the server has sent a text that the code does not list. */
describe('a test world', () => {
  const after = async (work: (world: World) => Promise<unknown>): Promise<string> => {
    const world = await World.start();
    await work(world);
    return world.stop().then(
      () => 'ends well',
      (error: Error) => error.message,
    );
  };

  it('notices a text that is not listed, in a read and in a write', async () => {
    const inRead = await after(({ server }) => server.database.read(PUBLIC_VIEWER, [LISTED, OWN]));
    expect(inRead).toBe(`statements that the code does not list: ${OWN.text}`);
    const inWrite = await after(({ server }) => server.database.write(PUBLIC_VIEWER, (tx) => tx.rows(OWN)));
    expect(inWrite).toBe(`statements that the code does not list: ${OWN.text}`);
  });

  it('ends well after listed ones, and where a test says that it sends its own', async () => {
    expect(await after(({ server }) => server.database.read(PUBLIC_VIEWER, [LISTED]))).toBe('ends well');
    expect(
      await after((world) => {
        world.sendsOwnTexts = true;
        return world.server.database.read(PUBLIC_VIEWER, [OWN]);
      }),
    ).toBe('ends well');
  });
});
