import { StageKind } from '../procedure/procedure.enums.js';
import { type MissingEvidence, type StageGate, defineGate } from '../topics/stage-gate.port.js';
import { ItemState } from './implementation.enums.js';
import { itemsOfTopic } from './implementation.loaders.js';
import { implementationMessages } from './messages.js';

const SETTLED: readonly ItemState[] = [ItemState.VERIFIED, ItemState.CANCELLED];

const itemsOpen = (count: number): MissingEvidence => ({
  code: 'ITEMS_NOT_VERIFIED',
  text: count === 1 ? implementationMessages.oneItemNotVerified : implementationMessages.itemsNotVerified(count),
});

/** Every item of every plan of the topic is verified, or cancelled with its reason, also those of earlier rounds. */
export const implementationGate: StageGate = defineGate(
  StageKind.IMPLEMENTATION,
  async (ctx, topic) => (await ctx.load(itemsOfTopic, topic.id)).filter((item) => !SETTLED.includes(item.state)),
  (open) => (open.length === 0 ? [] : [itemsOpen(open.length)]),
);
