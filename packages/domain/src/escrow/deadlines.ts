/** Days a called-for sum may stay unpaid before the buyer is late (payments sheet, part 4). */
export const fundingDays = 14;
const dayMs = 86_400_000;
/** China keeps one time zone and no daylight saving. */
const chinaMs = 8 * 3_600_000;

export const fundingDeadline = (from: Date): Date => new Date(from.getTime() + fundingDays * dayMs);

const isWeekend = (ms: number): boolean => {
  const day = new Date(ms + chinaMs).getUTCDay();
  return day === 0 || day === 6;
};

/**
 * The end of an inspection of `days` working days (Monday to Friday in China; public holidays are not known here, so the date is
 * for information). The day of delivery does not count. Nothing is accepted by silence: acceptance needs an act.
 */
export const inspectionDeadline = (delivered: Date, days: number): Date => {
  let ms = delivered.getTime();
  for (let left = days; left > 0; ) {
    ms += dayMs;
    if (!isWeekend(ms)) left -= 1;
  }
  return new Date(ms);
};
