import { fixedText } from '../../kernel/statement-text.js';
import type { SealedDays, SealedPeriod } from '../rooms/sealed-days.port.js';

const SEALED_DAYS = fixedText(
  'sealed days of a room',
  `SELECT s.title, s.period_from AS "from", s.period_to AS "to" FROM seal s
    JOIN sealed_place p ON p.city_id = s.city_id AND p.seal_id = s.id AND p.room_id = $1
    WHERE s.period_to >= $2::date AND s.period_from <= coalesce($3::date, 'infinity'::date)
    ORDER BY s.period_from, s.sealed_at`,
);

/** Answers which sealed periods hold numbers of a room. */
export const sealedDaysOfRoom: SealedDays = {
  of: (ctx, roomId, from, to) => ctx.rows<SealedPeriod>({ text: SEALED_DAYS, values: [roomId, from, to] }),
};
