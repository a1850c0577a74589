import { ForeignKey } from 'typeorm';
import type { EntityClass } from './columns.js';

/** The foreign key every placed table has: moving a place rewrites its records' paths by itself. */
export const PlacedAt = (place: () => EntityClass): ClassDecorator =>
  ForeignKey(place as never, ['cityId', 'placeId', 'placePath'] as const, ['cityId', 'id', 'path'], { onUpdate: 'CASCADE' }) as ClassDecorator;

/** A reference within the city: `city_id` is part of every foreign key, so it can never leave the tenant. */
export const RefersTo = (target: () => EntityClass, property: string): ClassDecorator =>
  ForeignKey(target as never, ['cityId', property] as const, ['cityId', 'id']) as ClassDecorator;
