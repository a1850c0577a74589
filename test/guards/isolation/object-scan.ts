import type { GraphQLObjectType } from 'graphql';
import { defaultLimits } from '../../../src/graphql/limits.js';
import { snakeCase, tableOf } from '../../../src/kernel/columns.js';
import { toGlobalId } from '../../../src/kernel/global-id.js';
import { entities } from '../../../src/modules/registry.js';
import type { PlantedRow, PlantedWorld } from '../../support/planted-world.js';
import { Scanner } from './scanner.js';
import { documentsFor, nodeTypes } from './selections.js';
import type { MatrixViewer } from './viewers.js';
import type { Visibility } from './visibility.js';

const LEVELS: Readonly<Record<string, string>> = {
  City: 'CITY',
  District: 'DISTRICT',
  Street: 'STREET',
  Community: 'COMMUNITY',
};

/** Types whose rows have no entity. */
const TABLES: Readonly<Record<string, string>> = { ServiceToken: 'access_token' };

/** The planted rows behind a type of the schema. */
export function rowsOf(planted: PlantedWorld, typeName: string): PlantedRow[] {
  const level = LEVELS[typeName];
  const entity = entities.find((candidate) => candidate.name === typeName);
  const table = level ? 'place' : (TABLES[typeName] ?? (entity && tableOf(entity)));
  return [...planted.rows.values()].filter((row) => row.table === table && (!level || row.place.level === level));
}

export const idsOf = (type: string, rows: readonly PlantedRow[]): string[] =>
  rows.map((row) => toGlobalId(type, row.place.cityId, row.id));

export interface ObjectScan {
  cells: number;
  readonly scanner: Scanner;
  readonly denials: string[];
}

/**
 * Every viewer asks every field of every planted object of these types; one level of what hangs on it comes with it.
 */
export async function scanObjects(
  planted: PlantedWorld,
  viewers: readonly MatrixViewer[],
  visibility: Visibility,
  only?: readonly string[],
): Promise<ObjectScan> {
  const { schema } = planted.world.server;
  const scan: ObjectScan = { cells: 0, scanner: new Scanner(planted, visibility), denials: [] };
  for (const type of nodeTypes(schema).filter(({ name }) => !only || only.includes(name))) {
    const ids = idsOf(type.name, rowsOf(planted, type.name));
    const documents = documentsFor(schema, type, ids, defaultLimits.maxCost * 0.9);
    for (const viewer of viewers) {
      for (const { query, fields } of documents) {
        const answer = await viewer.api.ask(query, { ids });
        if (answer.codes.includes('BAD_USER_INPUT')) throw new Error(`${type.name}: ${answer.text.slice(0, 500)}`);
        scan.scanner.scan(viewer, answer, type.name);
        scan.cells += fields * ids.length;
      }
      scan.denials.push(...missing(planted, viewer, visibility, type, scan.scanner));
    }
  }
  return scan;
}

/** Texts of the type that the viewer must see but did not. */
function missing(
  planted: PlantedWorld,
  viewer: MatrixViewer,
  visibility: Visibility,
  type: GraphQLObjectType,
  scanner: Scanner,
): string[] {
  const exposed = new Set(Object.keys(type.getFields()).map(snakeCase));
  const rows = new Set(rowsOf(planted, type.name));
  return [...planted.canaries.values()]
    .filter(
      (canary) =>
        rows.has(canary.row) &&
        exposed.has(canary.column) &&
        visibility.text(viewer, canary) &&
        !scanner.seen.get(viewer.label)?.has(canary.token),
    )
    .map((canary) => `${viewer.label} does not get ${type.name}.${canary.column} at ${canary.row.place.code}`);
}
