import {
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
} from 'graphql';
import { CodedError, UserError } from '../kernel/errors.js';
import { parseGlobalId } from '../kernel/global-id.js';
import { askedAt, askedBelow } from '../kernel/look-ahead.js';
import { type JournalEntry, KeyTaken, type Replayed, mutationJournal, nodeLoader } from '../kernel/journal.js';
import type { RequestContext } from '../kernel/request-context.js';
import { warningsFor } from './mutation-warnings.js';

type Resolve = GraphQLFieldResolver<unknown, RequestContext>;
type Payload = Record<string, unknown> & { errors: readonly unknown[] };

/**
 * Runs a mutation in one transaction: idempotency key, the mutation's own work, audit event, COMMIT.
 * Errors that the user can correct are returned in `errors`.
 */
export function mutationRunner(field: GraphQLField<unknown, RequestContext>, resolve: Resolve): Resolve {
  const { name: objectField, type } = objectFieldOf(field);
  const warningsOf = warningsFor(field);
  return async (source, args: { input?: { id?: string } }, ctx, info) => {
    const entry: JournalEntry = { field: field.name, responseName: String(info.path.key), input: args.input };
    const load = (object: Replayed): Promise<object | null> => ctx.service(nodeLoader)(ctx, object.type, object.id);
    const warnings = warningsOf(ctx, args.input, info);
    const isIdentity = askedAt(askedBelow(info), [objectField]).every((asked) =>
      asked.below.every(({ name }) => IDENTITY.has(name)),
    );
    try {
      const object = await ctx.write(async () => {
        const written = await work(
          ctx,
          entry,
          type,
          async () => ((await resolve(source, args, ctx, info)) as Payload)[objectField] as Record<string, unknown>,
        );
        // If only `id` and `__typename` are selected, the object is not read.
        if (isIdentity && !isAbstractType(type) && !warnings.needsRead) return { cityId: ctx.cityId, id: written.id };
        return ctx.readLast(async () => (await Promise.all([load(written), warnings.readWithObject()]))[0]);
      });
      return { [objectField]: object, errors: [], warnings: await warnings.of(object) };
    } catch (error) {
      // The key was used by an earlier request. Answer with its object in the current state.
      if (error instanceof KeyTaken) {
        const object = await load(await ctx.service(mutationJournal).former(ctx, entry));
        return { [objectField]: object, errors: [], warnings: await warnings.of(object) };
      }
      if (!(error instanceof UserError)) throw error;
      const subject = error.code === 'CONFLICT' && args.input?.id ? parseGlobalId(args.input.id) : null;
      const current = subject && (isAbstractType(type) || subject.type === type.name) ? await load(subject) : null;
      return {
        [objectField]: error.current ?? current,
        errors: [{ code: error.code, message: ctx.say(error.text), path: error.path }],
        warnings: [],
      };
    }
  };
}

/** Fields that need no read. */
const IDENTITY = new Set(['id', '__typename']);

async function work(
  ctx: RequestContext,
  entry: JournalEntry,
  type: GraphQLNamedType,
  run: () => Promise<Record<string, unknown>>,
): Promise<Replayed> {
  const journal = ctx.service(mutationJournal);
  journal.begin(ctx, entry);
  const row = await run().catch(async (error: unknown) => {
    // The work failed before any query was sent. Send the key now: a used key is more important than this error.
    if (ctx.origin.idempotencyKey && (error instanceof UserError || error instanceof CodedError)) await ctx.tx.settle();
    throw error;
  });
  const written = { type: concreteType(type, row), id: row['id'] as string };
  journal.finish(ctx, entry, { type: written.type, row });
  return written;
}

/** The type name of a written row. A payload may declare an interface (Place), but the row has an object type. */
const concreteType = (type: GraphQLNamedType, row: object): string =>
  isAbstractType(type) ? (type.resolveType as unknown as (value: object) => string)(row) : type.name;

/** The only field of a payload besides `errors` and `warnings`. */
function objectFieldOf(field: GraphQLField<unknown, RequestContext>): { name: string; type: GraphQLNamedType } {
  const payload = getNamedType(field.type) as GraphQLObjectType;
  const objects = Object.values(payload.getFields?.() ?? {}).filter(
    ({ name }) => name !== 'errors' && name !== 'warnings',
  );
  if (objects.length !== 1)
    throw new Error(`${field.name}: a payload holds one object and \`errors\`; ${payload.name} does not.`);
  return { name: objects[0]!.name, type: getNamedType(objects[0]!.type) };
}
