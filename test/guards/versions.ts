import { type GraphQLSchema, getNamedType, isInputObjectType } from 'graphql';
import type { PlantedWorld } from '../support/planted-world.js';
import { contentHash, mutationText, tablesChanged } from './isolation/attempt.js';
import { builders } from './isolation/inputs.js';
import { mutationOf } from './isolation/matrix.js';
import { reaches, readRights, relationOf } from './isolation/rights.js';
import { selfInputs } from './isolation/self.js';
import type { MatrixViewer } from './isolation/viewers.js';

/** A number far above the version of any planted row. */
const AHEAD = 7;

interface Attempt {
  readonly viewer: MatrixViewer;
  readonly input: Record<string, unknown>;
}

/** The mutations whose input asks for a version, as the schema has them. */
export const versioned = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getMutationType()!.getFields())
    .filter(({ args: [input] }) => {
      const type = input && getNamedType(input.type);
      return isInputObjectType(type) && 'expectedVersion' in type.getFields();
    })
    .map(({ name }) => name);

/** An attempt by an allowed viewer, on a new object with its version. */
async function attempt(planted: PlantedWorld, viewers: readonly MatrixViewer[], name: string): Promise<Attempt> {
  for (const line of readRights().mutations.filter((candidate) => mutationOf(candidate) === name)) {
    for (const viewer of viewers.filter(({ place }) => place)) {
      const ofAll = selfInputs[line.name];
      if (ofAll && !line.cells[viewer.who].has('–')) return { viewer, input: (await ofAll(planted, viewer))! };
      const builder = builders[line.name];
      for (const target of builder
        ? planted.places.filter(({ place }) => reaches(line.cells[viewer.who], relationOf(viewer.place!, place)))
        : []) {
        const { input, at } = await builder!(planted, target);
        if (!at || reaches(line.cells[viewer.who], relationOf(viewer.place!, at))) return { viewer, input };
      }
    }
  }
  throw new Error(`Nobody may ${name} by docs/rights.md, or no builder makes its input.`);
}

async function errorsOf(planted: PlantedWorld, { viewer, input }: Attempt, name: string): Promise<unknown> {
  const answer = await viewer.api.ask(mutationText(planted.world.server.schema, name), { input });
  const errors = answer.data?.[name]?.errors as { code: string; path: string[] }[] | undefined;
  return errors?.map(({ code, path }) => [code, path.join('.')]) ?? answer.text;
}

export interface VersionAnswers {
  readonly stale: unknown;
  /** The tables that the attempt with an old version changed. */
  readonly changed: readonly string[];
  readonly right: unknown;
  readonly isWritten: boolean;
}
export const AS_IT_SHOULD: VersionAnswers = {
  stale: [['CONFLICT', 'input.expectedVersion']],
  changed: [],
  right: [],
  isWritten: true,
};

/** Runs one mutation with an old version, and then with the right one. */
export async function answersToVersions(
  planted: PlantedWorld,
  viewers: readonly MatrixViewer[],
  name: string,
): Promise<VersionAnswers> {
  const { viewer, input } = await attempt(planted, viewers, name);
  const before = await contentHash(planted);
  const stale = await errorsOf(
    planted,
    { viewer, input: { ...input, expectedVersion: Number(input['expectedVersion']) + AHEAD } },
    name,
  );
  const changed = tablesChanged(before, await contentHash(planted));
  const right = await errorsOf(planted, { viewer, input }, name);
  return { stale, changed, right, isWritten: (await contentHash(planted)) !== before };
}
