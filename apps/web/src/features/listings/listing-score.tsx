import type { Locale } from "@peony/i18n";
import { Progress } from "@peony/ui/Feedback";
import { Card } from "@peony/ui/Layout";
import { Status } from "@peony/ui/Marks";
import { editorForm, type OwnListing } from "./listing-editor.tsx";
import { words } from "./words.ts";

/** How good a listing is, and what each missing part would bring: what stops a publication first, then advice. */
export function ListingScore({ locale, listing }: { locale: Locale; listing: OwnListing }) {
  const t = words(locale);
  const of = (level: "blocking" | "advice") => listing.missing.filter((m) => m.level === level);
  const [blocking, advice] = [of("blocking"), of("advice")];
  return (
    <Card title={t("score.title")}>
      <div className="stack-small">
        <Progress
          label={t("score.title")}
          value={listing.score}
          max={100}
          text={t("score.of", { score: listing.score })}
        />
        {blocking.length === 0 ? <Status tone="done">{t("edit.missing-none")}</Status> : null}
        {blocking.length > 0 ? <Missing locale={locale} title={t("score.blocking")} items={blocking} /> : null}
        {advice.length > 0 ? (
          <details open={blocking.length === 0}>
            <summary>
              {t("score.advice")} ({advice.length})
            </summary>
            <Missing locale={locale} items={advice} />
          </details>
        ) : null}
      </div>
    </Card>
  );
}

function Missing({ locale, title, items }: { locale: Locale; title?: string; items: OwnListing["missing"] }) {
  const t = words(locale);
  return (
    <div>
      {title ? (
        <p>
          <b>{title}</b>
        </p>
      ) : null}
      <ul className="missing">
        {items.map((m) => (
          <li key={m.rule}>
            <a href={`#${editorForm}-${m.field.replaceAll(".", "-")}`}>{t(`score.name.${m.rule}`)}</a>{" "}
            <span className="quiet">{t("score.points", { points: m.points })}</span>
            <p className="hint">{t(`score.why.${m.rule}`)}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
