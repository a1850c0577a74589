/**
 * Thresholds of the integrity signals. Ordinary work and later entry from paper should stay below them.
 * The last two only limit the answer.
 */

/** Below five sessions a share says nothing: three of four may be one busy week. */
export const BURST_LEAST_SESSIONS = 5;
/** Four of five: catching up on a part of the year's paper is everyday work. */
export const BURST_LEAST_SHARE = 0.8;
/** The period's last days, its last one included. */
export const BURST_LAST_DAYS = 3;
/** Two weeks from the table to the desk are usual where paper comes first. */
export const BURST_DAYS_LATER = 14;
/** Shorter minutes are set phrases, and set phrases are alike. */
export const COPIED_LEAST_CHARACTERS = 60;
/**
 * Where nine of ten are satisfied anyway, ten in a row come by chance once in three times (0.9¹⁰ = 0.35): fewer would
 * ask nearly everybody.
 */
export const TOP_MARKS_LEAST_EVALUATIONS = 10;
/** Each topic has a session of its own, so one evening can hold several. */
export const MOST_SESSIONS_A_DAY = 4;
/** Two years of a room, the window in which rooms are compared by default; it also bounds the work. */
export const MOST_MONTHS = 24;
/** Records shown with a signal at most. */
export const MOST_RECORDS = 100;
