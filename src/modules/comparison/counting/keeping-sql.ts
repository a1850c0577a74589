import { REGISTER_KINDS } from '../../rooms/room-register.entity.js';

/**
 * Which registers the rooms with a path from $1 up to but without $2 kept, derived from their registers.
 * The migration that stores it has its own frozen copy. Before a room was set up nothing happened in it, and that is
 * known.
 */
const LIST = `'{${REGISTER_KINDS.join(',')}}'::text[]`;
const BEFORE = `CASE WHEN r.established_from IS NULL THEN '{}'::datemultirange
  ELSE datemultirange(daterange(NULL, r.established_from)) END`;
const KEPT_OF = `SELECT k.n, ${BEFORE} + coalesce((SELECT range_agg(daterange(g.kept_from, g.kept_to, '[]'))
  FROM room_register g WHERE g.city_id = r.city_id AND g.room_id = r.id AND g.kind = k.kind
  AND g.taken_back_on IS NULL),
  '{}') AS days FROM unnest(${LIST}) WITH ORDINALITY k(kind, n)`;
const STATE = `SELECT r.city_id, r.id AS room_id, r.place_id, r.place_path, d.kept, d.kept_all FROM room r CROSS
  JOIN LATERAL (SELECT array_agg(x.days ORDER BY x.n) AS kept, range_intersect_agg(x.days) AS kept_all
  FROM (${KEPT_OF}) x) d WHERE r.place_path >= $1 AND r.place_path < $2`;

/** The registers whose stored days differ from the counted ones. */
export const KEEPING_DRIFT = `WITH state AS (${STATE})
  SELECT p.code, c.room_id AS "roomId", 'REGISTER_' || k.kind AS measure, r.enrolled_on::text AS "from",
  r.enrolled_on::text AS "to", coalesce(s.kept[k.n]::text, '') AS kept, c.kept[k.n]::text AS counted
  FROM state c JOIN room r ON r.city_id = c.city_id AND r.id = c.room_id
  JOIN place p ON p.city_id = c.city_id AND p.id = c.place_id
  LEFT JOIN room_keeping s ON s.city_id = c.city_id AND s.room_id = c.room_id
  CROSS JOIN unnest(${LIST}) WITH ORDINALITY k(kind, n)
  WHERE s.kept[k.n] IS DISTINCT FROM c.kept[k.n] OR s.kept_all IS DISTINCT FROM c.kept_all ORDER BY p.code, k.n`;

/** Stores the counted days. The old rows must be deleted before. */
export const KEEPING_RECOUNTED = `INSERT INTO room_keeping (city_id, room_id, place_id, place_path, kept, kept_all)
  ${STATE}`;
