import { StageKind } from '../procedure/procedure.enums.js';
import type { StageGate } from '../topics/stage-gate.port.js';
import { ItemState } from './implementation.enums.js';
import { itemsOfTopic } from './implementation.loaders.js';

const SETTLED: readonly ItemState[] = [ItemState.VERIFIED, ItemState.CANCELLED];

/** Every item of every plan of the topic is verified, or cancelled with its reason: a later round does not bury what an earlier one promised. */
export const implementationGate: StageGate = {
  stage: StageKind.IMPLEMENTATION,
  missing: async (ctx, topic) => {
    const open = (await ctx.load(itemsOfTopic, topic.id)).filter((item) => !SETTLED.includes(item.state)).length;
    if (open === 0) return [];
    return [{ code: 'ITEMS_NOT_VERIFIED', text: { zh: `还有 ${open} 项既未核验也未取消。`, en: `${open} ${open === 1 ? 'item is' : 'items are'} neither verified nor cancelled.` } }];
  },
};
