import { PlantedWorld } from '../../support/planted-world.js';
import { RowCells } from './cells.js';
import { type Context, everyContext } from './contexts.js';
import { Tables } from './tables.js';

export interface Ground {
  readonly planted: PlantedWorld;
  readonly tables: Tables;
  readonly cells: RowCells;
  readonly contexts: readonly Context[];
}

const CHANGED_SINCE = { changed_at: '2100-01-01' };

/** A planted world of two cities, queried table by table. */
export async function layGround(): Promise<Ground> {
  const planted = await PlantedWorld.start([
    [2, 1],
    [1, 0],
  ]);
  await plantLists(planted);
  await plantStale(planted);
  const tables = await Tables.open(planted);
  // No reader may change the place of a row. This database grants it, so that the policies are tested alone.
  for (const { table, roles, command } of tables.policies.filter(({ command }) => command === 'UPDATE')) {
    const columns = ['city_id', 'place_path', 'account_id'].filter((column) => tables.has(table, column));
    await tables.superuser(`GRANT ${command} (${columns.join(', ')}) ON ${table} TO ${roles.join(', ')}`);
  }
  return { planted, tables, cells: new RowCells(planted, tables), contexts: everyContext(planted) };
}

/** Beside the street's item, one of the community's own list at every place. */
async function plantLists(planted: PlantedWorld): Promise<void> {
  for (const here of planted.places) {
    const plan = await planted.fresh('implementation_plan', here, { kind: 'RESPONSIBILITY_LIST', decision_id: null });
    const item = (here.refs['list_item'] = await planted.fresh('implementation_item', here, {
      plan_id: plan,
      plan_kind: 'RESPONSIBILITY_LIST',
      suggestion_id: null,
    }));
    for (const id of [plan, item]) publish(planted, id, here.published);
  }
}

/** Rows of a published topic that were changed after its publication: the public does not see them yet. */
async function plantStale(planted: PlantedWorld): Promise<void> {
  const here = planted.places.find(({ published }) => published)!;
  await planted.fresh('topic', here, { published_at: '2099-01-01', ...CHANGED_SINCE });
  await planted.fresh('carried_total', here, { period_from: '2010-01-01', period_to: '2010-12-31', ...CHANGED_SINCE });
  const topic = await planted.fresh('topic', here, { published_at: '2099-01-01' });
  publish(planted, topic, true);
  const stale = (table: string, values: Record<string, unknown> = {}): Promise<string> =>
    planted.fresh(table, here, { topic_id: topic, ...values, ...CHANGED_SINCE });
  await stale('participant');
  const session = await stale('session', { ordinal: 77 });
  await stale('attendance', { session_id: session });
  const suggestion = await stale('suggestion', { session_id: session, ordinal: 77 });
  const outcome = await stale('outcome');
  const report = await stale('outcome_report', { outcome_id: outcome });
  const decision = await stale('outcome_decision', { report_id: report });
  await stale('suggestion_answer', { suggestion_id: suggestion, decision_id: decision });
  const plan = await stale('implementation_plan', { decision_id: decision });
  const item = await stale('implementation_item', { plan_id: plan, suggestion_id: suggestion });
  await planted.fresh('item_co_unit', here, { item_id: item });
}

/** A fresh row counts as unpublished. This one follows its topic. */
const publish = (planted: PlantedWorld, id: string, published: boolean): void =>
  void planted.rows.set(id, { ...planted.rows.get(id)!, published });
