import type { ParkedJob } from "@peony/domain/jobs";
import { type Locale, translator } from "@peony/i18n";

/** Words of the page about parked jobs. */
export const words = (locale: Locale) => translator(locale, "jobs");

/** What a job was to do, in a few words. A listener of another release has none of its own. */
export function whatOf(locale: Locale, job: Pick<ParkedJob, "kind" | "handler">): string {
  const t = words(locale);
  const name = job.kind === "webhook" ? "webhook" : (job.handler ?? "all");
  const key = `handler.${name}` as Parameters<typeof t>[0];
  return t.has(key) ? t(key) : t("handler.other");
}

/** How long something waits, in its largest whole unit. */
export function waitOf(locale: Locale, minutes: number): string {
  const t = words(locale);
  if (minutes < 60) return t("minutes", { count: minutes });
  return minutes < 1_440
    ? t("hours", { count: Math.floor(minutes / 60) })
    : t("days", { count: Math.floor(minutes / 1_440) });
}
