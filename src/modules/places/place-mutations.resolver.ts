import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { byId } from '../../kernel/loader.js';
import { Reads, toList } from '../../kernel/relation.js';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires } from '../../kernel/rule.js';
import { mergePlace, movePlace, renamePlace, setPlaceKind } from './place-change.service.js';
import { Place } from './place.entity.js';
import {
  PlaceFactCorrectInput,
  PlaceFactRecordInput,
  PlaceHonourRecordInput,
  PlaceKindSetInput,
  PlaceMergeInput,
  PlaceMoveInput,
  PlaceRenameInput,
} from './place.inputs.js';
import { PlaceChange, PlaceFact, PlaceFactCorrection, PlaceHonour } from './place-records.entity.js';
import { correctPlaceFact, recordPlaceFact, recordPlaceHonour } from './place-record.service.js';
import { correctionsOfFact } from './place.loaders.js';
import { placePolicy } from './place.policy.js';

const PlaceRenamePayload = payloadOf(Place, 'place', 'placeRename');
const PlaceMovePayload = payloadOf(Place, 'place', 'placeMove');
const PlaceMergePayload = payloadOf(Place, 'place', 'placeMerge');
const PlaceKindSetPayload = payloadOf(Place, 'place', 'placeKindSet');
const PlaceFactCorrectPayload = payloadOf(PlaceFact, 'fact', 'placeFactCorrect');
const PlaceFactRecordPayload = payloadOf(PlaceFact, 'fact', 'placeFactRecord');
const PlaceHonourRecordPayload = payloadOf(PlaceHonour, 'honour', 'placeHonourRecord');

@Resolver()
export class PlaceMutations {
  @Writes(PlaceRenamePayload, {
    description:
      'Renames a place 更名; the former name stays among its other names. Errors: CONFLICT, PLACE_CLOSED, ' +
      'NAME_UNCHANGED, DATE_IN_FUTURE, TEXT_EMPTY, TEXT_TOO_LONG.',
  })
  @Requires(placePolicy, 'keep')
  async placeRename(
    @Arg('input', () => PlaceRenameInput, { description: 'Which place, and its new name.' }) input: PlaceRenameInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'place', Place>> {
    return PlaceRenamePayload.of(await renamePlace(ctx, input));
  }

  @Writes(PlaceMovePayload, {
    description:
      'Moves a place under another parent of its city 划转; rights over its records follow at once. Errors: ' +
      'CONFLICT, PLACE_CLOSED, PLACE_PARENT_LEVEL, PLACE_ALREADY_THERE, DATE_IN_FUTURE, TEXT_TOO_LONG.',
  })
  @Requires(placePolicy, 'keep')
  async placeMove(
    @Arg('input', () => PlaceMoveInput, { description: 'Which place, and where to.' }) input: PlaceMoveInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'place', Place>> {
    return PlaceMovePayload.of(await movePlace(ctx, input));
  }

  @Writes(PlaceMergePayload, {
    description:
      'Closes a place that became part of another 合并; it hangs under its successor and keeps its records. ' +
      'Errors: CONFLICT, PLACE_CLOSED, PLACE_SUCCESSOR_LEVEL, PLACE_HAS_CHILDREN, DATE_IN_FUTURE, ' +
      'TEXT_TOO_LONG.',
  })
  @Requires(placePolicy, 'keep')
  async placeMerge(
    @Arg('input', () => PlaceMergeInput, { description: 'Which place ends, and which takes over.' })
    input: PlaceMergeInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'place', Place>> {
    return PlaceMergePayload.of(await mergePlace(ctx, input));
  }

  @Writes(PlaceKindSetPayload, {
    description:
      'Says what a street or a community is 类型; an import of the register leaves it so. Errors: CONFLICT, ' +
      'PLACE_CLOSED, KIND_OF_OTHER_LEVEL, KIND_UNCHANGED, PLACE_HAS_ROOM, DATE_IN_FUTURE, TEXT_EMPTY, TEXT_TOO_LONG.',
  })
  @Requires(placePolicy, 'keep')
  async placeKindSet(
    @Arg('input', () => PlaceKindSetInput, { description: 'Which place, and its kind.' }) input: PlaceKindSetInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'place', Place>> {
    return PlaceKindSetPayload.of(await setPlaceKind(ctx, input));
  }

  @Writes(PlaceFactCorrectPayload, {
    description:
      'Puts a dated number about a place right 更正; the number before and the reason are kept. Errors: CONFLICT, ' +
      'NUMBER_UNCHANGED, NUMBER_OUT_OF_RANGE, TEXT_EMPTY, TEXT_TOO_LONG.',
  })
  @Requires(placePolicy, 'keep')
  async placeFactCorrect(
    @Arg('input', () => PlaceFactCorrectInput, { description: 'Which number, and the right one.' })
    input: PlaceFactCorrectInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'fact', PlaceFact>> {
    return PlaceFactCorrectPayload.of(await correctPlaceFact(ctx, input));
  }

  @Writes(PlaceFactRecordPayload, {
    description:
      'Records a dated number about a place, e.g. its residents. Errors: FACT_EXISTS, DATE_IN_FUTURE, ' +
      'NUMBER_OUT_OF_RANGE, TEXT_TOO_LONG.',
  })
  @Requires(placePolicy, 'keep')
  async placeFactRecord(
    @Arg('input', () => PlaceFactRecordInput, { description: 'The number.' }) input: PlaceFactRecordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'fact', PlaceFact>> {
    return PlaceFactRecordPayload.of(await recordPlaceFact(ctx, input));
  }

  @Writes(PlaceHonourRecordPayload, {
    description: 'Records an honour of a place 荣誉. Errors: HONOUR_EXISTS, TEXT_EMPTY, TEXT_TOO_LONG.',
  })
  @Requires(placePolicy, 'keep')
  async placeHonourRecord(
    @Arg('input', () => PlaceHonourRecordInput, { description: 'The honour.' }) input: PlaceHonourRecordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'honour', PlaceHonour>> {
    return PlaceHonourRecordPayload.of(await recordPlaceHonour(ctx, input));
  }
}

@Resolver(() => PlaceChange)
export class PlaceChangeResolver {
  @FieldResolver(() => Place, { nullable: true, description: 'The parent it had before, when it was moved or merged.' })
  formerParent(@Root() change: PlaceChange, @Ctx() ctx: RequestContext): Promise<Place | null> | null {
    return change.formerParentId ? ctx.load(byId(Place), change.formerParentId) : null;
  }
}

@Resolver(() => PlaceFact)
export class PlaceFactResolver {
  @FieldResolver(() => [PlaceFactCorrection], { description: 'What stood there before, newest first.' })
  @Reads(toList(correctionsOfFact))
  corrections(@Root() fact: PlaceFact, @Ctx() ctx: RequestContext): Promise<PlaceFactCorrection[]> {
    return toList(correctionsOfFact).load(ctx, fact);
  }
}
