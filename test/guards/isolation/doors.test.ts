import type { GraphQLSchema } from 'graphql';
import type { Rule } from '../../../src/kernel/rule.js';
import { PUBLIC_VIEWER } from '../../../src/kernel/viewer.js';
import { World } from '../../support/world.js';
import { doorOf, knock } from './doors.js';

/**
 * Tests the rule of a root field alone. Services and row security are not reached, so they cannot refuse instead of it.
 */
describe('the doors of the schema', () => {
  let world: World;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    world = await World.start();
    schema = world.server.schema;
  });
  afterAll(() => world?.stop());

  it('are open to whom docs/rights.md names, and closed to all others before anything is read', async () => {
    const { asked, closed, wrong } = await knock(schema);
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(500);
    expect(closed).toBeGreaterThan(200);
  });

  it('would be found open if a rule let everybody in (control)', async () => {
    const field = schema.getMutationType()!.getFields()['topicApprove']!;
    const rule = field.extensions['rule'] as { kind: Rule['kind'] };
    rule.kind = 'anyone';
    try {
      expect((await knock(schema, 'topicApprove')).wrong).toContain(
        'topicApprove for CLERK: open, should be FORBIDDEN',
      );
      expect(await doorOf(field, PUBLIC_VIEWER)).toBe('open');
    } finally {
      rule.kind = 'policy';
    }
    expect((await knock(schema, 'topicApprove')).wrong).toEqual([]);
  });
});
