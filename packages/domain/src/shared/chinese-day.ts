const civil = new Intl.DateTimeFormat("sv", { timeZone: "Asia/Shanghai" });

/** The day an instant falls on in Chinese civil time, as an ISO date: `2026-11-25`. */
export const chineseDay = (instant: Date): string => civil.format(instant);
