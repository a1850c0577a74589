import { ImpossibleTiming, IntegritySignalKind } from './integrity.enums.js';
import { rankOf } from './signal-kinds.js';
import {
  BURST_DAYS_LATER, BURST_LAST_DAYS, BURST_LEAST_SESSIONS, BURST_LEAST_SHARE, COPIED_LEAST_CHARACTERS, MOST_SESSIONS_A_DAY, TOP_MARKS_LEAST_EVALUATIONS,
} from './thresholds.js';

/**
 * The records each sort of signal rests on: SQL over `scope s`, the rooms asked about, and `held`, their sessions, that answers
 *   room_id, rank               whose signal, and of which sort
 *   type, id                    the record
 *   against_type, against_id    the record it does not go together with, else null
 *   first, last, entered_at     the days it can be of, and when it was entered
 *   of                          out of how many
 * and nothing at all below the sort's threshold. $1 and $2 are the period's first and last day. A record belongs to the period when every day it can be of lies in it.
 */
const COLUMNS = 'room_id, rank, type, id, against_type, against_id, first, last, entered_at, of';

/** What nobody here dated: sources taken over, or worked out from. */
const OWN = (alias: string): string => `${alias}.origin NOT IN ('TAKEN_OVER', 'DERIVED')`;
const WITHIN = (first: string, last: string): string => `${first} >= $1::date AND ${last} <= $2::date`;
const dayOf = (moment: string): string => `(${moment} AT TIME ZONE 'Asia/Shanghai')::date`;
const AT_ROOM = (alias: string): string => `${alias}.city_id = s.city_id AND ${alias}.place_path = s.place_path`;

export const HELD = 'held AS MATERIALIZED (SELECT s.id AS room_id, e.city_id, e.id, e.topic_id, e.held_from, e.held_to, e.held_precision, e.recorded_at, e.changed_at '
  + `FROM scope s JOIN session e ON e.city_id = s.city_id AND e.room_id = s.id WHERE e.state = 'HELD' AND ${WITHIN('e.held_from', 'e.held_to')} AND ${OWN('e')})`;

type Name = Exclude<IntegritySignalKind, IntegritySignalKind.IMPOSSIBLE_TIMING> | ImpossibleTiming;

/** Of all records `from` tells (room_id, id, first, last, entered_at, further columns), those that `which` holds for, beside how many there were. */
const among = (name: Name, type: string, from: string, which: string, against: readonly [type: string, id: string] | null = null): string =>
  `SELECT room_id, ${rankOf(name)} AS rank, ${type} AS type, id, ${against ? `'${against[0]}', ${against[1]}` : 'NULL::text, NULL::uuid'}, first, last, entered_at, of `
  + `FROM (SELECT t.*, count(*) OVER (PARTITION BY room_id) AS of FROM (${from}) t) t WHERE ${which}`;

const SESSIONS = 'SELECT room_id, id, held_from AS first, held_to AS last, recorded_at AS entered_at';

const LATE = `${dayOf('recorded_at')} BETWEEN $2::date - ${BURST_LAST_DAYS - 1} AND $2::date AND ${dayOf('recorded_at')} - held_to > ${BURST_DAYS_LATER}`;
const burst = among(IntegritySignalKind.BURST_BEFORE_END, `'Session'`, `${SESSIONS}, ${LATE} AS late, count(*) FILTER (WHERE ${LATE}) OVER (PARTITION BY room_id) AS bursting FROM held`,
  `late AND of >= ${BURST_LEAST_SESSIONS} AND bursting >= ${BURST_LEAST_SHARE} * of`);

/** What is left of a text when dates, numbers and punctuation are taken out: ideographs but the numerals and 年月日, and Latin letters. Character ranges, since classes depend on the server's locale. */
const WORDS = `regexp_replace(e.minutes, '[^A-Za-z\\u3400-\\u9FFF]|[〇零一二三四五六七八九十百千年月日]', '', 'g')`;
const LONG = 'SELECT h.room_id, h.id, h.held_from AS first, h.held_to AS last, h.recorded_at AS entered_at, md5(w.words) AS mark FROM held h JOIN session e ON e.city_id = h.city_id AND e.id = h.id '
  + `CROSS JOIN LATERAL (SELECT ${WORDS} AS words OFFSET 0) w WHERE length(e.minutes) >= ${COPIED_LEAST_CHARACTERS} AND length(w.words) >= ${COPIED_LEAST_CHARACTERS}`;
const TWINS = `SELECT m.*, count(*) OVER (PARTITION BY mark) AS twins, CASE WHEN row_number() OVER earliest = 1 THEN lead(id) OVER earliest ELSE first_value(id) OVER earliest END AS twin `
  + `FROM (${LONG}) m WINDOW earliest AS (PARTITION BY mark ORDER BY first, id)`;
const copied = among(IntegritySignalKind.COPIED_MINUTES, `'Session'`, TWINS, 'twins > 1', ['Session', 'twin']);

/** An evaluation that only may lie in the period speaks against the signal, never for it. */
const EVALUATIONS = `SELECT s.id AS room_id, v.id, v.done_from AS first, v.done_to AS last, v.recorded_at AS entered_at, bool_and(v.satisfaction = 'SATISFIED') OVER (PARTITION BY s.id) AS spotless `
  + `FROM scope s JOIN evaluation v ON ${AT_ROOM('v')} WHERE v.done_from <= $2::date AND v.done_to >= $1::date AND ${OWN('v')}`;
const topMarks = among(IntegritySignalKind.ONLY_TOP_MARKS, `'Evaluation'`, `SELECT * FROM (${EVALUATIONS}) v WHERE ${WITHIN('first', 'last')}`, `spotless AND of >= ${TOP_MARKS_LEAST_EVALUATIONS}`);

const early = among(ImpossibleTiming.HELD_BEFORE_PROPOSED, `'Session'`,
  `SELECT h.room_id, h.id, h.held_from AS first, h.held_to AS last, h.recorded_at AS entered_at, h.topic_id, h.held_to < t.proposed_from AND ${OWN('t')} AS early FROM held h JOIN topic t ON t.city_id = h.city_id AND t.id = h.topic_id`,
  'early', ['Topic', 'topic_id']);

const unassigned = among(ImpossibleTiming.VERIFIED_BEFORE_ASSIGNED, `'ItemVerification'`,
  `SELECT s.id AS room_id, v.id, v.verified_from AS first, v.verified_to AS last, v.recorded_at AS entered_at, v.item_id, v.verified_to < i.assigned_on AND ${OWN('i')} AS early `
  + `FROM scope s JOIN item_verification v ON ${AT_ROOM('v')} JOIN implementation_item i ON i.city_id = v.city_id AND i.id = v.item_id WHERE ${WITHIN('v.verified_from', 'v.verified_to')} AND ${OWN('v')}`,
  'early', ['ImplementationItem', 'item_id']);

const unreported = among(ImpossibleTiming.DECIDED_BEFORE_REPORTED, `'OutcomeDecision'`,
  `SELECT s.id AS room_id, d.id, d.met_on AS first, d.met_on AS last, d.recorded_at AS entered_at, d.report_id, d.met_on < r.reported_from AND ${OWN('r')} AS early `
  + `FROM scope s JOIN outcome_decision d ON ${AT_ROOM('d')} JOIN outcome_report r ON r.city_id = d.city_id AND r.id = d.report_id WHERE ${WITHIN('d.met_on', 'd.met_on')} AND ${OWN('d')}`,
  'early', ['OutcomeReport', 'report_id']);

const EXACT = `held_precision = 'DAY'`;
const crowded = among(ImpossibleTiming.MANY_ON_ONE_DAY, `'Session'`,
  `${SESSIONS}, ${EXACT} AS exact, count(*) FILTER (WHERE ${EXACT}) OVER (PARTITION BY room_id, held_from) AS that_day FROM held`, `exact AND that_day > ${MOST_SESSIONS_A_DAY}`);

/** A year mistyped lies far outside every period, so these are the records dated from the period's first day on and entered by its last. */
const DATED: readonly (readonly [type: string, table: string, first: string, last: string])[] = [
  ['Session', 'session', 'held_from', 'held_to'], ['Topic', 'topic', 'proposed_from', 'proposed_to'], ['ResearchRecord', 'research_record', 'done_from', 'done_to'],
  ['OutcomeReport', 'outcome_report', 'reported_from', 'reported_to'], ['OutcomeDecision', 'outcome_decision', 'met_on', 'met_on'],
  ['ImplementationEvent', 'implementation_event', 'happened_from', 'happened_to'], ['ItemVerification', 'item_verification', 'verified_from', 'verified_to'],
  ['Evaluation', 'evaluation', 'done_from', 'done_to'],
];
const ENTERED = DATED.map(([type, table, first, last]) => `SELECT s.id AS room_id, '${type}' AS type, x.id, x.${first} AS first, x.${last} AS last, x.recorded_at AS entered_at, x.changed_at `
  + `FROM scope s JOIN ${table} x ON ${AT_ROOM('x')} WHERE x.${first} >= $1::date AND ${dayOf('x.recorded_at')} <= $2::date AND ${OWN('x')}`).join(' UNION ALL ');
const ahead = among(ImpossibleTiming.DATED_AFTER_ENTRY, 'type', ENTERED, `first > ${dayOf('greatest(entered_at, changed_at)')}`);

const { BURST_BEFORE_END, COPIED_MINUTES, ONLY_TOP_MARKS, IMPOSSIBLE_TIMING } = IntegritySignalKind;
const SOURCES: Readonly<Record<IntegritySignalKind, readonly string[]>> = {
  [BURST_BEFORE_END]: [burst], [COPIED_MINUTES]: [copied], [ONLY_TOP_MARKS]: [topMarks], [IMPOSSIBLE_TIMING]: [early, unassigned, unreported, crowded, ahead],
};

/** `evidence(…)`: the records behind the signals of these kinds. */
export const evidence = (kinds: readonly IntegritySignalKind[]): string =>
  `evidence(${COLUMNS}) AS MATERIALIZED (${Object.values(IntegritySignalKind).filter((kind) => kinds.includes(kind)).flatMap((kind) => SOURCES[kind]).join(' UNION ALL ')})`;
