import { ForeignKey, Unique } from 'typeorm';
import type { EntityClass } from './columns.js';
import type { Placed } from './record.js';

/**
 * The foreign key from a row to its place. When a place moves, PostgreSQL updates the paths of its rows (ON UPDATE
 * CASCADE).
 */
export const PlacedAt = (place: () => EntityClass): ClassDecorator =>
  ForeignKey(place as never, ['cityId', 'placeId', 'placePath'] as const, ['cityId', 'id', 'path'], {
    onUpdate: 'CASCADE',
  }) as ClassDecorator;

/** Copies the place columns of one row for another row at the same place. */
export const atPlaceOf = ({ placeId, placePath }: AtPlace): AtPlace => ({ placeId, placePath });
type AtPlace = Pick<Placed, 'placeId' | 'placePath'>;

/** A foreign key within one city. `city_id` is part of every foreign key, so a reference cannot cross tenants. */
export const RefersTo = (target: () => EntityClass, property: string): ClassDecorator =>
  ForeignKey(target as never, ['cityId', property] as const, ['cityId', 'id']) as ClassDecorator;

/**
 * A foreign key from a part to its parent. It also covers columns that the part copies from the parent (`shared`), such
 * as the place.
 * One check thus replaces one foreign key for each shared column. The parent's own foreign keys prove that the rows
 * exist.
 * If the parent moves, PostgreSQL updates the parts. The parent declares the columns unique with `StandsAt`.
 */
export const PartOf = (parent: () => EntityClass, property: string, shared: readonly string[]): ClassDecorator =>
  ForeignKey(parent as never, ['cityId', property, ...shared] as never, ['cityId', 'id', ...shared] as never, {
    onUpdate: 'CASCADE',
  }) as ClassDecorator;

/** The unique constraint on a parent that `PartOf` needs: its id and the shared columns. */
export const StandsAt = (name: string, shared: readonly string[]): ClassDecorator =>
  Unique(name, ['cityId', 'id', ...shared]) as ClassDecorator;
