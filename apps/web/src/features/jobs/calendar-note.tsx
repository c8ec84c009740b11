import { chineseDay, workingTableEnds } from "@peony/domain/shared";
import { formatDate, type Locale } from "@peony/i18n";
import { Note } from "@peony/ui/Note";
import { words } from "./words.ts";

/** Tells the operator that the table of holidays ends soon: deadlines behind its end count weekends only. */
export function CalendarNote({ locale, now }: { locale: Locale; now: Date }) {
  const ends = workingTableEnds(chineseDay(now));
  if (ends === null) return null;
  return (
    <Note tone="warn">
      <p>
        {words(locale)("calendar", {
          day: formatDate(ends, locale, "prose"),
          year: String(Number(ends.slice(0, 4)) + 1),
        })}
      </p>
    </Note>
  );
}
