import { byId } from '../../kernel/loader.js';
import type { Message } from '../../kernel/message.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { placeMessages } from './messages.js';
import { Place } from './place.entity.js';
import { PlaceLevel, StreetKind } from './place.enums.js';

const PARTY_BODIES: Readonly<Partial<Record<string, Message>>> = {
  [StreetKind.SUBDISTRICT]: placeMessages.partyBodyOfSubdistrict,
  [StreetKind.TOWN]: placeMessages.partyBodyOfTown,
  [StreetKind.TOWNSHIP]: placeMessages.partyBodyOfTownship,
  [StreetKind.DEVELOPMENT_ZONE]: placeMessages.partyBodyOfDevelopmentZone,
};

/** A street's Party body is named by the kind of street. */
export const partyBodyOf = (kind: string | null): Message =>
  PARTY_BODIES[kind ?? ''] ?? placeMessages.partyBodyOfAnyStreet;

/** The Party body of the street that a place is, or lies in. */
export async function partyBodyAt(ctx: RequestContext, placeId: string): Promise<Message> {
  let place = await ctx.load(byId(Place), placeId);
  while (place && place.level !== PlaceLevel.STREET) {
    place = place.parentId ? await ctx.load(byId(Place), place.parentId) : null;
  }
  return partyBodyOf(place?.kind ?? null);
}
