import {
  type EntityClass,
  allEntities,
  checksOf,
  classOf,
  snakeCase,
  storedColumns,
  tableOf,
} from '../../kernel/columns.js';
import type { Statement } from '../../kernel/database.js';
import {
  CHECK_DIGITS,
  CHECK_WEIGHTS,
  IDENTITY,
  MEANT,
  OLD_IDENTITY,
  PHONE,
  WRITTEN,
} from '../../kernel/private-numbers.js';
import { textFamily } from '../../kernel/statement-text.js';

export interface FindingPosition {
  readonly id: string;
  readonly field: string;
}
export interface FindingRow extends FindingPosition {
  readonly type: string;
  readonly placeId: string;
  readonly enteredAt: Date;
  readonly isPhone: boolean;
  readonly isIdentity: boolean;
}

/** Columns that the server writes, and words of enums that every record has. */
const NO_TEXT = /^(placePath|plainTitle|origin|\w+Precision)$/;

/** A column that holds one of the words of an enum has a check that names them. */
const isEnum = (entity: EntityClass, column: string): boolean =>
  checksOf(entity).some((check) => new RegExp(`\\b${column} = ANY`).test(check));

/** The free texts of a record: every text column that is no enum. A new column is looked at without further ado. */
export const freeTextsOf = (entity: EntityClass): readonly { property: string; sql: string }[] =>
  storedColumns(entity)
    .filter(({ type, property }) => type.startsWith('text') && !NO_TEXT.test(property))
    .filter(({ property }) => !isEnum(entity, snakeCase(property)))
    .map(({ property, type }) => {
      const column = `t.${snakeCase(property)}`;
      return { property, sql: type === 'text[]' ? `array_to_string(${column}, ' ')` : column };
    });

/** Records that people above the room read, with the moment of their entry. Audit events hold no texts of records. */
export const searchedEntities = (): EntityClass[] =>
  [...new Map(allEntities().map((entity) => [tableOf(entity), entity])).values()].filter(
    (entity) =>
      classOf(entity) === 'PLACED' &&
      ['id', 'recordedAt'].every((name) => storedColumns(entity).some(({ property }) => property === name)) &&
      freeTextsOf(entity).length > 0,
  );

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** Characters that nobody sees; `translate` drops what has no counterpart. */
const UNSEEN = '\u00AD\u200B\u200C\u200D\u2060\uFEFF';
const meant = (sql: string): string => `translate(${sql}, ${quoted(WRITTEN + UNSEEN)}, ${quoted(MEANT)})`;
const SOME_DIGITS = '([0-9０-９][^0-9０-９]{0,3}){10}';
const SUM = CHECK_WEIGHTS.map((weight, index) => `substr(c.d, ${index + 1}, 1)::int * ${weight}`).join(' + ');
const HAS_IDENTITY = `EXISTS (SELECT FROM regexp_matches(n.text, ${quoted(`(${IDENTITY})`)}, 'g') m
  CROSS JOIN LATERAL (SELECT upper(replace(m[1], ' ', '')) AS d) c
  WHERE substr(${quoted(CHECK_DIGITS)}, 1 + (${SUM}) % 11, 1) = substr(c.d, 18, 1))`;

const findingsOf = (entity: EntityClass): string =>
  `SELECT '${entity.name}' AS type, t.id, t.place_id, t.recorded_at, f.field, p.is_phone, p.is_identity
    FROM ${tableOf(entity)} t CROSS JOIN LATERAL (VALUES ${freeTextsOf(entity)
      .map(({ property, sql }) => `('${property}', ${sql})`)
      .join(', ')}) f(field, text) CROSS JOIN LATERAL (SELECT ${meant('f.text')} AS text OFFSET 0) n
    CROSS JOIN LATERAL (SELECT n.text ~ ${quoted(PHONE)} AS is_phone,
      n.text ~ ${quoted(OLD_IDENTITY)} OR ${HAS_IDENTITY} AS is_identity OFFSET 0) p
    WHERE t.place_path >= $1 AND t.place_path < $2 AND f.text ~ ${quoted(SOME_DIGITS)}
    AND (p.is_phone OR p.is_identity)`;

const findingsText = textFamily(
  'private numbers',
  () => ['all'],
  String,
  () =>
    `WITH found AS MATERIALIZED (${searchedEntities().map(findingsOf).join(' UNION ALL ')})
    SELECT n.total, p.* FROM (SELECT count(*)::int AS total FROM found) n LEFT JOIN (SELECT type, id, field,
      place_id AS "placeId", recorded_at AS "enteredAt", is_phone AS "isPhone", is_identity AS "isIdentity" FROM found
      WHERE $3::uuid IS NULL OR (id, field) > ($3, $4::text) ORDER BY id, field LIMIT $5::int) p ON true
    ORDER BY p.id, p.field`,
);

/** The records of a range of places whose texts hold private numbers, without the numbers. */
export const findingsStatement = (
  range: { readonly from: string; readonly end: string },
  after: FindingPosition | null,
  limit: number,
): Statement => ({
  text: findingsText('all'),
  values: [range.from, range.end, after?.id ?? null, after?.field ?? null, limit],
});
