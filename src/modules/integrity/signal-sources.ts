import { ImpossibleTiming, IntegritySignalKind } from './integrity.enums.js';
import { rankOf } from './signal-kinds.js';
import {
  BURST_DAYS_LATER,
  BURST_LAST_DAYS,
  BURST_LEAST_SESSIONS,
  BURST_LEAST_SHARE,
  COPIED_LEAST_CHARACTERS,
  MOST_SESSIONS_A_DAY,
  TOP_MARKS_LEAST_EVALUATIONS,
} from './thresholds.js';

/**
 * The signals of each sort: SQL over `scope s`, the rooms asked about, and `held`, their sessions, that answers one row
 * a room above the sort's threshold and none for the others:
 *   room_id, rank, count, of    whose, of which sort, and its numbers
 *   records                     what it rests on, as JSON
 * $1 and $2 are the period's first and last day. A record belongs to the period when every day it can be of lies in it.
 */
type Name = Exclude<IntegritySignalKind, IntegritySignalKind.IMPOSSIBLE_TIMING> | ImpossibleTiming;

/** What nobody here dated: sources taken over, or worked out from. */
const OWN = (alias: string): string => `${alias}.origin NOT IN ('TAKEN_OVER', 'DERIVED')`;
const WITHIN = (first: string, last: string): string => `${first} >= $1::date AND ${last} <= $2::date`;
const dayOf = (moment: string): string => `(${moment} AT TIME ZONE 'Asia/Shanghai')::date`;
const AT_ROOM = (alias: string): string => `${alias}.city_id = s.city_id AND ${alias}.place_path = s.place_path`;
const HITS = 'count(*) FILTER (WHERE hit)';

interface Source {
  /**
   * The records looked at: room_id, id, first, last, entered_at, and whether each is one the signal rests on: `hit`.
   */
  readonly from: string;
  /** SQL of a record's type and, where it does not go together with another, of that one's type and id. */
  readonly type: string;
  readonly against?: readonly [type: string, id: string];
  /** From when on it is a signal; from one on when nothing else is said. */
  readonly when?: string;
  readonly of?: string;
}

const signal = (name: Name, { from, type, against, when = `${HITS} > 0`, of = 'count(*)' }: Source): string =>
  `SELECT room_id, ${rankOf(name)} AS rank, ${HITS} AS count, ${of} AS of, json_agg(json_build_object('type', ${type},
    'id', id, 'againstType', ${against?.[0] ?? 'NULL'}, 'againstId', ${against?.[1] ?? 'NULL'}, ` +
  `'first', first, 'last', last, 'enteredAt', entered_at)) FILTER (WHERE hit) AS records FROM (${from}) t
    GROUP BY room_id HAVING ${when}`;

export const HELD =
  'held AS MATERIALIZED (SELECT s.id AS room_id, e.city_id, e.id, e.topic_id, e.held_from AS first, e.held_to ' +
  'AS last, e.held_precision, e.recorded_at AS entered_at ' +
  `FROM scope s JOIN session e ON e.city_id = s.city_id AND e.room_id = s.id
    WHERE e.state = 'HELD' AND ${WITHIN('e.held_from', 'e.held_to')} AND ${OWN('e')})`;

const burst = signal(IntegritySignalKind.BURST_BEFORE_END, {
  from: `SELECT *, ${dayOf('entered_at')} BETWEEN $2::date - ${BURST_LAST_DAYS - 1} AND $2::date
    AND ${dayOf('entered_at')} - last > ${BURST_DAYS_LATER} AS hit FROM held`,
  type: `'Session'`,
  when: `count(*) >= ${BURST_LEAST_SESSIONS} AND ${HITS} >= ${BURST_LEAST_SHARE} * count(*)`,
});

/**
 * What is left of a text when dates, numbers and punctuation are taken out: ideographs but the numerals and 年月日, and
 * Latin letters. Ranges, since classes of characters depend on the server's locale.
 */
const words = (text: string): string =>
  `regexp_replace(${text}, '[^A-Za-z\\u3400-\\u9FFF]|[〇零一二三四五六七八九十百千年月日]', '', 'g')`;
/**
 * Few minutes begin alike, so their first words are looked at first, and only of those that share them with others all
 * the words. Where so many words stand near the beginning the rest is not read. What is shorter is no candidate.
 */
const BEGINNING = 2 * COPIED_LEAST_CHARACTERS;
const MINUTES_FINGERPRINTS =
  'begun AS MATERIALIZED (SELECT h.*, left(CASE WHEN length(w.words) >= ' +
  `${COPIED_LEAST_CHARACTERS} THEN w.words ELSE ${words('e.minutes')} END, ${COPIED_LEAST_CHARACTERS}) AS beginning
    FROM held h JOIN session e ON e.city_id = h.city_id AND e.id = h.id ` +
  `CROSS JOIN LATERAL (SELECT ${words(`left(e.minutes, ${BEGINNING})`)} AS words OFFSET 0) w
    WHERE length(e.minutes) >= ${COPIED_LEAST_CHARACTERS}), ` +
  `marked AS MATERIALIZED (SELECT b.id, b.first, md5(${words('e.minutes')}) AS mark FROM begun b
    JOIN session e ON e.city_id = b.city_id AND e.id = b.id ` +
  'WHERE b.beginning IN (SELECT beginning FROM begun GROUP BY beginning HAVING count(*) > 1))';
const TWINS =
  'SELECT id, count(*) OVER (PARTITION BY mark) AS alike, CASE WHEN row_number() OVER earliest = 1 THEN ' +
  'lead(id) OVER earliest ELSE first_value(id) OVER earliest END AS twin ' +
  'FROM marked WINDOW earliest AS (PARTITION BY mark ORDER BY first, id)';
const copied = signal(IntegritySignalKind.COPIED_MINUTES, {
  from: `WITH ${MINUTES_FINGERPRINTS} SELECT b.*, w.twin, coalesce(w.alike > 1, false) AS hit FROM begun b
    LEFT JOIN (${TWINS}) w ON w.id = b.id WHERE length(b.beginning) = ${COPIED_LEAST_CHARACTERS}`,
  type: `'Session'`,
  against: [`'Session'`, 'twin'],
});

/** An evaluation that only may lie in the period speaks against the signal, never for it. */
const topMarks = signal(IntegritySignalKind.ONLY_TOP_MARKS, {
  from:
    `SELECT s.id AS room_id, v.id, v.done_from AS first, v.done_to AS last, v.recorded_at AS entered_at,
      coalesce(v.satisfaction = 'SATISFIED', v.satisfied = v.valid) AS is_top,
      ${WITHIN('v.done_from', 'v.done_to')} AS hit ` +
    `FROM scope s JOIN evaluation v ON ${AT_ROOM('v')}
      WHERE v.done_from <= $2::date AND v.done_to >= $1::date AND ${OWN('v')}`,
  type: `'Evaluation'`,
  when: `${HITS} >= ${TOP_MARKS_LEAST_EVALUATIONS} AND bool_and(is_top)`,
  of: HITS,
});

const early = signal(ImpossibleTiming.HELD_BEFORE_PROPOSED, {
  from: `SELECT h.*, h.last < t.proposed_from AND ${OWN('t')} AS hit FROM held h
    JOIN topic t ON t.city_id = h.city_id AND t.id = h.topic_id`,
  type: `'Session'`,
  against: [`'Topic'`, 'topic_id'],
});

const unassigned = signal(ImpossibleTiming.VERIFIED_BEFORE_ASSIGNED, {
  from:
    `SELECT s.id AS room_id, v.id, v.verified_from AS first, v.verified_to AS last, v.recorded_at AS entered_at,
      v.item_id, coalesce(v.verified_to < i.assigned_on AND ${OWN('i')}, false) AS hit ` +
    `FROM scope s JOIN item_verification v ON ${AT_ROOM('v')}
      JOIN implementation_item i ON i.city_id = v.city_id AND i.id = v.item_id
      WHERE ${WITHIN('v.verified_from', 'v.verified_to')} AND ${OWN('v')}`,
  type: `'ItemVerification'`,
  against: [`'ImplementationItem'`, 'item_id'],
});

const unreported = signal(ImpossibleTiming.DECIDED_BEFORE_REPORTED, {
  from:
    `SELECT s.id AS room_id, d.id, d.met_on AS first, d.met_on AS last, d.recorded_at AS entered_at, d.report_id,
      d.met_on < r.reported_from AND ${OWN('r')} AS hit ` +
    `FROM scope s JOIN outcome_decision d ON ${AT_ROOM('d')}
      JOIN outcome_report r ON r.city_id = d.city_id AND r.id = d.report_id
      WHERE ${WITHIN('d.met_on', 'd.met_on')} AND ${OWN('d')}`,
  type: `'OutcomeDecision'`,
  against: [`'OutcomeReport'`, 'report_id'],
});

/** Both are open, so that a paper could mean either. The oldest other one is shown beside it. */
const TWIN =
  'SELECT o.id FROM topic o WHERE o.city_id = t.city_id AND o.room_id = t.room_id ' +
  `AND o.plain_title = t.plain_title AND o.id <> t.id AND o.state <> 'CLOSED' ORDER BY o.recorded_at, o.id LIMIT 1`;
const twins = signal(IntegritySignalKind.TWIN_TOPICS, {
  from:
    'SELECT *, twin IS NOT NULL AS hit FROM (' +
    'SELECT s.id AS room_id, t.id, t.proposed_from AS first, t.proposed_to AS last, t.recorded_at AS entered_at, ' +
    `(${TWIN}) AS twin FROM scope s JOIN topic t ON t.city_id = s.city_id AND t.room_id = s.id ` +
    `WHERE t.state <> 'CLOSED' AND ${WITHIN('t.proposed_from', 't.proposed_to')} AND ${OWN('t')}) o`,
  type: `'Topic'`,
  against: [`'Topic'`, 'twin'],
});

const AGAIN =
  'EXISTS (SELECT FROM room_register n WHERE n.city_id = g.city_id AND n.room_id = g.room_id AND n.kind = g.kind ' +
  'AND n.taken_back_on IS NULL AND n.kept_from = g.kept_to + 1)';
const givenUp = signal(IntegritySignalKind.REGISTER_GIVEN_UP, {
  from:
    'SELECT s.id AS room_id, g.id, g.kept_to AS first, g.kept_to AS last, g.changed_at AS entered_at, ' +
    `coalesce(${WITHIN('g.kept_to', 'g.kept_to')}, false) AND NOT ${AGAIN} AS hit FROM scope s JOIN room_register g ` +
    'ON g.city_id = s.city_id AND g.room_id = s.id WHERE g.taken_back_on IS NULL AND g.kept_from <= $2::date ' +
    'AND coalesce(g.kept_to >= $1::date, true)',
  type: `'RoomRegister'`,
});

const EXACT = `held_precision = 'DAY'`;
const crowded = signal(ImpossibleTiming.MANY_ON_ONE_DAY, {
  from: `SELECT h.*, ${EXACT} AND d.first IS NOT NULL AS hit FROM held h LEFT JOIN (SELECT room_id, first FROM held
    WHERE ${EXACT} GROUP BY room_id, first HAVING count(*) > ${MOST_SESSIONS_A_DAY}) d USING (room_id, first)`,
  type: `'Session'`,
});

/**
 * A year mistyped lies far outside every period, so these are the records dated from the period's first day on and
 * entered by its last.
 */
const DATED: readonly (readonly [type: string, table: string, first: string, last: string])[] = [
  ['Session', 'session', 'held_from', 'held_to'],
  ['Topic', 'topic', 'proposed_from', 'proposed_to'],
  ['ResearchRecord', 'research_record', 'done_from', 'done_to'],
  ['OutcomeReport', 'outcome_report', 'reported_from', 'reported_to'],
  ['OutcomeDecision', 'outcome_decision', 'met_on', 'met_on'],
  ['ImplementationEvent', 'implementation_event', 'happened_from', 'happened_to'],
  ['ItemVerification', 'item_verification', 'verified_from', 'verified_to'],
  ['Evaluation', 'evaluation', 'done_from', 'done_to'],
];
const AFTER_THE_END = `(($2::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`;
const ahead = signal(ImpossibleTiming.DATED_AFTER_ENTRY, {
  from: DATED.map(
    ([type, table, first, last]) =>
      `SELECT s.id AS room_id, '${type}' AS type, x.id, x.${first} AS first, x.${last} AS last,
        x.recorded_at AS entered_at, x.${first} > ${dayOf('greatest(x.recorded_at, x.changed_at)')} AS hit ` +
      `FROM scope s JOIN ${table} x ON ${AT_ROOM('x')}
        WHERE x.${first} >= $1::date AND x.recorded_at < ${AFTER_THE_END} AND ${OWN('x')}`,
  ).join(' UNION ALL '),
  type: 'type',
});

const { BURST_BEFORE_END, COPIED_MINUTES, ONLY_TOP_MARKS, IMPOSSIBLE_TIMING, TWIN_TOPICS, REGISTER_GIVEN_UP } =
  IntegritySignalKind;
const SIGNALS_BY_KIND: Readonly<Record<IntegritySignalKind, readonly string[]>> = {
  [BURST_BEFORE_END]: [burst],
  [COPIED_MINUTES]: [copied],
  [ONLY_TOP_MARKS]: [topMarks],
  [IMPOSSIBLE_TIMING]: [early, unassigned, unreported, crowded, ahead],
  [TWIN_TOPICS]: [twins],
  [REGISTER_GIVEN_UP]: [givenUp],
};

/**
 * `signal`: the signals of the kinds in the text array `$n`. A kind that is not asked for costs nothing, because the
 * condition has no column: PostgreSQL checks it once, before it reads any row.
 */
export const signalsOf = (kinds: string): string =>
  `signal AS MATERIALIZED (${Object.values(IntegritySignalKind)
    .flatMap((kind) =>
      SIGNALS_BY_KIND[kind].map((sql) => `SELECT * FROM (${sql} OFFSET 0) x WHERE '${kind}' = ANY(${kinds})`),
    )
    .join(' UNION ALL ')})`;
