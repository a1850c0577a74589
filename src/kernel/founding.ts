import type { RequestContext } from './request-context.js';
import { defineService } from './request-context.js';

/** The first day on which the room of a place can have been founded. Null when it is not known. */
export type FoundingDay = (ctx: RequestContext, placeId: string) => Promise<string | null>;
export const foundingDay = defineService<FoundingDay>('foundingDay');
