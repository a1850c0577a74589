import { fixedText } from '../../kernel/statement-text.js';
import { notFound, UserError } from '../../kernel/errors.js';
import { getById } from '../../kernel/expect.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { requiredText } from '../../kernel/text-input.js';
import { uuidv7 } from '../../kernel/uuid.js';
import { UnitKind } from './implementation.enums.js';
import type { UnitRecordInput } from './implementation.inputs.js';
import { implementationMessages } from './messages.js';
import { Unit } from './unit.entity.js';
import { unitByName } from './unit.loaders.js';
import { unitPolicy } from './unit.policy.js';

const ADD_UNIT = fixedText(
  'add a unit',
  'INSERT INTO unit (city_id, id, name, kind) VALUES ($1, $2, $3, $4) ON CONFLICT (city_id, name) DO NOTHING',
);

/**
 * One spelling for what people type: full-width letters and brackets become narrow, invisible characters go, and so do
 * spaces beside Chinese characters.
 */
export const normalUnitName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')
    .trim();

/** What is searched for, spelt as names are kept; null: nothing to search for. */
export const unitNameFilter = (name: string | null | undefined): string | null =>
  name ? normalUnitName(name) || null : null;

export async function recordUnit(ctx: RequestContext, input: UnitRecordInput): Promise<Unit> {
  unitPolicy.assert('record', ctx, { placePath: ctx.viewer.placePath! });
  return findOrMakeUnit(ctx, unitName(input.name, ['input', 'name']), input.kind);
}

const unitName = (name: string, path: readonly string[]): string => requiredText(normalUnitName(name), 100, path);

/** Of many that name a unit at once one makes it; the others wait for it and find it. */
async function findOrMakeUnit(ctx: RequestContext, name: string, kind: UnitKind): Promise<Unit> {
  const found = await ctx.load(unitByName, name);
  if (found) return found;
  await ctx.tx.rows({ text: ADD_UNIT, values: [ctx.cityId, uuidv7(), name, kind] });
  ctx.forget();
  const unit = await ctx.load(unitByName, name);
  if (!unit) throw notFound();
  return unit;
}

/** How a form names a unit: by the id of one that is there, or by its name. */
export interface UnitReference {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly path: readonly string[];
}

/**
 * The units' uuids, in the order asked for; new names become units of kind OTHER.
 * @throws NOT_FOUND; UserError UNIT_MISSING, UNIT_NAMED_TWICE, TEXT_TOO_LONG
 */
export async function resolveUnits(ctx: RequestContext, references: readonly UnitReference[]): Promise<string[]> {
  const names = new Map(references.map((reference) => [reference, nameOf(reference)]));
  const made = new Map<string, string>();
  // In the order of their names: two requests that make the same units in different orders would wait for each other.
  for (const name of [...new Set(names.values())].sort())
    if (name) made.set(name, (await findOrMakeUnit(ctx, name, UnitKind.OTHER)).id);
  return Promise.all(
    references.map(
      async (reference) => made.get(names.get(reference) ?? '') ?? (await getById(ctx, Unit, reference.id!)).id,
    ),
  );
}

function nameOf({ id, name, path }: UnitReference): string | null {
  if (id && name) throw new UserError('UNIT_NAMED_TWICE', implementationMessages.unitNamedTwice, path);
  if (!id && !name?.trim()) throw new UserError('UNIT_MISSING', implementationMessages.unitMissing, path);
  return id ? null : unitName(name!, path);
}
