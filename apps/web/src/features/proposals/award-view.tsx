import type { Award } from "@peony/features/proposals";
import { formatDate, type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { PageHead } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { FictionTag } from "@peony/ui/Marks";
import { targetText } from "#features/demands/figures.ts";
import { said, saidName, saidTitle } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

/** The notice of an award: who asked for what, who was chosen, when. */
export function AwardView({ locale, award }: { locale: Locale; award: Award }) {
  const t = words(locale);
  const title = saidTitle(locale, award).text;
  const winner = saidName(locale, award.winner).text;
  const demander = award.owner ? saidName(locale, award.owner).text : null;
  const fiction = (is: boolean | undefined) =>
    is ? <FictionTag>{translator(locale, "shell")("fictional")}</FictionTag> : null;
  return (
    <>
      <PageHead
        title={t("award.title")}
        lead={demander ? t("award.lead", { demander, title, winner }) : t("award.lead-hidden", { title, winner })}
      />
      <KeyValue
        items={[
          { term: t("award.number"), value: <span className="mono">{award.number}</span> },
          {
            term: t("award.demander"),
            value: demander ? (
              <>
                {demander} {fiction(award.owner?.fictional)}
              </>
            ) : null,
          },
          {
            term: t("award.winner"),
            value: (
              <>
                <a href={href(locale, `/org/${award.winner.slug}`)}>{winner}</a> {fiction(award.winner.fictional)}
              </>
            ),
          },
          ...award.targets.map((target) => ({
            term: `${t("award.target")} ${said(locale, target.name).text}`,
            value: targetText(locale, target),
          })),
          { term: t("award.at"), value: formatDate(award.at, locale) },
          { term: t("award.note"), value: award.note },
        ]}
      />
      <div className="actions">
        <ButtonLink href={href(locale, `/demands/${award.number}`)}>{t("award.demand")}</ButtonLink>
      </div>
    </>
  );
}
