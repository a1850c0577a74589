import { type GraphQLField, type GraphQLFieldResolver, type GraphQLObjectType, getNamedType } from 'graphql';
import { UserError } from '../kernel/errors.js';
import { parseGlobalId } from '../kernel/global-id.js';
import { type JournalEntry, mutationJournal, nodeLoader } from '../kernel/journal.js';
import type { RequestContext } from '../kernel/request-context.js';

type Resolve = GraphQLFieldResolver<unknown, RequestContext>;
type Payload = Record<string, unknown> & { errors: readonly unknown[] };

/** One transaction a mutation: idempotency key, the mutation's own work, audit event, commit. What a user can mend comes back in `errors`. */
export function mutationRunner(field: GraphQLField<unknown, RequestContext>, resolve: Resolve): Resolve {
  const { name: objectField, type } = objectFieldOf(field);
  return async (source, args: { input?: { id?: string } }, ctx, info) => {
    const entry: JournalEntry = { field: field.name, responseName: String(info.path.key), input: args.input };
    const load = (id: string): Promise<object | null> => ctx.service(nodeLoader)(ctx, type, id);
    try {
      const id = await ctx.write(() => work(ctx, entry, type, async () => (await resolve(source, args, ctx, info) as Payload)[objectField] as Record<string, unknown>));
      return { [objectField]: await load(id), errors: [] };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const current = error.code === 'CONFLICT' && args.input?.id ? await load(parseGlobalId(args.input.id).id) : null;
      return { [objectField]: error.current ?? current, errors: [{ code: error.code, message: ctx.say(error.text), path: error.path }] };
    }
  };
}

async function work(ctx: RequestContext, entry: JournalEntry, type: string, run: () => Promise<Record<string, unknown>>): Promise<string> {
  const journal = ctx.service(mutationJournal);
  const replayed = await journal.begin(ctx, entry);
  if (replayed) return replayed.id;
  const row = await run();
  await journal.finish(ctx, entry, { type, row });
  return row['id'] as string;
}

/** The payload's own object: its one field besides `errors`. */
function objectFieldOf(field: GraphQLField<unknown, RequestContext>): { name: string; type: string } {
  const payload = getNamedType(field.type) as GraphQLObjectType;
  const objects = Object.values(payload.getFields?.() ?? {}).filter((candidate) => candidate.name !== 'errors');
  if (objects.length !== 1) throw new Error(`${field.name}: a payload holds one object and \`errors\`; ${payload.name} does not.`);
  return { name: objects[0]!.name, type: getNamedType(objects[0]!.type).name };
}
