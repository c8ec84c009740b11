const dayMs = 86_400_000;

/** Shortest window of a challenge: from the day it is published to its last day (journey J5 step 4). */
export const leastWindowDays = 20;
/** Days after the last day of the window by which everybody who proposed has an answer, where the firm promises no other day. */
export const defaultFeedbackDays = 60;

/** An ISO date some days later. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** First day on which a challenge published today may close. @param today ISO date in Chinese time */
export const earliestClosing = (today: string): string => daysAfter(today, leastWindowDays);

/** The promised day of feedback, where the firm said none. */
export const defaultFeedback = (closesOn: string): string => daysAfter(closesOn, defaultFeedbackDays);
