import type { DemandView } from "@peony/features/demands";
import type { DemandMatches } from "@peony/features/matching";
import { formatDeadline, type Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Card } from "@peony/ui/Layout";
import { Rows } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { ListingMatchRow } from "#features/matching/match-cards.tsx";
import { href } from "../../i18n/page.ts";
import { budgetText, leftText } from "./figures.ts";
import { words } from "./words.ts";

/** Who reads the page: decides what can be done from here. */
export type Reader = "visitor" | "owner" | "technology" | "other";

type Props = { locale: Locale; demand: DemandView; reader: Reader; answers: DemandMatches["rows"]; now: Date };

/** Budget, days left and the one way to answer. No deal starts here: the firm starts one from a listing it finds among its matches. */
export function AnswerCard({ locale, demand, reader, answers, now }: Props) {
  const t = words(locale);
  const left = leftText(locale, demand, now);
  return (
    <Card title={t("side")}>
      <div className="stack-small">
        <div>
          <p className="quiet">{t("budget")}</p>
          <p className="ask-price">{budgetText(locale, demand)}</p>
          {demand.deadline ? (
            <p className="second">
              {t("deadline")} {formatDeadline(demand.deadline, now, locale)}
              {left ? <> · {left}</> : null}
            </p>
          ) : null}
        </div>
        {demand.state === "published" ? (
          <Way locale={locale} reader={reader} answers={answers} demand={demand} />
        ) : (
          <Note>{t(`state-note.${demand.state}`)}</Note>
        )}
        {demand.state !== "published" && reader === "owner" ? <EditLink locale={locale} demand={demand} /> : null}
      </div>
    </Card>
  );
}

function EditLink({ locale, demand }: Pick<Props, "locale" | "demand">) {
  return (
    <ButtonLink wide href={href(locale, `/desk/demands/${demand.number}`)}>
      {words(locale)("edit")}
    </ButtonLink>
  );
}

function Way({ locale, reader, answers, demand }: Omit<Props, "now">) {
  const t = words(locale);
  if (reader === "owner") return <EditLink locale={locale} demand={demand} />;
  // a challenge is answered by a proposal, which has a card of its own
  if (demand.kind === "challenge") return null;
  if (reader === "visitor")
    return (
      <>
        <p className="second">{t("answer.visitor")}</p>
        <ButtonLink variant="primary" large wide href={href(locale, "/sign-in")}>
          {t("answer.sign-in")}
        </ButtonLink>
      </>
    );
  if (reader === "other") return <p className="second">{t("answer.other")}</p>;
  if (answers.length === 0)
    return (
      <>
        <p className="second">{t("answer.none")}</p>
        <ButtonLink wide href={href(locale, "/listings")}>
          {t("answer.to-listings")}
        </ButtonLink>
      </>
    );
  return (
    <>
      <h3>{t("answer.mine")}</h3>
      <Rows
        items={answers.map((m) => ({ key: m.listing.id, content: <ListingMatchRow locale={locale} match={m} /> }))}
      />
      <p className="second">{t("answer.mine-note")}</p>
    </>
  );
}
