import { readerText } from '../../kernel/statement-text.js';
import { selectList } from '../../kernel/columns.js';
import { defineLoader } from '../../kernel/loader.js';
import { definePage } from '../../kernel/page-text.js';
import { Unit } from './unit.entity.js';

const UNITS_BY_NAME = readerText(
  'units by name',
  (reader) => `SELECT ${selectList(Unit, 't', reader)} FROM unit t WHERE t.name = ANY($1::text[])`,
);

/** A unit of the viewer's city by its name in the one spelling it is kept in; for signed-in viewers. */
export const unitByName = defineLoader<string, Unit | null>('unitByName', async (ctx, names) => {
  const rows = await ctx.rows<Unit>({ text: UNITS_BY_NAME(ctx.viewer.reader), values: [names] });
  const found = new Map(rows.map((row) => [row.name, row]));
  return names.map((name) => found.get(name) ?? null);
});

/** The units of a city, by name; keyed by the city's uuid. */
export const unitsOfCity = definePage<Unit>({
  name: 'unitsOfCity',
  entity: Unit,
  match: 't.city_id = k.key',
  sort: [
    { sql: 't.name', type: 'text' },
    { sql: 't.id', type: 'uuid' },
  ],
  filters: { name: { sql: 'position(? IN t.name) > 0', type: 'text' } },
});

const CO_UNITS = readerText(
  'units that help',
  (reader) =>
    `SELECT ${selectList(Unit, 't', reader)}, c.item_id AS "itemId" FROM item_co_unit c
      JOIN unit t ON t.city_id = c.city_id AND t.id = c.unit_id WHERE c.item_id = ANY($1::uuid[])
      ORDER BY t.name, t.id`,
);

/** Units that help with an item, by name; keyed by the item's uuid. */
export const coUnitsOfItem = defineLoader<string, Unit[]>('coUnitsOfItem', async (ctx, itemIds) => {
  const rows = await ctx.rows<Unit & { itemId: string }>({
    text: CO_UNITS(ctx.viewer.reader),
    values: [itemIds],
  });
  const groups = new Map<string, Unit[]>(itemIds.map((id) => [id, []]));
  for (const row of rows) groups.get(row.itemId)?.push(row);
  return itemIds.map((id) => groups.get(id) ?? []);
});
