import { RECORD_KINDS } from './base-aggregates.js';
import { type Measure, counting } from './measures/measure.js';
import { MEASURE_NAMES, measureOf } from './measures/measures.js';

const month = (day: string): string => `date_trunc('month', (${day})::timestamp)::date`;
const KEYS = 'room_id, measure, from_month, since_month, to_month, carried, bound';

/** The rooms with a path from $1 up to but without $2. */
const SCOPE =
  'scope AS MATERIALIZED (SELECT r.id, r.city_id, r.place_id, r.place_path FROM room r WHERE r.place_path >= ' +
  '$1 AND r.place_path < $2)';

/** The measures with a column of their own. A measure with `only` reads a part of another one's column. */
const KEPT_MEASURES = MEASURE_NAMES.map(measureOf).filter(({ kept }) => kept && !kept.only);

/** SQL for the records of one measure, with their weight and their months. */
function linesOf(measure: Measure): string[] {
  const {
    source,
    days: [first, last],
    weight = '1',
    keyed,
    kept,
    unsure,
  } = measure;
  const line = (name: string, value: string, when: string, months: readonly [string, string, string]): string =>
    `SELECT s.id AS room_id, '${name.toUpperCase()}' AS measure, ${months.map(month).join(', ')}, false AS carried,
      'EXACT' AS bound, (${value})::bigint AS value FROM ${source.from} WHERE ${counting(measure)} AND ${when}`;
  const dated = `${first} IS NOT NULL AND ${last} IS NOT NULL`;
  if (!keyed) {
    if (!unsure) return [line(kept!.column, weight, dated, [first, first, last])];
    return [
      line(kept!.column, weight, `${dated} AND (${unsure}) IS NOT TRUE`, [first, first, last]),
      line(`${kept!.column}_unsure`, weight, `${dated} AND (${unsure})`, [first, first, last]),
    ];
  }
  const { gone, met } = keyed;
  if (met) {
    const [since, until] = [`greatest(${first}, ${met.first})`, `greatest(${first}, ${met.last})`];
    return [
      line(kept!.column, weight, `${dated} AND ${met.last} IS NOT NULL${gone ? ` AND NOT (${gone.when})` : ''}`, [
        first,
        since,
        until,
      ]),
    ];
  }
  if (!gone) return [line(kept!.column, weight, dated, [first, first, first])];
  const later = `(${gone.when}) AND ${month(gone.on)} > ${month(first)}`;
  return [
    line(kept!.column, weight, `${dated} AND (NOT (${gone.when}) OR ${later})`, [first, first, first]),
    line(kept!.column, `-(${weight})`, `${dated} AND ${later}`, [first, gone.on, gone.on]),
  ];
}

const ofRecords = KEPT_MEASURES.flatMap(linesOf).map((sql, index) =>
  index === 0 ? `SELECT * FROM (${sql}) first_of (${KEYS}, value)` : sql,
);
const ofTotals = KEPT_MEASURES.flatMap(({ carried, kept }) =>
  carried
    ? [
        `SELECT s.id, '${kept!.column.toUpperCase()}',
          ${[month('c.period_from'), month('c.period_from'), month('c.period_to')].join(', ')}, true, CASE
          WHEN c.quality = 'AT_LEAST' OR ${carried.floorWhen} THEN 'AT_LEAST' ` +
          `WHEN c.quality = 'APPROXIMATE' THEN 'APPROXIMATE' ELSE 'EXACT' END, c.value::bigint FROM scope s
            JOIN carried_total c ON c.city_id = s.city_id AND c.room_id = s.id AND c.measure = '${carried.measure}'`,
      ]
    : [],
);

const ofKinds = RECORD_KINDS.map(
  ([table, last]) =>
    `SELECT s.id, 'RECORDED', m.m, m.m, m.m, false, 'EXACT', 1 FROM scope s
      JOIN ${table} k ON k.city_id = s.city_id AND k.place_path = s.place_path CROSS
      JOIN LATERAL (SELECT ${month(`k.${last}`)} AS m) m WHERE m.m IS NOT NULL`,
);

/** What the stored sums should be, one row a key. `records` is counted only where room_span_stat stores the sum. */
const COUNTED = `counted AS (SELECT ${KEYS}, sum(value) AS value, CASE WHEN from_month <> to_month OR carried
  THEN count(*) ELSE 0 END AS records FROM (${[...ofRecords, ...ofTotals, ...ofKinds].join(' UNION ALL ')}) l
  GROUP BY ${KEYS})`;

const COLUMNS = [
  'recorded',
  ...KEPT_MEASURES.flatMap(({ kept, unsure }) => [kept!.column, ...(unsure ? [`${kept!.column}_unsure`] : [])]),
].sort();
const KEPT =
  `kept AS (SELECT s.id AS room_id, c.measure, m.month AS from_month, m.month AS since_month, m.month AS to_month,
    false AS carried, 'EXACT' AS bound, c.value::numeric AS value, 0::bigint AS records ` +
  `FROM scope s JOIN room_month_stat m ON m.city_id = s.city_id AND m.room_id = s.id CROSS
    JOIN LATERAL (VALUES ${COLUMNS.map((column) => `('${column.toUpperCase()}', m.${column}::bigint)`).join(', ')})
    c(measure, value) ` +
  `UNION ALL SELECT ${KEYS.replace('room_id', 's.id')}, p.value::numeric, p.records FROM scope s
    JOIN room_span_stat p ON p.city_id = s.city_id AND p.room_id = s.id)`;

/** The sums that differ from the records. */
export const DRIFT =
  `WITH ${SCOPE}, ${COUNTED}, ${KEPT}, drift AS (SELECT ${KEYS}, sum(kept) AS kept, sum(counted) AS counted FROM (` +
  `SELECT ${KEYS}, value AS kept, records AS kept_records, 0::numeric AS counted, 0::bigint AS counted_records FROM kept
    UNION ALL SELECT ${KEYS}, 0, 0, value, records FROM counted) l ` +
  `GROUP BY ${KEYS} HAVING sum(kept) <> sum(counted) OR sum(kept_records) <> sum(counted_records)) ` +
  `SELECT p.code, d.room_id AS "roomId", d.measure, d.from_month::text AS "from", d.to_month::text AS "to",
    d.kept::text AS kept, d.counted::text AS counted ` +
  `FROM drift d JOIN scope s ON s.id = d.room_id JOIN place p ON p.city_id = s.city_id AND p.id = s.place_id
    ORDER BY p.code, d.measure, d.from_month, d.to_month`;

const INTO = 'city_id, room_id, place_id, place_path';
/** Stores the counted sums of the rooms in the range. Their old rows must be deleted before. */
export const RECOUNTED = [
  `WITH ${SCOPE}, ${COUNTED} INSERT INTO room_month_stat (${INTO}, month, ${COLUMNS.join(', ')})
    SELECT s.city_id, s.id, s.place_id, s.place_path, c.from_month, ` +
    `${COLUMNS.map(
      (column) => `coalesce(sum(c.value) FILTER (WHERE c.measure = '${column.toUpperCase()}'),
      0)`,
    ).join(', ')}
      FROM counted c JOIN scope s ON s.id = c.room_id WHERE c.from_month = c.to_month AND NOT c.carried
      GROUP BY s.city_id, s.id, s.place_id, s.place_path, c.from_month`,
  `WITH ${SCOPE}, ${COUNTED} INSERT INTO room_span_stat (${INTO}, measure, from_month, since_month, to_month, carried,
    bound, value, records) SELECT s.city_id, s.id, s.place_id, s.place_path, ` +
    `c.measure, c.from_month, c.since_month, c.to_month, c.carried, c.bound, c.value, c.records FROM counted c
      JOIN scope s ON s.id = c.room_id WHERE c.from_month <> c.to_month OR c.carried`,
];
