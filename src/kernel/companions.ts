import { type EntityClass, snakeCase, tableOf, briefProperties } from './columns.js';

/** A row of which there is one at most for each row of an entity, and which is often asked for along with it. */
export interface Companion {
  readonly alias: string;
  /** `t`, or the alias of the companion it belongs to. */
  readonly from: string;
  /** The property there that holds the key. */
  readonly property: string;
  readonly entity: EntityClass;
  /** The column here that equals it. */
  readonly column: string;
}

const declared = new Map<EntityClass, Companion[]>();

/**
 * Declares what may come with an entity's rows in one statement. It is joined as a whole or not at all, so that there
 * is one text more and not one for each choice.
 */
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

/** A row hidden from the viewer joins as none, as it would be none by itself. */
export const companionJoins = (entity: EntityClass): string =>
  companionsOf(entity)
    .map(
      ({ alias, from, property, entity: other, column }) =>
        ` LEFT JOIN ${tableOf(other)} ${alias} ON ${alias}.city_id = ${from}.city_id AND ` +
        `${alias}.${column} = ${from}.${snakeCase(property)}`,
    )
    .join('');
