import { byId } from '../../kernel/loader.js';
import { type Message, message } from '../../kernel/message.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Place } from './place.entity.js';
import { PlaceLevel, StreetKind } from './place.enums.js';

const PARTY_BODIES: Readonly<Partial<Record<string, Message>>> = {
  [StreetKind.SUBDISTRICT]: message('街道党工委', "the sub-district's Party working committee"),
  [StreetKind.TOWN]: message('镇党委', "the town's Party committee"),
  [StreetKind.TOWNSHIP]: message('乡党委', "the township's Party committee"),
  [StreetKind.DEVELOPMENT_ZONE]: message('开发区党工委', "the development zone's Party working committee"),
};
/** The name where no street is known, or its kind has no Party body of its own. */
const ANY_PARTY_BODY = message('街道（镇）党（工）委', "the street's Party committee");

/** A street's Party body is named by the kind of street. */
export const partyBodyOf = (kind: string | null): Message => PARTY_BODIES[kind ?? ''] ?? ANY_PARTY_BODY;

/** The Party body of the street that a place is, or lies in. */
export async function partyBodyAt(ctx: RequestContext, placeId: string): Promise<Message> {
  let place = await ctx.load(byId(Place), placeId);
  while (place && place.level !== PlaceLevel.STREET) {
    place = place.parentId ? await ctx.load(byId(Place), place.parentId) : null;
  }
  return partyBodyOf(place?.kind ?? null);
}
