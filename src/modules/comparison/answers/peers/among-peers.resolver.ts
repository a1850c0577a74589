import { Args, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { byId } from '../../../../kernel/loader.js';
import { Lang, inLang } from '../../../../kernel/message.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { SignedIn } from '../../../../kernel/rule.js';
import { Place } from '../../../places/place.entity.js';
import { Room } from '../../../rooms/room.entity.js';
import { InLang } from '../value/display-language.js';
import { PeerStanding, RoomAmongPeers } from './among-peers-answer.js';
import { RoomAmongPeersArgs } from './among-peers.inputs.js';
import { roomAmongPeers } from './among-peers.service.js';
import { RELATIVE_POSITION_COST } from '../../fairness/relative-position-cost.js';
import { placeInWords } from './place-in-words.js';

@Resolver(() => RoomAmongPeers)
export class RoomAmongPeersResolver {
  @Query(() => RoomAmongPeers, {
    description:
      "The room of a place among its peers. For the room's own people, and for viewers whose grant covers it. " +
      "The peers' distribution is shown without their names. " +
      'NOT_FOUND when the viewer sees no such place or room; FORBIDDEN when the grant does ' +
      'not cover it; BAD_USER_INPUT for a period that is not of whole months.',
  })
  @SignedIn('COMPARISON_READ')
  @Extensions({ boundsBelow: 'metrics' })
  roomAmongPeers(
    @Args(() => RoomAmongPeersArgs) args: RoomAmongPeersArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<RoomAmongPeers> {
    return roomAmongPeers(ctx, args);
  }

  @FieldResolver(() => Place, { description: 'The place.' })
  place(@Root() { placeId }: RoomAmongPeers, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return ctx.load(byId(Place), placeId);
  }

  @FieldResolver(() => Room, { description: 'The room.' })
  room(@Root() { roomId }: RoomAmongPeers, @Ctx() ctx: RequestContext): Promise<Room | null> {
    return ctx.load(byId(Room), roomId);
  }

  @FieldResolver(() => [PeerStanding], { description: 'The requested metrics, in that order.' })
  @Extensions({ listSize: 'metrics', work: RELATIVE_POSITION_COST })
  standings(@Root() { standings }: RoomAmongPeers): readonly PeerStanding[] {
    return standings;
  }
}

@Resolver(() => PeerStanding)
export class PeerStandingResolver {
  @FieldResolver(() => String, {
    description: "One sentence with the room's value, the distribution of its peers, and what can be concluded.",
  })
  sentence(@InLang() lang: Lang, @Root() standing: PeerStanding): string {
    return inLang(placeInWords(standing), lang);
  }
}
