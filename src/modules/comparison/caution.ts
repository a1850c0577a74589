import { type Message, message } from '../../kernel/message.js';
import type { CoverageCounts } from './comparison.loaders.js';

/** The one sentence beside every comparison: what it covers, and what may not be concluded. */
export function cautionOf({ places, enrolled, withData }: CoverageCounts): Message {
  return message(
    `${places} 个可建室的地方中有 ${enrolled} 个已入网协商议事室，其中 ${withData} 个在本时段结束前有记录；未入网或无记录不等于没有开展。差异可能出于偶然，只作待核实的线索，不作对人的评价。`,
    `Of ${places} places that could own a room ${enrolled} have one enrolled, ${withData} of them with records up to the period's end; not enrolled or without records is not idle. Differences may be chance: they are to be looked into, never verdicts on people.`,
  );
}
