import type { ListingView } from "@peony/features/listings";
import type { Locale } from "@peony/i18n";
import { Claim } from "@peony/ui/Claim";
import { LineRows } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { figureText } from "./benefit-text.ts";
import { said } from "./said.ts";
import { SaidText } from "./said-text.tsx";
import { words } from "./words.ts";

/**
 * What it is worth: the figure with the condition under which it holds, and what rivals do. A listing without a figure says so;
 * it never shows one that nobody measured.
 */
export function ListingClaim({ locale, listing }: { locale: Locale; listing: ListingView }) {
  const t = words(locale);
  const [first, ...rest] = listing.benefits;
  const rival = said(locale, listing.rival);
  const rivalSide = rival.text ? { title: t("rival"), condition: <SaidText said={rival} /> } : undefined;
  if (!first)
    return (
      <>
        {listing.noDataYet ? <Note>{t("no-data")}</Note> : null}
        {rivalSide ? (
          <p className="second">
            {rivalSide.title} {rivalSide.condition}
          </p>
        ) : null}
      </>
    );
  return (
    <>
      <Claim
        label={t("claim")}
        ours={{
          title: <SaidText said={said(locale, first.name)} />,
          figure: figureText(locale, first),
          condition: <Condition locale={locale} benefit={first} />,
        }}
        rival={rivalSide}
      />
      {rest.length > 0 ? (
        <LineRows
          items={rest.map((b) => ({
            key: `${b.name.zh}${b.name.en}`,
            content: (
              <>
                <SaidText said={said(locale, b.name)} /> <b>{figureText(locale, b)}</b>
                <br />
                <span className="quiet">
                  <Condition locale={locale} benefit={b} />
                </span>
              </>
            ),
          }))}
        />
      ) : null}
    </>
  );
}

/** Under what it was measured, and on which day that was last checked. */
function Condition({ locale, benefit }: { locale: Locale; benefit: ListingView["benefits"][number] }) {
  return (
    <>
      <SaidText said={said(locale, benefit.condition)} />
      {benefit.checkedOn ? ` · ${words(locale)("checked-on", { date: benefit.checkedOn })}` : null}
    </>
  );
}
