const dayMs = 86_400_000;
/** China keeps one time zone and no daylight saving. */
const chinaMs = 8 * 3_600_000;

const isWeekend = (ms: number): boolean => {
  const day = new Date(ms + chinaMs).getUTCDay();
  return day === 0 || day === 6;
};

/**
 * The instant `days` working days later, at the same time of day. Monday to Friday in China; public holidays are not known here. The
 * day of `from` does not count.
 */
export const addWorkingDays = (from: Date, days: number): Date => {
  let ms = from.getTime();
  for (let left = days; left > 0; ) {
    ms += dayMs;
    if (!isWeekend(ms)) left -= 1;
  }
  return new Date(ms);
};
