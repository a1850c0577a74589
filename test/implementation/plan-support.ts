import { LoopWorld, type PlantedTopic, outcomeDecide, recordOutcome, report } from '../outcomes/loop-world.js';

export const ITEM =
  'id measure state version assignedOn dueOn completedOn verifiedOn isOverdue responsibleUnit { id name kind } ' +
  'leadUnit { name } coUnits { name } suggestion { id }';
export const handOut = `mutation ($input: ImplementationPlanHandOutInput!) { implementationPlanHandOut(input: $input) {
  plan { id kind title decision { id } topic { id } items { ${ITEM} } } errors { code path } } }`;
export const recordList = `mutation ($input: ResponsibilityListRecordInput!) { responsibilityListRecord(input: $input) {
  plan { id kind title decision { id } items { ${ITEM} } } errors { code path } } }`;
export const addItem = `mutation ($input: ItemAddInput!) { itemAdd(input: $input) { item { ${ITEM} } errors {
  code path } } }`;
export const recordEvent = `mutation ($input: ItemEventRecordInput!) { itemEventRecord(input: $input) { event {
  id kind state note item { ${ITEM} } } errors { code path } } }`;
export const cancelItem = `mutation ($input: ItemCancelInput!) { itemCancel(input: $input) { item { ${ITEM} } errors {
  code path } } }`;
export const verifyItem = `mutation ($input: ItemVerifyInput!) { itemVerify(input: $input) { verification {
  id result verifiedOn { to } item { ${ITEM} } } errors { code path } } }`;
export const unitRecord =
  'mutation ($input: UnitRecordInput!) { unitRecord(input: $input) { unit { id name kind } errors { code path } } }';

/** A decision on a topic's report. @returns its global id. */
export async function decided(w: LoopWorld, topic: PlantedTopic): Promise<string> {
  const reportId = await report(w, await recordOutcome(w, topic.id));
  return (
    await w
      .as('office')
      .must(outcomeDecide, { input: { reportId, body: '党工委', metOn: '2025-02-20', suggestions: [] } })
  ).outcomeDecide.decision.id;
}

/** An item of the street's plan. @returns its global id. */
export async function streetItem(w: LoopWorld, topic: PlantedTopic, fields: object = {}): Promise<string> {
  const input = {
    topicId: topic.id,
    title: '落实计划',
    assignedOn: '2025-03-01',
    items: [{ measure: '清淤', responsibleUnitName: '水务局', ...fields }],
  };
  return (await w.as('office').must(handOut, { input })).implementationPlanHandOut.plan.items[0].id;
}

/** An item of the community's own list. @returns its global id. */
export async function listItem(w: LoopWorld, topic: PlantedTopic, fields: object = {}): Promise<string> {
  const input = {
    topicId: topic.id,
    assignedOn: '2025-03-01',
    items: [{ measure: '装路灯', responsibleUnitName: '第1社区', ...fields }],
  };
  return (await w.as('clerk').must(recordList, { input })).responsibilityListRecord.plan.items[0].id;
}

export const uuidOf = (globalId: string): string => Buffer.from(globalId, 'base64url').toString('utf8').split(':')[2]!;
