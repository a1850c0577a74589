import { RecordOrigin } from '../../kernel/record.js';
import { UserError } from '../../kernel/errors.js';
import { getById } from '../../kernel/expect.js';
import { DatePrecision, toInterval, todayInShanghai } from '../../kernel/imprecise-date.js';
import type { Provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { requiredText } from '../../kernel/text-input.js';
import { assertSuggestionOf } from '../outcomes/suggestion-answer.service.js';
import { Suggestion } from '../sessions/session.entity.js';
import { ImplementationItem, type ImplementationPlan, ItemCoUnit } from './implementation.entity.js';
import { ItemState } from './implementation.enums.js';
import type { ImplementationItemInput } from './implementation.inputs.js';
import { implementationMessages } from './messages.js';
import { type UnitReference, resolveUnits } from './unit.service.js';

export interface PlacedItemInput extends ImplementationItemInput {
  readonly path: readonly string[];
}
type PlanOfItems = Pick<ImplementationPlan, 'id' | 'placeId' | 'placePath' | 'topicId' | 'kind'>;

const MAX_ITEMS = 100;
const MAX_CO_UNITS = 20;

/** Today unless a day up to today is given. @throws UserError DATE_IN_FUTURE */
export const assignmentDay = (day: string | null | undefined): string =>
  day ? toInterval({ value: day, precision: DatePrecision.DAY }, ['input', 'assignedOn']).from : todayInShanghai();

/**
 * @returns the new items' uuids.
 * @throws NOT_FOUND; UserError ITEMS_MISSING, TOO_MANY, DUE_BEFORE_ASSIGNED, SUGGESTION_OF_OTHER_TOPIC, UNIT_MISSING,
 * UNIT_NAMED_TWICE
 */
export async function insertItems(
  ctx: RequestContext,
  plan: PlanOfItems,
  items: readonly PlacedItemInput[],
  assignedOn: string,
  source: Provenance,
): Promise<string[]> {
  assertCount(items.length);
  const references = items.map((item) => unitReferences(item, isResponsible(item, source)));
  const unitIds = await resolveUnits(ctx, references.flat());
  const ids: string[] = [];
  for (const [index, item] of items.entries()) {
    const [responsible, lead, ...co] = take(
      unitIds,
      references[index]!.length,
      isResponsible(item, source),
      Boolean(leadOf(item)),
    );
    ids.push(
      await insertItem(
        ctx,
        plan,
        item,
        { responsible: responsible ?? null, lead: lead ?? null, co: co as string[] },
        assignedOn,
        source,
      ),
    );
  }
  return ids;
}

/** A unit must be named, but where a published source does not name it. */
const isResponsible = (item: PlacedItemInput, { origin }: Provenance): boolean =>
  Boolean(item.responsibleUnitId || item.responsibleUnitName) ||
  (origin !== RecordOrigin.TAKEN_OVER && origin !== RecordOrigin.DERIVED);

/** The responsible unit first, the leading one next where it is named, then those that help. */
function unitReferences(item: PlacedItemInput, hasResponsible: boolean): UnitReference[] {
  const lead = leadOf(item);
  const co = [
    ...(item.coUnitIds ?? []).map((id) => ({ id, path: [...item.path, 'coUnitIds'] })),
    ...(item.coUnitNames ?? []).map((name) => ({ name, path: [...item.path, 'coUnitNames'] })),
  ];
  if (co.length > MAX_CO_UNITS) throw tooMany(MAX_CO_UNITS, co.length, [...item.path, 'coUnitNames']);
  const responsible = {
    id: item.responsibleUnitId,
    name: item.responsibleUnitName,
    path: [...item.path, 'responsibleUnitName'],
  };
  return [...(hasResponsible ? [responsible] : []), ...(lead ? [lead] : []), ...co];
}

const leadOf = (item: PlacedItemInput): UnitReference | null =>
  item.leadUnitId || item.leadUnitName
    ? { id: item.leadUnitId, name: item.leadUnitName, path: [...item.path, 'leadUnitName'] }
    : null;

function take(ids: string[], count: number, hasResponsible: boolean, hasLead: boolean): (string | null)[] {
  const own: (string | null)[] = ids.splice(0, count);
  const responsible = hasResponsible ? own.shift()! : null;
  const lead = hasLead ? own.shift()! : null;
  return [responsible, lead, ...own];
}

interface Units {
  readonly responsible: string | null;
  readonly lead: string | null;
  readonly co: readonly string[];
}

async function insertItem(
  ctx: RequestContext,
  plan: PlanOfItems,
  item: PlacedItemInput,
  units: Units,
  assignedOn: string,
  source: Provenance,
): Promise<string> {
  const { placeId, placePath } = plan;
  const id = await ctx.insert(ImplementationItem, {
    placeId,
    placePath,
    topicId: plan.topicId,
    planId: plan.id,
    planKind: plan.kind,
    suggestionId: await suggestionOf(ctx, plan, item),
    measure: requiredText(item.measure, 1_000, [...item.path, 'measure']),
    responsibleUnitId: units.responsible,
    leadUnitId: units.lead,
    assignedOn,
    dueOn: dueOn(item, assignedOn),
    state: ItemState.NOT_STARTED,
    ...source,
  });
  const helping = new Set(units.co.filter((unitId) => unitId !== units.responsible && unitId !== units.lead));
  for (const unitId of helping) await ctx.insert(ItemCoUnit, { placeId, placePath, itemId: id, unitId });
  return id;
}

async function suggestionOf(ctx: RequestContext, plan: PlanOfItems, item: PlacedItemInput): Promise<string | null> {
  if (!item.suggestionId) return null;
  const suggestion = await getById(ctx, Suggestion, item.suggestionId);
  assertSuggestionOf(suggestion, plan.topicId, [...item.path, 'suggestionId']);
  return suggestion.id;
}

function dueOn(item: PlacedItemInput, assignedOn: string): string | null {
  if (item.dueOn && item.dueOn < assignedOn) {
    throw new UserError('DUE_BEFORE_ASSIGNED', implementationMessages.dueBeforeAssigned(item.dueOn, assignedOn), [
      ...item.path,
      'dueOn',
    ]);
  }
  return item.dueOn ?? null;
}

function assertCount(count: number): void {
  if (count === 0) throw new UserError('ITEMS_MISSING', implementationMessages.itemsMissing, ['input', 'items']);
  if (count > MAX_ITEMS) throw tooMany(MAX_ITEMS, count, ['input', 'items']);
}

const tooMany = (maximum: number, count: number, path: readonly string[]): UserError =>
  new UserError('TOO_MANY', implementationMessages.tooMany(maximum, count), path);
