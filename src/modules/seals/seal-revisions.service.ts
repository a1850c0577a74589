import { defineLoader } from '../../kernel/loader.js';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.js';
import { MAX_PAGE, type Edge, type Page, toPage } from '../../kernel/page.js';
import { badInput } from '../../kernel/errors.js';
import { kernelMessages } from '../../kernel/messages.js';
import type { RequestContext } from '../../kernel/request-context.js';
import type { PlaceThen, SealedNumber } from '../comparison/reading/as-of.port.js';
import { type ExplainedRecord, lateEntries, numbersOfRoom } from '../comparison/answers/sealable.service.js';
import type { Seal, SealedValue } from './seal.entity.js';
import { placesOfSeal, valuesOfSeal } from './seal.loaders.js';
import { placeThen } from './seal-reader.service.js';

/** A sealed number that is another one today. */
export interface Revision {
  readonly seal: Seal;
  readonly roomId: string;
  readonly metricId: string;
  readonly asSealed: PlaceThen;
  readonly sealed: SealedNumber;
  readonly current: SealedNumber;
}

const SHOWN = [
  'value',
  'bound',
  'numerator',
  'denominator',
  'denominatorAsOf',
  'suppressedReason',
  'carriedForward',
] as const;
/** Two MIXes of the same share may be made of other parts. */
const partsOf = ({ parts }: SealedNumber): string =>
  JSON.stringify(parts?.map(({ key, count }) => [key, count]) ?? null);
const differ = (a: SealedNumber, b: SealedNumber): boolean =>
  SHOWN.some((key) => a[key] !== b[key]) || partsOf(a) !== partsOf(b);

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** What is sealed is never changed. One reason has another name since registers are kept one by one. */
const numberOf = (value: SealedValue): SealedNumber =>
  ({
    ...value,
    suppressedReason: value.suppressedReason === 'INCOMPLETE_RECORDS' ? 'NOT_RECORDED' : value.suppressedReason,
  }) as unknown as SealedNumber;

/**
 * In the order of the official codes of then, and of the metrics' ids. A metric that left the catalogue has no current
 * number and no revision.
 */
async function revisionsOf(ctx: RequestContext, seal: Seal): Promise<Revision[]> {
  const [places, values] = await Promise.all([ctx.load(placesOfSeal, seal.id), ctx.load(valuesOfSeal, seal.id)]);
  const byRoom = grouped(values, (value: SealedValue) => value.roomId);
  const span = { from: seal.periodFrom, to: seal.periodTo };
  const numbers = new Map(
    await Promise.all(
      [...byRoom.keys()].map(
        async (roomId) => [roomId, (await ctx.load(numbersOfRoom, { roomId, span }))?.values] as const,
      ),
    ),
  );
  return places.flatMap((place) =>
    (byRoom.get(place.roomId ?? '') ?? []).flatMap((value): Revision[] => {
      const sealed = numberOf(value);
      const current = numbers.get(value.roomId)?.get(value.metricId);
      return current && differ(sealed, current)
        ? [{ seal, roomId: value.roomId, metricId: value.metricId, asSealed: placeThen(place), sealed, current }]
        : [];
    }),
  );
}

/** @throws BAD_USER_INPUT for a page that is too long or a cursor of another list */
export async function pageOfRevisions(
  ctx: RequestContext,
  seal: Seal,
  { first, after }: { first: number; after?: string | null },
): Promise<Page<Revision>> {
  if (first < 0 || first > MAX_PAGE)
    throw badInput(kernelMessages.firstOutOfRange(MAX_PAGE), {
      argument: 'first',
    });
  const position = after ? decodeCursor(after, ['text', 'text']) : null;
  const all = (await revisionsOf(ctx, seal)).map((node): Edge<Revision> => ({
    node,
    cursor: encodeCursor([node.asSealed.code, node.metricId]),
  }));
  const start = position
    ? all.findIndex(
        (edge) =>
          edge.node.asSealed.code > position[0]! ||
          (edge.node.asSealed.code === position[0] && edge.node.metricId > position[1]!),
      )
    : 0;
  return toPage(start < 0 ? [] : all.slice(start), { first, after: after ?? null }, async () => all.length);
}

const keyOf = ({ seal, metricId, roomId }: Revision): string => `${seal.id} ${metricId} ${roomId}`;

/** The late entries of revisions: one statement a metric and period. */
export const lateEntriesOf = defineLoader<Revision, readonly ExplainedRecord[]>(
  'lateEntriesOf',
  async (ctx, revisions) => {
    const groups = [
      ...grouped(revisions, ({ seal, metricId }) => `${metricId} ${seal.periodFrom} ${seal.periodTo}`).values(),
    ];
    const found = new Map<string, readonly ExplainedRecord[]>();
    await Promise.all(
      groups.map(async (group) => {
        const { seal, metricId } = group[0]!;
        const asks = group.map((revision) => ({
          key: keyOf(revision),
          roomId: revision.roomId,
          since: revision.seal.sealedAt,
        }));
        for (const [key, entries] of await lateEntries(ctx, metricId, asks, {
          from: seal.periodFrom,
          to: seal.periodTo,
        }))
          found.set(key, entries);
      }),
    );
    return revisions.map((revision) => found.get(keyOf(revision))!);
  },
  keyOf,
);
