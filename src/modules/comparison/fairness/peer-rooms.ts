import { fixedText } from '../../../kernel/statement-text.js';
import type { Statement } from '../../../kernel/database.js';
import type { PeriodDays } from '../reading/comparison-sql.js';
import type { Span } from '../period/period.service.js';
import type { ComparisonSettings } from '../settings/comparison-setting.entity.js';
import { Exposure } from '../settings/fairness.enums.js';

/** A room as the role app_peers sees it: what decides its peer group, and no name. */
export interface PeerRoom {
  readonly roomId: string;
  readonly placeId: string;
  readonly placePath: string;
  /** The kind of its place; the level where the place has no kind. */
  readonly kind: string;
  /**
   * Usual residents: the latest figure not after the period's end, else the earliest later one. Rates use the same
   * rule.
   */
  readonly residents: number | null;
  /**
   * The day from which its records count: the day from which they are complete, else its establishment, else its
   * enrolment.
   * An imprecise establishment counts with its last possible day.
   */
  readonly since: string;
  readonly builtOn: string;
}

const PEER_ROOMS = fixedText(
  'rooms of peers',
  `SELECT r.id AS "roomId", r.place_id AS "placeId", r.place_path AS "placePath", coalesce(p.kind, p.level) AS kind,
    f.count AS residents, ` +
    `coalesce(r.data_complete_from, r.established_to, r.enrolled_on)::text AS since, coalesce(r.established_to,
      r.enrolled_on)::text AS "builtOn" ` +
    `FROM room r JOIN place p ON p.city_id = r.city_id AND p.id = r.place_id ` +
    `LEFT JOIN LATERAL (SELECT x.count FROM place_fact x
      WHERE x.city_id = r.city_id AND x.place_id = r.place_id AND x.kind = 'USUAL_RESIDENTS'
      ORDER BY x.as_of <= $1::date DESC, abs(x.as_of - $1::date) LIMIT 1) f ON true ` +
    `WHERE p.kind IS DISTINCT FROM 'STATISTICAL_ONLY'`,
);

/** Every compared room of the city, with what decides its peer group. For the role app_peers. */
export const peerRoomsStatement = (days: PeriodDays): Statement => ({
  text: PEER_ROOMS,
  values: [days.to],
  isShared: true,
});

const STREETS = fixedText(
  'streets of peers',
  `SELECT p.id AS "placeId", p.path AS "placePath", p.kind, p.closed_on IS NOT NULL AS "isClosed" FROM place p
    WHERE p.level = 'STREET' AND p.kind IS DISTINCT FROM 'STATISTICAL_ONLY'`,
);

/**
 * The streets of the city as they are today, with their kind. For the role app_peers.
 * A merged street is closed and is below its successor, so it is part of that one.
 */
export const PEER_STREETS: Statement = {
  text: STREETS,
  values: [],
  isShared: true,
};
export interface PeerStreet {
  readonly placeId: string;
  readonly placePath: string;
  readonly kind: string;
  readonly isClosed: boolean;
}

/**
 * Finds the open street that a path is in or at. All segments of a path have the same width, so few prefixes have to be
 * tried.
 */
export function streetFinder(streets: readonly PeerStreet[]): (path: string) => string | null {
  const open = new Set(streets.filter(({ isClosed }) => !isClosed).map(({ placePath }) => placePath));
  const lengths = [...new Set([...open].map((path) => path.length))].sort((a, b) => a - b);
  return (path) => {
    const length = lengths.find((long) => open.has(path.slice(0, long)));
    return length === undefined ? null : path.slice(0, length);
  };
}

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/**
 * The months of the period from the first whole month in which the room's records count.
 * A room that begins on the first day of a month has that whole month.
 */
export function exposureMonths({ since }: Pick<PeerRoom, 'since'>, span: Span): number {
  const first = monthOf(since) + (since.slice(8) === '01' ? 0 : 1);
  return Math.max(0, monthOf(span.to) - Math.max(first, monthOf(span.from)) + 1);
}

export function exposureOf(room: PeerRoom, span: Span): Exposure {
  const months = monthOf(span.to) - monthOf(span.from) + 1;
  const had = exposureMonths(room, span);
  return had === months ? Exposure.WHOLE : had * 2 >= months ? Exposure.MOST : Exposure.PART;
}

/** The number of the band that contains a value; 0 is below the first limit. */
export const bandNumber = (value: number, edges: readonly number[]): number =>
  edges.filter((edge) => value >= edge).length;

/** Whole years from the day the room was built to the period's end. */
export const ageOf = ({ builtOn }: Pick<PeerRoom, 'builtOn'>, { to }: Span): number =>
  Math.max(0, Math.floor((monthOf(to) - monthOf(builtOn)) / 12));

export const UNKNOWN_POPULATION = 'unknown';

/** The bands of a room, from the widest level to the narrowest. Joined together they name its group at each level. */
export const classesOf = (
  room: PeerRoom,
  span: Span,
  { populationEdges, ageEdges }: ComparisonSettings,
): readonly [kind: string, population: string, exposure: Exposure, age: string] => [
  room.kind,
  room.residents === null ? UNKNOWN_POPULATION : String(bandNumber(room.residents, populationEdges)),
  exposureOf(room, span),
  String(bandNumber(ageOf(room, span), ageEdges)),
];
