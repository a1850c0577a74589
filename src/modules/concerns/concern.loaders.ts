import { defineLoader } from '../../kernel/loader.js';
import { selectList } from '../../kernel/columns.js';
import type { PageDefinition } from '../../kernel/page.js';
import { Concern, ConcernContact } from './concern.entity.js';

/** A room's concerns, those received last first; keyed by the room's uuid. */
export const concernsOfRoom: PageDefinition<Concern> = {
  name: 'concernsOfRoom', entity: Concern, match: 't.room_id = k.key', descending: true,
  sort: [{ sql: 't.received_from', type: 'date' }, { sql: 't.id', type: 'uuid' }],
  filters: { state: { sql: 't.state = ?', type: 'text' } },
};

/** Whom to tell, keyed by the concern's uuid. Only the own room's database role may read the table: ask the policy first. */
export const contactOfConcern = defineLoader<string, ConcernContact | null>('contactOfConcern', async (ctx, concernIds) => {
  const rows = await ctx.rows<ConcernContact>({
    text: `SELECT ${selectList(ConcernContact, 't', ctx.viewer.reader)} FROM concern_contact t WHERE t.concern_id = ANY($1::uuid[])`, values: [concernIds],
  });
  const found = new Map(rows.map((row) => [row.concernId, row]));
  return concernIds.map((id) => found.get(id) ?? null);
});
