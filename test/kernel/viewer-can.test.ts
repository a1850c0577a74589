import 'reflect-metadata';
import { Field, ObjectType, Query, Resolver, buildSchema } from 'type-graphql';
import { type GraphQLObjectType, graphql } from 'graphql';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { definePolicy } from '../../src/kernel/policy.js';
import { ViewerCan, ViewerCanWhen } from '../../src/kernel/viewer-can.js';
import { PUBLIC_VIEWER } from '../../src/kernel/viewer.js';

@ObjectType()
class Note {
  @Field(() => String, { description: 'Where it is.' })
  placePath!: string;
}
const notePolicy = definePolicy<{ placePath: string }>('note')({
  write: { roles: [GrantRole.CLERK], at: 'OWN_PLACE' },
  burn: { roles: [GrantRole.CONVENER], at: 'OWN_PLACE' },
});

@Resolver(() => Note)
@ViewerCan(Note, notePolicy, ['placePath'], {
  viewerCanWrite: ['write', 'Whether the viewer may write it.'],
  viewerCanBurn: ['burn', 'Whether the viewer may burn it.'],
})
@ViewerCanWhen(Note, {
  viewerCanRead: {
    description: 'Whether the viewer may read it.',
    can: async ({ viewer }, note) => viewer.placePath === note.placePath,
  },
})
class NoteResolver {
  @Query(() => [Note])
  notes(): Note[] {
    return [{ placePath: 'here' }, { placePath: 'there' }];
  }
}

describe('viewerCan fields as data', () => {
  it('answer what the policy says of each row', async () => {
    const schema = await buildSchema({ resolvers: [NoteResolver], validate: false });
    const viewer = { ...PUBLIC_VIEWER, role: GrantRole.CLERK, placePath: 'here' };
    const answer = await graphql({
      schema,
      source: '{ notes { viewerCanWrite viewerCanBurn viewerCanRead } }',
      contextValue: { viewer },
    });
    expect(answer).toEqual({
      data: {
        notes: [
          { viewerCanWrite: true, viewerCanBurn: false, viewerCanRead: true },
          { viewerCanWrite: false, viewerCanBurn: false, viewerCanRead: false },
        ],
      },
    });
  });

  it('say to the read planner which columns they need, and only where the row is enough', async () => {
    const schema = await buildSchema({ resolvers: [NoteResolver], validate: false });
    const fields = (schema.getType('Note') as GraphQLObjectType).getFields();
    expect(fields['viewerCanWrite']!.extensions['reads']).toEqual({ kind: 'row', properties: ['placePath'] });
    expect(fields['viewerCanRead']!.extensions['reads']).toBeUndefined();
    expect(fields['viewerCanWrite']!.description).toBe('Whether the viewer may write it.');
  });

  it('do not compile with an action, a column or a name that is not there', () => {
    expect([
      ViewerCan(Note, notePolicy, ['placePath'], { viewerCanWrite: ['write', 'Right.'] }),
      // @ts-expect-error: the policy has no such action.
      ViewerCan(Note, notePolicy, ['placePath'], { viewerCanWrite: ['wirte', 'The action.'] }),
      // @ts-expect-error: the type has no such column.
      ViewerCan(Note, notePolicy, ['placePaht'], { viewerCanWrite: ['write', 'The column.'] }),
      // @ts-expect-error: the name does not say that it is about the viewer.
      ViewerCan(Note, notePolicy, ['placePath'], { canWrite: ['write', 'The name.'] }),
    ]).toHaveLength(4);
  });
});
