import { isReadable } from './columns.js';
import { encodeCursor, partsOfCursor } from './cursor.js';
import { badInput } from './errors.js';
import type { LoaderDefinition, LoadingContext } from './loader-definition.js';
import { defineLoader } from './loader.js';
import { kernelMessages } from './messages.js';
import { type PageDefinition, type PageRequest, countStatement, pageStatement } from './page-text.js';

export type { PageDefinition, PageRequest };

export interface Edge<T> {
  readonly node: T;
  readonly cursor: string;
}
export interface Page<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  /** Runs a count only when the field is selected. */
  totalCount(): Promise<number>;
}

interface PageKey {
  readonly key: string;
  readonly request: PageRequest;
}
interface Loaders<T> {
  readonly page: LoaderDefinition<PageKey, Page<T>>;
  readonly count: LoaderDefinition<PageKey, number>;
}
type SortedRow = Record<string, unknown> & { parentKey: string };

const defined = new WeakMap<PageDefinition<object>, Loaders<never>>();
export const MAX_PAGE = 100;

/**
 * Checks `first` and `after`. Call it before the first query, so that no statement runs when it fails.
 * @throws BAD_USER_INPUT
 */
export function checkRequest(
  definition: Pick<PageDefinition<object>, 'sort'>,
  request: PageRequest,
  maximum = MAX_PAGE,
): void {
  if (!Number.isInteger(request.first) || request.first < 0 || request.first > maximum) {
    throw badInput(kernelMessages.firstOutOfRange(maximum), {
      argument: 'first',
    });
  }
  if (request.after) partsOfCursor(request.after, definition.sort);
}

/** Loads a page of a list. Pages of many parents with equal arguments share one statement. */
export async function loadPage<T extends object>(
  ctx: LoadingContext,
  definition: PageDefinition<T>,
  key: string,
  request: PageRequest,
  maximum = MAX_PAGE,
): Promise<Page<T>> {
  checkRequest(definition, request, maximum);
  return ctx.load(loadersOf(definition).page, { key, request });
}

function loadersOf<T extends object>(definition: PageDefinition<T>): Loaders<T> {
  let loaders = defined.get(definition as never) as Loaders<T> | undefined;
  if (!loaders) {
    const cacheKey = (key: PageKey): string => `${key.key} ${argumentsOf(key)}`;
    const count = defineLoader<PageKey, number>(
      `${definition.name}.count`,
      (ctx, keys) => perArguments(keys, (group) => countRows(ctx, definition, group)),
      (key) => `${key.key} ${JSON.stringify(key.request.filter ?? {})}`,
    );
    const page = defineLoader<PageKey, Page<T>>(
      definition.name,
      (ctx, keys) => perArguments(keys, (group) => readPages(ctx, definition, group, count)),
      cacheKey,
    );
    loaders = { page, count };
    defined.set(definition as never, loaders as never);
  }
  return loaders;
}

const argumentsOf = (key: PageKey): string =>
  JSON.stringify([key.request.first, key.request.after ?? null, key.request.filter ?? {}]);

/** Runs one statement for each set of arguments. Aliased fields may ask for one list with different arguments. */
async function perArguments<V>(
  keys: readonly PageKey[],
  run: (group: readonly PageKey[]) => Promise<V[]>,
): Promise<V[]> {
  const groups = new Map<string, number[]>();
  keys.forEach((key, index) => groups.set(argumentsOf(key), [...(groups.get(argumentsOf(key)) ?? []), index]));
  const answers: V[] = [];
  await Promise.all(
    [...groups.values()].map(async (indexes) => {
      const values = await run(indexes.map((index) => keys[index]!));
      indexes.forEach((index, position) => {
        answers[index] = values[position]!;
      });
    }),
  );
  return answers;
}

async function readPages<T extends object>(
  ctx: LoadingContext,
  definition: PageDefinition<T>,
  group: readonly PageKey[],
  count: LoaderDefinition<PageKey, number>,
): Promise<Page<T>[]> {
  const { request } = group[0]!;
  const { reader } = ctx.viewer;
  if (!isReadable(definition.entity, reader)) return group.map(() => toPage([], request, async () => 0));
  const rows = await ctx.rows<SortedRow>(
    pageStatement(
      definition as never,
      request,
      group.map((item) => item.key),
      reader === 'app_public' ? 'public' : 'all',
    ),
  );
  const byKey = new Map<string, SortedRow[]>(group.map((item) => [item.key, []]));
  for (const row of rows) byKey.get(row.parentKey)?.push(row);
  return group.map((item) =>
    toPage<T>(
      byKey.get(item.key)!.map((row) => ({ node: row as unknown as T, cursor: cursorOf(definition, row) })),
      request,
      () => ctx.load(count, item),
    ),
  );
}

async function countRows<T extends object>(
  ctx: LoadingContext,
  definition: PageDefinition<T>,
  group: readonly PageKey[],
): Promise<number[]> {
  const rows = await ctx.rows<{ parentKey: string; count: number }>(
    countStatement(
      definition as never,
      group[0]!.request,
      group.map((item) => item.key),
    ),
  );
  const byKey = new Map(rows.map((row) => [row.parentKey, row.count]));
  return group.map((item) => byKey.get(item.key) ?? 0);
}

export function toPage<T>(edges: readonly Edge<T>[], request: PageRequest, totalCount: () => Promise<number>): Page<T> {
  const shown = edges.slice(0, request.first);
  return {
    edges: shown,
    nodes: shown.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: edges.length > request.first,
      hasPreviousPage: Boolean(request.after),
      startCursor: shown[0]?.cursor ?? null,
      endCursor: shown.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}

const cursorOf = (definition: PageDefinition<object>, row: SortedRow): string =>
  encodeCursor(definition.sort.map((_, index) => String(row[`sort${index}`])));
