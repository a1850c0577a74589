import { type EntityClass, snakeCase, tableOf, briefProperties } from './columns.js';

/** A related row that lists often show: at most one for each row of an entity. It can be joined. */
export interface Companion {
  readonly alias: string;
  /** The alias that the join starts from: `t`, or the alias of another companion. */
  readonly from: string;
  /** The property of `from` that holds the key. */
  readonly property: string;
  readonly entity: EntityClass;
  /** The column of `entity` that equals the key. */
  readonly column: string;
}

const declared = new Map<EntityClass, Companion[]>();

/** Declares the companions of an entity. A statement joins all of them or none, so there is only one more text. */
export function comesWith(entity: EntityClass, ...companions: readonly Companion[]): void {
  const known = declared.get(entity) ?? [];
  declared.set(entity, [...known, ...companions]);
}

export const companionsOf = (entity: EntityClass): readonly Companion[] => declared.get(entity) ?? [];

/** `, c."name" AS "c.name", …` */
export const companionColumns = (entity: EntityClass): string =>
  companionsOf(entity)
    .flatMap((one) =>
      [...briefProperties(one.entity)].map(
        (property) => `, ${one.alias}."${snakeCase(property)}" AS "${one.alias}.${property}"`,
      ),
    )
    .join('');

/** The joins of all companions. A companion that the viewer may not see gives nulls, as a missing row does. */
export const companionJoins = (entity: EntityClass): string =>
  companionsOf(entity)
    .map(
      ({ alias, from, property, entity: other, column }) =>
        ` LEFT JOIN ${tableOf(other)} ${alias} ON ${alias}.city_id = ${from}.city_id AND ` +
        `${alias}.${column} = ${from}.${snakeCase(property)}`,
    )
    .join('');
