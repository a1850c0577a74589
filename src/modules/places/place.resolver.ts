import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, PageArgs } from '../../kernel/connection.js';
import type { Page } from '../../kernel/page.js';
import { Reads, RootReads, toList, toOne, toPageOf } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Anyone } from '../../kernel/rule.js';
import { City, Community, Place, Street } from './place.entity.js';
import { PlaceLevel } from './place.enums.js';
import {
  ancestorsByPath,
  changesOfPlace,
  childrenOfPlace,
  factsOfPlace,
  honoursOfPlace,
  placeByCode,
  placesByCode,
} from './place.loaders.js';
import { PlaceChange, PlaceFact, PlaceHonour } from './place-records.entity.js';

const PlaceConnection = connectionOf(Place, 'Place');
const placeParent = toOne(Place, 'parentId');
const placeSuccessor = toOne(Place, 'successorId');
const placeChildren = toPageOf(childrenOfPlace);
const placeFacts = toList(factsOfPlace);
const placeHonours = toList(honoursOfPlace);
const placeChanges = toList(changesOfPlace);
const REGISTER_IS_PUBLIC = 'the register of places is public; signed-in viewers see their own city only';

const ofLevel = (place: Place | null, level: PlaceLevel): Place | null => (place?.level === level ? place : null);

@Resolver(() => Place)
export class PlaceResolver {
  @Query(() => City, {
    nullable: true,
    description: 'A city by its code; null when there is none, or for signed-in viewers when it is not theirs.',
  })
  @Anyone(REGISTER_IS_PUBLIC)
  @RootReads({ kind: 'byText', lookup: placesByCode, argument: 'code', level: PlaceLevel.CITY })
  async city(
    @Arg('code', () => String, { description: 'Official division code, 6 digits.' }) code: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Place | null> {
    return ofLevel(await ctx.load(placeByCode, code), PlaceLevel.CITY);
  }

  @Query(() => Street, {
    nullable: true,
    description: 'A street by its code; null when there is none in what the viewer sees.',
  })
  @Anyone(REGISTER_IS_PUBLIC)
  @RootReads({ kind: 'byText', lookup: placesByCode, argument: 'code', level: PlaceLevel.STREET })
  async street(
    @Arg('code', () => String, { description: 'Official division code, 9 digits.' }) code: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Place | null> {
    return ofLevel(await ctx.load(placeByCode, code), PlaceLevel.STREET);
  }

  @Query(() => Community, {
    nullable: true,
    description: 'A community by its code; null when there is none in what the viewer sees.',
  })
  @Anyone(REGISTER_IS_PUBLIC)
  @RootReads({ kind: 'byText', lookup: placesByCode, argument: 'code', level: PlaceLevel.COMMUNITY })
  async community(
    @Arg('code', () => String, { description: 'Official division code, 12 digits.' }) code: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Place | null> {
    return ofLevel(await ctx.load(placeByCode, code), PlaceLevel.COMMUNITY);
  }

  @FieldResolver(() => Place, { nullable: true, description: 'The place directly above; null for a city.' })
  @Reads(placeParent)
  parent(@Root() place: Place, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return placeParent.load(ctx, place);
  }

  @FieldResolver(() => [Place], { description: 'The places above, from the city down.' })
  ancestors(@Root() place: Place, @Ctx() ctx: RequestContext): Promise<Place[]> {
    return ctx.load(ancestorsByPath, place.path);
  }

  @FieldResolver(() => PlaceConnection, { description: 'The places directly below, by code; closed ones among them.' })
  @Reads(placeChildren)
  children(@Root() place: Place, @Args() args: PageArgs, @Ctx() ctx: RequestContext): Promise<Page<Place>> {
    return placeChildren.load(ctx, place, { ...args });
  }

  @FieldResolver(() => [PlaceFact], { description: 'Residents, households and groups, by kind, latest first.' })
  @Reads(placeFacts)
  facts(@Root() place: Place, @Ctx() ctx: RequestContext): Promise<PlaceFact[]> {
    return placeFacts.load(ctx, place);
  }

  @FieldResolver(() => [PlaceHonour], { description: 'Honours it was given 荣誉, by title.' })
  @Reads(placeHonours)
  honours(@Root() place: Place, @Ctx() ctx: RequestContext): Promise<PlaceHonour[]> {
    return placeHonours.load(ctx, place);
  }

  @FieldResolver(() => [PlaceChange], { description: 'Renames, moves and mergers, latest first.' })
  @Reads(placeChanges)
  changes(@Root() place: Place, @Ctx() ctx: RequestContext): Promise<PlaceChange[]> {
    return placeChanges.load(ctx, place);
  }

  @FieldResolver(() => Place, { nullable: true, description: 'The place it was merged into; null while it exists.' })
  @Reads(placeSuccessor)
  successor(@Root() place: Place, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return placeSuccessor.load(ctx, place);
  }
}
