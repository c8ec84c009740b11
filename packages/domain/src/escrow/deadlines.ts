import { addWorkingDays } from "../shared/index.ts";

/** Days a called-for sum may stay unpaid before the buyer is late (payments sheet, part 4). */
export const fundingDays = 14;
const dayMs = 86_400_000;

export const fundingDeadline = (from: Date): Date => new Date(from.getTime() + fundingDays * dayMs);

/**
 * The end of an inspection of `days` working days of China (`addWorkingDays`; for information, since years not arranged yet count
 * from Monday to Friday). The day of delivery does not count. Nothing is accepted by silence: acceptance needs an act.
 */
export const inspectionDeadline = (delivered: Date, days: number): Date => addWorkingDays(delivered, days);
