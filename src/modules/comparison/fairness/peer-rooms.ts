import { fixedText } from '../../../kernel/statement-text.js';
import type { Statement } from '../../../kernel/database.js';
import type { PeriodDays } from '../reading/comparison-sql.js';
import type { Span } from '../period/period.service.js';
import type { ComparisonSettings } from '../settings/comparison-setting.entity.js';
import { Exposure } from '../settings/fairness.enums.js';

/** A room as the eyes of the peers see it: what groups it, and no name. */
export interface PeerRoom {
  readonly roomId: string;
  readonly placeId: string;
  readonly placePath: string;
  /** The kind of its place; the level where it has none. */
  readonly kind: string;
  /** Usual residents as a rate takes them: latest not after the period's end, else the earliest known. */
  readonly residents: number | null;
  /**
   * Day from which its records count: complete from, else established (the latest day it can have been), else enrolled.
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

/** Every room of the city that is compared, with what groups it. Under the eyes of the peers. */
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
 * The streets of the city as they are today, with their kind: a merged one hangs closed under its successor and is part
 * of it. Under the eyes of the peers.
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

/** Finds the open street a path lies in or at. Paths have segments of one width, so it is one of few beginnings. */
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
 * Months of the period from the first whole one in which the room's records count; a room that begins on a month's
 * first day has all of that month.
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

/** Which band a number falls into: 0 below the first edge. */
export const bandNumber = (value: number, edges: readonly number[]): number =>
  edges.filter((edge) => value >= edge).length;

/** Whole years from when the room was built to the period's end. */
export const ageOf = ({ builtOn }: Pick<PeerRoom, 'builtOn'>, { to }: Span): number =>
  Math.max(0, Math.floor((monthOf(to) - monthOf(builtOn)) / 12));

export const UNKNOWN_POPULATION = 'unknown';

/** The bands of a room, from the widest to the narrowest: joined they name its group at each level. */
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
