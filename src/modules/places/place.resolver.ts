import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, PageArgs } from '../../kernel/connection.js';
import { byId } from '../../kernel/loader.js';
import { type Page, loadPage } from '../../kernel/page.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Anyone } from '../../kernel/rule.js';
import { City, Community, Place, Street } from './place.entity.js';
import { PlaceLevel } from './place.enums.js';
import { ancestorsByPath, changesOfPlace, childrenOfPlace, factsOfPlace, honoursOfPlace, placeByCode } from './place.loaders.js';
import { PlaceChange, PlaceFact, PlaceHonour } from './place-records.entity.js';

const PlaceConnection = connectionOf(Place, 'Place');
const REGISTER_IS_PUBLIC = 'the register of places is public; signed-in viewers see their own city only';

const ofLevel = (place: Place | null, level: PlaceLevel): Place | null => (place?.level === level ? place : null);

@Resolver(() => Place)
export class PlaceResolver {
  @Query(() => City, { nullable: true, description: 'A city by its code; null when there is none, or for signed-in viewers when it is not theirs.' })
  @Anyone(REGISTER_IS_PUBLIC)
  async city(@Arg('code', () => String, { description: 'Official division code, 6 digits.' }) code: string, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return ofLevel(await ctx.load(placeByCode, code), PlaceLevel.CITY);
  }

  @Query(() => Street, { nullable: true, description: 'A street by its code; null when there is none in what the viewer sees.' })
  @Anyone(REGISTER_IS_PUBLIC)
  async street(@Arg('code', () => String, { description: 'Official division code, 9 digits.' }) code: string, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return ofLevel(await ctx.load(placeByCode, code), PlaceLevel.STREET);
  }

  @Query(() => Community, { nullable: true, description: 'A community by its code; null when there is none in what the viewer sees.' })
  @Anyone(REGISTER_IS_PUBLIC)
  async community(@Arg('code', () => String, { description: 'Official division code, 12 digits.' }) code: string, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return ofLevel(await ctx.load(placeByCode, code), PlaceLevel.COMMUNITY);
  }

  @FieldResolver(() => Place, { nullable: true, description: 'The place directly above; null for a city.' })
  parent(@Root() place: Place, @Ctx() ctx: RequestContext): Promise<Place | null> | null {
    return place.parentId ? ctx.load(byId(Place), place.parentId) : null;
  }

  @FieldResolver(() => [Place], { description: 'The places above, from the city down.' })
  ancestors(@Root() place: Place, @Ctx() ctx: RequestContext): Promise<Place[]> {
    return ctx.load(ancestorsByPath, place.path);
  }

  @FieldResolver(() => PlaceConnection, { description: 'The places directly below, by code; closed ones among them.' })
  children(@Root() place: Place, @Args() args: PageArgs, @Ctx() ctx: RequestContext): Promise<Page<Place>> {
    return loadPage(ctx, childrenOfPlace, place.id, args);
  }

  @FieldResolver(() => [PlaceFact], { description: 'Residents, households and groups, by kind, latest first.' })
  facts(@Root() place: Place, @Ctx() ctx: RequestContext): Promise<PlaceFact[]> {
    return ctx.load(factsOfPlace, place.id);
  }

  @FieldResolver(() => [PlaceHonour], { description: 'Honours it was given 荣誉, by title.' })
  honours(@Root() place: Place, @Ctx() ctx: RequestContext): Promise<PlaceHonour[]> {
    return ctx.load(honoursOfPlace, place.id);
  }

  @FieldResolver(() => [PlaceChange], { description: 'Renames, moves and mergers, latest first.' })
  changes(@Root() place: Place, @Ctx() ctx: RequestContext): Promise<PlaceChange[]> {
    return ctx.load(changesOfPlace, place.id);
  }

  @FieldResolver(() => Place, { nullable: true, description: 'The place it was merged into; null while it exists.' })
  successor(@Root() place: Place, @Ctx() ctx: RequestContext): Promise<Place | null> | null {
    return place.successorId ? ctx.load(byId(Place), place.successorId) : null;
  }
}
