const HOURS_AHEAD = 8 * 3_600_000;
const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet. Its first days are wrong by one, so the count begins on day 61, 1900-03-01. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const FIRST_SERIAL = 61;

/** `2021-05-10 08:00:00`: a moment in China Standard Time (UTC+8). */
export const shanghaiText = (iso: string): string =>
  new Date(Date.parse(iso) + HOURS_AHEAD).toISOString().slice(0, 19).replace('T', ' ');

const serialAt = (milliseconds: number): number | null => {
  const serial = (milliseconds - DAY_ZERO) / DAY_MS;
  return serial >= FIRST_SERIAL ? serial : null;
};
/** The number of a day in a spreadsheet; null before 1900-03-01, and for what is no day. */
export const serialOfDay = (day: string): number | null => serialAt(Date.parse(`${day}T00:00:00Z`));
/** The number of a moment in a spreadsheet, in China Standard Time, to the second. */
export const serialOfTime = (iso: string): number | null =>
  serialAt(Math.floor((Date.parse(iso) + HOURS_AHEAD) / 1_000) * 1_000);
