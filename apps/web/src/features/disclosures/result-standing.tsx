import { type ResultStage, resultStages } from "@peony/domain/disclosures";
import type { ResultDetail } from "@peony/features/disclosures";
import { formatDate, type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Card } from "@peony/ui/Layout";
import { Feed, KeyValue } from "@peony/ui/Lists";
import { Status } from "@peony/ui/Marks";
import { Note } from "@peony/ui/Note";
import { href } from "../../i18n/page.ts";
import { timeLeft } from "../../i18n/time-left.ts";
import { holderText, toneOf } from "./result-turn.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; detail: ResultDetail; now: Date };

const way: readonly ResultStage[] = resultStages.filter((s) => s !== "draft" && s !== "returned_to_inventor");
const passed = (stage: ResultStage, now: ResultStage): boolean => way.indexOf(stage) < way.indexOf(now);

/** The stages in order, with the present one marked; a plain list, so that it is read in order. */
function Stages({ locale, stage }: { locale: Locale; stage: ResultStage }) {
  const status = translator(locale, "status");
  if (!way.includes(stage)) return null;
  return (
    <ol className="stack-small">
      {way.map((s) => (
        <li key={s} aria-current={s === stage ? "step" : undefined}>
          <Status tone={s === stage ? "turn" : passed(s, stage) ? "done" : "closed"}>{status(`result.${s}`)}</Status>
        </li>
      ))}
    </ol>
  );
}

/** Where a result stands, whose turn it is, and until when. */
export function ResultStanding({ locale, detail: { result: r, disclosure, delays }, now }: Props) {
  const t = words(locale);
  return (
    <Card
      title={t("standing")}
      aside={<Status tone={toneOf(r)}>{translator(locale, "status")(`result.${r.stage}`)}</Status>}
    >
      <div className="stack-small">
        <KeyValue
          items={[
            { term: t("next-step"), value: t(`step.${r.step}`) },
            { term: t("whose"), value: r.ownTurn ? t("you-do") : holderText(locale, r) },
            { term: t("since-term"), value: t("since", { day: formatDate(r.since, locale), days: r.days }) },
            {
              term: t("due-term"),
              value: r.dueAt && `${formatDate(r.dueAt, locale)} · ${timeLeft(r.dueAt, now, locale)}`,
            },
          ]}
        />
        {r.late ? <Note tone="warn">{t("late-note")}</Note> : null}
        {disclosure?.note ? <Note>{t("office-says", { note: disclosure.note })}</Note> : null}
        <Stages locale={locale} stage={r.stage} />
        {delays.length > 0 ? (
          <Feed
            items={delays.map((d) => ({
              key: d.at.toISOString(),
              when: formatDate(d.at, locale),
              dateTime: d.at.toISOString(),
              what: t("delay-line", {
                reason: d.reason,
                name: d.by ?? "",
                until: formatDate(d.newDueAt, locale),
              }),
            }))}
          />
        ) : null}
        {r.ownTurn && r.step === "confirm" ? <Note tone="warn">{t("confirm-here")}</Note> : null}
        {r.ownTurn && r.step === "write" ? (
          <ButtonLink variant="primary" href={href(locale, `/results/${r.id}/edit`)}>
            {t("write-on")}
          </ButtonLink>
        ) : null}
      </div>
    </Card>
  );
}
