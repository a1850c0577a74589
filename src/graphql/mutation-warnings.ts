import type { GraphQLField, GraphQLResolveInfo } from 'graphql';
import { foundingDay } from '../kernel/founding.js';
import { askedAt, askedBelow } from '../kernel/look-ahead.js';
import type { Warning } from '../kernel/payload.js';
import type { RequestContext } from '../kernel/request-context.js';
import { isOfTheRoom } from '../kernel/viewer.js';
import { daysIn, foundingWarnings, textWarnings } from './input-warnings.js';

export interface MutationWarnings {
  /** Whether the written object is needed, or something that is read with it. */
  readonly needsRead: boolean;
  /** Reads the founding of the room in the round trip that reads the object. */
  readWithObject(): Promise<void>;
  of(object: object | null): Promise<Warning[]>;
}
const NONE: MutationWarnings = { needsRead: false, readWithObject: async () => undefined, of: async () => [] };

/** A record of a room, or of a topic, which has a room. Other records have days that no founding limits. */
interface OfRoom {
  readonly placeId?: string;
  readonly roomId?: string;
  readonly topicId?: string;
}

/** The warnings of a mutation. They cost nothing when they are not selected. */
export function warningsFor(field: GraphQLField<unknown, RequestContext>) {
  const type = field.args.find(({ name }) => name === 'input')?.type;
  return (ctx: RequestContext, input: unknown, info: GraphQLResolveInfo): MutationWarnings => {
    if (!type || askedAt(askedBelow(info), ['warnings']).length === 0) return NONE;
    const say = ctx.say.bind(ctx);
    const days = daysIn(type, input);
    const ownPlace = isOfTheRoom(ctx.viewer) ? ctx.viewer.placeId : null;
    const founded = (placeId: string): Promise<string | null> => ctx.service(foundingDay)(ctx, placeId);
    let known: string | null = null;
    return {
      needsRead: days.length > 0,
      readWithObject: async () => {
        if (days.length > 0 && ownPlace) known = await founded(ownPlace);
      },
      of: async (object) => {
        const { placeId, roomId, topicId } = (object ?? {}) as OfRoom;
        if (days.length > 0 && !ownPlace && placeId && (roomId ?? topicId)) known = await founded(placeId);
        return [...textWarnings(type, input, say), ...foundingWarnings(days, known, say)];
      },
    };
  };
}
