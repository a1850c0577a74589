import { ForeignKey, Unique } from 'typeorm';
import type { EntityClass } from './columns.js';
import type { Placed } from './record.js';

/** The foreign key every placed table has: moving a place rewrites its records' paths by itself. */
export const PlacedAt = (place: () => EntityClass): ClassDecorator =>
  ForeignKey(place as never, ['cityId', 'placeId', 'placePath'] as const, ['cityId', 'id', 'path'], {
    onUpdate: 'CASCADE',
  }) as ClassDecorator;

/** The place of a row, for a row that belongs to it. */
export const atPlaceOf = ({ placeId, placePath }: AtPlace): AtPlace => ({ placeId, placePath });
type AtPlace = Pick<Placed, 'placeId' | 'placePath'>;

/** A reference within the city: `city_id` is part of every foreign key, so it can never leave the tenant. */
export const RefersTo = (target: () => EntityClass, property: string): ClassDecorator =>
  ForeignKey(target as never, ['cityId', property] as const, ['cityId', 'id']) as ClassDecorator;

/**
 * The foreign key of a part whose row repeats where its parent stands: one check that all of it is the parent's, in
 * place of one for each.
 * What is shared names rows that are there, for the parent's own keys say so; and where the parent moves, its parts
 * follow. The parent declares the same columns unique (see `StandsAt`).
 */
export const PartOf = (parent: () => EntityClass, property: string, shared: readonly string[]): ClassDecorator =>
  ForeignKey(parent as never, ['cityId', property, ...shared] as never, ['cityId', 'id', ...shared] as never, {
    onUpdate: 'CASCADE',
  }) as ClassDecorator;

/** What parts may share of it, beside its id, which is unique without them. */
export const StandsAt = (name: string, shared: readonly string[]): ClassDecorator =>
  Unique(name, ['cityId', 'id', ...shared]) as ClassDecorator;
