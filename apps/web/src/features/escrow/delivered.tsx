import { inLocale } from "@peony/domain/shared";
import type { MoneyItem } from "@peony/features/escrow";
import { formatBytes, type Locale } from "@peony/i18n";
import { KeyValue, LineRows } from "@peony/ui/Lists";
import { words } from "./words.ts";

/** What was agreed and what was delivered, side by side. */
export function Delivered({ locale, item }: { locale: Locale; item: MoneyItem }) {
  const t = words(locale);
  const note = item.events.findLast((e) => e.event === "deliver")?.note;
  const files = item.files.map((f) => ({
    key: f.id,
    content: (
      <a href={`/api/files/${f.id}`} download>
        {f.name}
      </a>
    ),
    aside: formatBytes(f.size, locale),
  }));
  return (
    <KeyValue
      items={[
        { term: t("accept.deliverable"), value: inLocale(item.deliverable, locale) },
        { term: t("accept.method"), value: inLocale(item.testMethod, locale) },
        { term: t("accept.delivered"), value: note },
        {
          term: t("accept.files"),
          value: files.length > 0 ? <LineRows items={files} /> : t("accept.no-files"),
        },
      ]}
    />
  );
}
