import { type GraphQLField, type GraphQLFieldResolver, type GraphQLNamedType, type GraphQLObjectType, getNamedType, isAbstractType } from 'graphql';
import { UserError } from '../kernel/errors.js';
import { parseGlobalId } from '../kernel/global-id.js';
import { type JournalEntry, type Replayed, mutationJournal, nodeLoader } from '../kernel/journal.js';
import type { RequestContext } from '../kernel/request-context.js';

type Resolve = GraphQLFieldResolver<unknown, RequestContext>;
type Payload = Record<string, unknown> & { errors: readonly unknown[] };

/** One transaction a mutation: idempotency key, the mutation's own work, audit event, commit. What a user can mend comes back in `errors`. */
export function mutationRunner(field: GraphQLField<unknown, RequestContext>, resolve: Resolve): Resolve {
  const { name: objectField, type } = objectFieldOf(field);
  return async (source, args: { input?: { id?: string } }, ctx, info) => {
    const entry: JournalEntry = { field: field.name, responseName: String(info.path.key), input: args.input };
    const load = (object: Replayed): Promise<object | null> => ctx.service(nodeLoader)(ctx, object.type, object.id);
    try {
      const object = await ctx.write(async () => {
        const written = await work(ctx, entry, type, async () => (await resolve(source, args, ctx, info) as Payload)[objectField] as Record<string, unknown>);
        return ctx.readLast(() => load(written));
      });
      return { [objectField]: object, errors: [] };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const subject = error.code === 'CONFLICT' && args.input?.id ? parseGlobalId(args.input.id) : null;
      const current = subject && (isAbstractType(type) || subject.type === type.name) ? await load(subject) : null;
      return { [objectField]: error.current ?? current, errors: [{ code: error.code, message: ctx.say(error.text), path: error.path }] };
    }
  };
}

async function work(ctx: RequestContext, entry: JournalEntry, type: GraphQLNamedType, run: () => Promise<Record<string, unknown>>): Promise<Replayed> {
  const journal = ctx.service(mutationJournal);
  const replayed = await journal.begin(ctx, entry);
  if (replayed) return replayed;
  const row = await run();
  const written = { type: concreteType(type, row), id: row['id'] as string };
  await journal.finish(ctx, entry, { type: written.type, row });
  return written;
}

/** A payload may show an interface (Place): what was written is one of its types all the same. */
const concreteType = (type: GraphQLNamedType, row: object): string =>
  isAbstractType(type) ? (type.resolveType as unknown as (value: object) => string)(row) : type.name;

/** The payload's own object: its one field besides `errors`. */
function objectFieldOf(field: GraphQLField<unknown, RequestContext>): { name: string; type: GraphQLNamedType } {
  const payload = getNamedType(field.type) as GraphQLObjectType;
  const objects = Object.values(payload.getFields?.() ?? {}).filter((candidate) => candidate.name !== 'errors');
  if (objects.length !== 1) throw new Error(`${field.name}: a payload holds one object and \`errors\`; ${payload.name} does not.`);
  return { name: objects[0]!.name, type: getNamedType(objects[0]!.type) };
}
