import { fixedText } from '../kernel/statement-text.js';
import type { Row, Statement } from '../kernel/database.js';

/**
 * The state of a city's records as one text: the last transactions that changed it (`city_change`, kept by triggers).
 * Equal texts mean equal records, as long as the same server reads them. The text also contains the start time of the
 * server and the time of its statistics. Transaction numbers can repeat after an old copy is restored, or after a crash
 * that lost commits (ADR 13).
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
