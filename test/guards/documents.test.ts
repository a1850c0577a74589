import { World } from '../support/world.js';

const VALID = '{ viewer { account { id } } }';
const UNKNOWN_FIELD = '{ viewer { nickname } }';

describe('a document that a test sends', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world?.stop());

  it('fails the test when it is not valid, unless that is what is tested', async () => {
    for (const document of [UNKNOWN_FIELD, '{ viewer {', '{ room { id } }']) {
      await expect(world.anonymous.ask(document)).rejects.toThrow('No valid document');
      expect((await world.anonymous.askInvalid(document)).codes[0]).toBe('BAD_USER_INPUT');
    }
  });

  it('is answered when it is valid, also with an error (control)', async () => {
    expect((await world.anonymous.ask(VALID)).errors).toEqual([]);
    expect((await world.anonymous.ask('{ room(id: "nonsense") { id } }')).codes).toEqual(['BAD_USER_INPUT']);
    await expect(world.anonymous.askInvalid(VALID)).rejects.toThrow('A valid document');
  });
});
