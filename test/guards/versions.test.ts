import { getNamedType, isInputObjectType } from 'graphql';
import { PlantedWorld } from '../support/planted-world.js';
import { contentHash, mutationText } from './isolation/attempt.js';
import { builders } from './isolation/inputs.js';
import { mutationOf } from './isolation/matrix.js';
import { reaches, readRights, relationOf } from './isolation/rights.js';
import { selfInputs } from './isolation/self.js';
import { type MatrixViewer, everyViewer } from './isolation/viewers.js';

/** Far enough from the version of any planted row. */
const AHEAD = 7;

interface Attempt { readonly viewer: MatrixViewer; readonly input: Record<string, unknown> }

describe('a stale expectedVersion', () => {
  let planted: PlantedWorld;
  let viewers: MatrixViewer[];
  const lines = readRights().mutations;

  beforeAll(async () => {
    planted = await PlantedWorld.start();
    viewers = await everyViewer(planted);
  });
  afterAll(() => planted?.stop());

  /** The mutations whose input asks for a version, as the schema has them. */
  const versioned = (): string[] => Object.values(planted.world.server.schema.getMutationType()!.getFields())
    .filter(({ args: [input] }) => {
      const type = input && getNamedType(input.type);
      return isInputObjectType(type) && 'expectedVersion' in type.getFields();
    }).map(({ name }) => name);

  /** An attempt of somebody whom docs/rights.md allows it, on a fresh object with its own version. */
  async function attempt(name: string): Promise<Attempt> {
    for (const line of lines.filter((candidate) => mutationOf(candidate) === name)) {
      for (const viewer of viewers.filter(({ place }) => place)) {
        const ofAll = selfInputs[line.name];
        if (ofAll && !line.cells[viewer.who].has('–')) return { viewer, input: (await ofAll(planted, viewer))! };
        const builder = builders[line.name];
        for (const target of builder ? planted.places.filter(({ place }) => reaches(line.cells[viewer.who], relationOf(viewer.place!, place))) : []) {
          const { input, at } = await builder!(planted, target);
          if (!at || reaches(line.cells[viewer.who], relationOf(viewer.place!, at))) return { viewer, input };
        }
      }
    }
    throw new Error(`Nobody may ${name} by docs/rights.md, or no builder makes its input.`);
  }

  const errorsOf = async ({ viewer, input }: Attempt, name: string): Promise<unknown> => {
    const answer = await viewer.api.ask(mutationText(planted.world.server.schema, name), { input });
    const errors = answer.data?.[name]?.errors as { code: string; path: string[] }[] | undefined;
    return errors?.map(({ code, path }) => [code, path.join('.')]) ?? answer.text;
  };

  it('is CONFLICT at input.expectedVersion in every mutation that takes one, and changes no row; the right one goes through (control)', async () => {
    const names = versioned();
    const found: Record<string, unknown> = {};
    for (const name of names) {
      const { viewer, input } = await attempt(name);
      const before = await contentHash(planted);
      const stale = await errorsOf({ viewer, input: { ...input, expectedVersion: Number(input['expectedVersion']) + AHEAD } }, name);
      const isUntouched = (await contentHash(planted)) === before;
      const right = await errorsOf({ viewer, input }, name);
      found[name] = { stale, isUntouched, right, isWritten: (await contentHash(planted)) !== before };
    }
    const asItShould = { stale: [['CONFLICT', 'input.expectedVersion']], isUntouched: true, right: [], isWritten: true };
    expect(found).toEqual(Object.fromEntries(names.map((name) => [name, asItShould])));
    expect(names.length).toBeGreaterThanOrEqual(20);
  });
});
