import type { FoundingDay } from '../../kernel/founding.js';
import { roomByPlace } from './room.loaders.js';

export const foundingDayOf: FoundingDay = async (ctx, placeId) =>
  (await ctx.load(roomByPlace, placeId))?.establishedFrom ?? null;
