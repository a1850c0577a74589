import { fixedText } from '../kernel/statement-text.js';
import type { Row, Statement } from '../kernel/database.js';

/**
 * What a city's stored records depend on, in one text: which transactions changed it last (`city_change`, kept by
 * triggers). Two equal texts mean equal records of that city, seen by the same server. Behind it stand the times when
 * the server was started and when its statistics began: the numbers of transactions may come again after an older copy
 * of the database was put in place, or after a crash that lost commits. See docs/adr/0013.
 */
export const CITY_STATE: Statement = {
  text: fixedText(
    'city state',
    `SELECT concat_ws(' ', (SELECT string_agg(changed_in::text, ' ' ORDER BY id)
      FROM city_change), pg_postmaster_start_time()::text, pg_stat_get_bgwriter_stat_reset_time()::text) AS state`,
  ),
  values: [],
};

export const stateIn = (rows: readonly Row[]): string => rows[0]!['state'] as string;
