import { fixedText } from '../../kernel/statement-text.js';
import { UserError, notFound } from '../../kernel/errors.js';
import { expectVersion } from '../../kernel/expect.js';
import { idOf } from '../../kernel/global-id.js';
import { todayInShanghai } from '../../kernel/imprecise-date.js';
import { byId } from '../../kernel/loader.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { rowUpdate } from '../../kernel/row-update.js';
import { optionalText, requiredText } from '../../kernel/text-input.js';
import { placeMessages } from './messages.js';
import { MAX_PLACE_NAME } from './place-check.service.js';
import { Place } from './place.entity.js';
import { PlaceChangeKind, PlaceKind, StreetKind } from './place.enums.js';
import type { PlaceKindSetInput, PlaceMergeInput, PlaceMoveInput, PlaceRenameInput } from './place.inputs.js';
import { kindNamed, kindsOf } from './place-kind.service.js';
import { otherNamesWith } from './place-names.service.js';
import { MOVE_BELOW, PARENT_LEVELS, childPath } from './place-path.service.js';
import { PlaceChange } from './place-records.entity.js';
import { placePolicy } from './place.policy.js';

const SIBLINGS = fixedText('paths of siblings', 'SELECT path FROM place WHERE parent_id = $1');
const HOLD_PARENT = fixedText('hold a parent place', 'SELECT id FROM place WHERE id = $1 FOR UPDATE');
const RENAME = rowUpdate(Place, ['name', 'kind', 'otherNames']);
const SET_KIND = rowUpdate(Place, ['kind']);
const MOVE_UNDER = rowUpdate(Place, ['parentId', 'path', 'closedOn', 'successorId']);
const OPEN_CHILD = fixedText(
  'an open place below',
  'SELECT name FROM place WHERE parent_id = $1 AND closed_on IS NULL LIMIT 1',
);

const ROOM_BELOW = fixedText(
  'a room at a place or below',
  `SELECT name FROM room WHERE place_path >= $1 AND place_path < $1 || '~' LIMIT 1`,
);

/** A place as the subject of an audit entry. The entry belongs to the place itself. */
export type Subject = Place & { readonly placeId: string; readonly placePath: string };
export const asSubject = (place: Place): Subject => ({ ...place, placeId: place.id, placePath: place.path });

/** @throws NOT_FOUND when it is missing or not the viewer's to see. */
export async function getPlace(ctx: RequestContext, globalId: string): Promise<Place> {
  const place = await ctx.load(byId(Place), idOf(globalId, 'City', 'District', 'Street', 'Community'));
  if (!place) throw notFound();
  return place;
}

/** The place an administrator is about to change: still open, at the version that was looked at. */
async function getForChange(
  ctx: RequestContext,
  input: { id: string; expectedVersion: number; happenedOn: string },
): Promise<Place> {
  const place = await getPlace(ctx, input.id);
  placePolicy.assert('keep', ctx, { placePath: place.path });
  expectVersion(place, input.expectedVersion);
  assertOpenPlace(place, ['input', 'id']);
  if (input.happenedOn > todayInShanghai())
    throw new UserError('DATE_IN_FUTURE', placeMessages.changeDayInFuture, ['input', 'happenedOn']);
  return place;
}

function assertOpenPlace(place: Place, path: readonly string[]): void {
  if (place.closedOn) throw new UserError('PLACE_CLOSED', placeMessages.placeClosed(place.name), path);
}

export async function renamePlace(ctx: RequestContext, input: PlaceRenameInput): Promise<Subject> {
  const place = await getForChange(ctx, input);
  const name = requiredText(input.name, MAX_PLACE_NAME, ['input', 'name']);
  if (name === place.name) throw new UserError('NAME_UNCHANGED', placeMessages.nameUnchanged, ['input', 'name']);
  // 镇 to 街道, 村 to 社区: where the new name shows a kind, the kind follows it.
  await ctx.update(RENAME, place, {
    name,
    kind: kindAfterRename(place, name),
    otherNames: otherNamesWith(name, place.otherNames, place.name),
  });
  return remember(ctx, place, input, PlaceChangeKind.RENAMED);
}

/** The kind that the new name says. A name takes no place out of counting. */
function kindAfterRename(place: Place, name: string): Place['kind'] {
  const named = kindNamed(place.level, name);
  return named && named !== StreetKind.STATISTICAL_ONLY ? named : place.kind;
}

/** Says what a street or a community is. An import leaves it so. */
export async function setPlaceKind(ctx: RequestContext, input: PlaceKindSetInput): Promise<Subject> {
  const place = await getForChange(ctx, input);
  const path = ['input', 'kind'];
  const kinds = kindsOf(place.level);
  if (!kinds.includes(input.kind))
    throw new UserError('KIND_OF_OTHER_LEVEL', placeMessages.kindOfOtherLevel(place.name, input.kind, kinds), path);
  if ((input.kind as string) === place.kind)
    throw new UserError('KIND_UNCHANGED', placeMessages.kindUnchanged(place.name, input.kind), path);
  requiredText(input.reason, 200, ['input', 'reason']);
  if (input.kind === PlaceKind.STATISTICAL_ONLY) await assertNoRoom(ctx, place);
  await ctx.update(SET_KIND, place, { kind: input.kind as unknown as Place['kind'] });
  return remember(ctx, place, input, PlaceChangeKind.KIND_CHANGED);
}

/** A unit of the statistics owns no room: one that is there would leave every comparison. */
async function assertNoRoom(ctx: RequestContext, place: Place): Promise<void> {
  const [room] = await ctx.rows<{ name: string }>({ text: ROOM_BELOW, values: [place.path] });
  if (room) throw new UserError('PLACE_HAS_ROOM', placeMessages.placeHasRoom(place.name, room.name), ['input', 'kind']);
}

export async function movePlace(ctx: RequestContext, input: PlaceMoveInput): Promise<Subject> {
  const place = await getForChange(ctx, input);
  const parent = await getPlace(ctx, input.newParentId);
  assertOpenPlace(parent, ['input', 'newParentId']);
  if (!PARENT_LEVELS[place.level].includes(parent.level))
    throw new UserError('PLACE_PARENT_LEVEL', placeMessages.parentLevelUnfit(place.name, parent.name), [
      'input',
      'newParentId',
    ]);
  if (place.parentId === parent.id)
    throw new UserError('PLACE_ALREADY_THERE', placeMessages.alreadyUnderParent(place.name, parent.name), [
      'input',
      'newParentId',
    ]);
  await moveUnder(ctx, place, parent, {});
  return remember(ctx, place, input, PlaceChangeKind.MOVED);
}

/** Closes a place and hangs it under the one that takes over; its records stay its own. */
export async function mergePlace(ctx: RequestContext, input: PlaceMergeInput): Promise<Subject> {
  const place = await getForChange(ctx, input);
  const successor = await getPlace(ctx, input.successorId);
  assertOpenPlace(successor, ['input', 'successorId']);
  if (successor.level !== place.level || successor.id === place.id)
    throw new UserError('PLACE_SUCCESSOR_LEVEL', placeMessages.successorUnfit, ['input', 'successorId']);
  const [open] = await ctx.rows<{ name: string }>({ text: OPEN_CHILD, values: [place.id] });
  if (open)
    throw new UserError('PLACE_HAS_CHILDREN', placeMessages.placesStillBelow(place.name, open.name), ['input', 'id']);
  await moveUnder(ctx, place, successor, { closedOn: input.happenedOn, successorId: successor.id });
  return remember(ctx, place, input, PlaceChangeKind.MERGED);
}

/** The new parent is locked, so that two places coming under it at once are numbered one after the other. */
async function moveUnder(ctx: RequestContext, place: Place, parent: Place, more: Partial<Place>): Promise<void> {
  await ctx.rows({ text: HOLD_PARENT, values: [parent.id] });
  const siblings = await ctx.rows<{ path: string }>({ text: SIBLINGS, values: [parent.id] });
  const taken = new Set(siblings.map((sibling) => sibling.path));
  const path = childPath(parent.path, place.code, (candidate) => taken.has(candidate));
  await ctx.update(MOVE_UNDER, place, { ...more, parentId: parent.id, path });
  await ctx.rows({ text: MOVE_BELOW, values: [place.path, path] });
}

const MOVES: ReadonlySet<PlaceChangeKind> = new Set([PlaceChangeKind.MOVED, PlaceChangeKind.MERGED]);

/** What was before goes into the place's history. */
async function remember(
  ctx: RequestContext,
  before: Place,
  input: { happenedOn: string; reason?: string | null },
  kind: PlaceChangeKind,
): Promise<Subject> {
  const place = await ctx.reread(Place, before.id);
  await ctx.insert(PlaceChange, {
    placeId: place.id,
    placePath: place.path,
    kind,
    happenedOn: input.happenedOn,
    reason: optionalText(input.reason, 200, ['input', 'reason']),
    formerName: kind === PlaceChangeKind.RENAMED ? before.name : null,
    formerParentId: MOVES.has(kind) ? before.parentId : null,
    formerKind: kind === PlaceChangeKind.KIND_CHANGED ? before.kind : null,
  });
  return asSubject(place);
}
