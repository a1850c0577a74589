import { selectList } from '../../kernel/columns.js';
import { defineLoader, listBy } from '../../kernel/loader.js';
import type { PageDefinition } from '../../kernel/page.js';
import { isReadable } from '../../kernel/columns.js';
import { CarriedTotal, Convener, Room } from './room.entity.js';

/** The room on a place, keyed by the place's uuid; null when it has none, or none the viewer sees. */
export const roomByPlace = defineLoader<string, Room | null>('roomByPlace', async (ctx, placeIds) => {
  if (!isReadable(Room, ctx.viewer.reader)) return placeIds.map(() => null);
  const rows = await ctx.rows<Room>({ text: `SELECT ${selectList(Room, 't', ctx.viewer.reader)} FROM room t WHERE t.place_id = ANY($1::uuid[])`, values: [placeIds] });
  const found = new Map(rows.map((row) => [row.placeId, row]));
  return placeIds.map((id) => found.get(id) ?? null);
});

/** Rooms at or below a place, by the place tree; keyed by the place's path. */
export const roomsWithin: PageDefinition<Room> = {
  name: 'roomsWithin', entity: Room, keyType: 'text', match: `t.place_path >= k.key AND t.place_path < k.key || '~'`,
  sort: [{ sql: 't.place_path', type: 'text' }, { sql: 't.id', type: 'uuid' }],
};

export const convenersOfRoom = listBy(Convener, 'roomId', 'room_id', { orderBy: 't.term_to DESC NULLS FIRST, t.kind DESC, t.term_from, t.id' });
export const carriedTotalsOfRoom = listBy(CarriedTotal, 'roomId', 'room_id', { orderBy: 't.period_from, t.measure, t.id' });
