import { UserError } from '../../kernel/errors.js';
import { byId } from '../../kernel/loader.js';
import type { RequestContext } from '../../kernel/request-context.js';
import type { Room } from '../rooms/room.entity.js';
import { Concern, TriageState } from './concern.entity.js';
import { CONCERN_SIFTED } from './concern.policy.js';

/** A topic is proposed from it. One concern may be taken up in several topics. @throws UserError CONCERN_UNKNOWN, CONCERN_SIFTED */
export async function markTakenUp(ctx: RequestContext, room: Room, concernId: string): Promise<void> {
  const concern = await ctx.load(byId(Concern), concernId);
  if (concern?.roomId !== room.id) throw new UserError('CONCERN_UNKNOWN', { zh: '所列民情中有一条不属于本议事室。', en: 'One of the concerns is not this room\'s.' }, ['input', 'concernIds']);
  if (concern.state === TriageState.TAKEN_UP) return;
  if (concern.state !== TriageState.OPEN) throw new UserError(CONCERN_SIFTED.code, CONCERN_SIFTED.text, ['input', 'concernIds']);
  await ctx.update(Concern, concern, { state: TriageState.TAKEN_UP });
}
