import { listingMachine } from "@peony/domain/listings";
import { possibleEvents } from "@peony/domain/shared";
import type { AskedInventor, Asking } from "@peony/features/listings";
import { formatDateTime, formatDeadline, type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Confirm } from "@peony/ui/Confirm";
import { TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { Rows } from "@peony/ui/Lists";
import { Status, type StatusTone } from "@peony/ui/Marks";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import { askInventorAgainAction, askInventorsAction, mendListingAction } from "./inventor-actions.ts";
import { words } from "./inventor-words.ts";
import { said } from "./said.ts";
import { SaidText } from "./said-text.tsx";

type Props = { locale: Locale; asking: Asking };
type One = { locale: Locale; asking: Asking; person: AskedInventor; now: Date };

const accepted = (p: AskedInventor): boolean => p.current?.state === "accepted";

/** Addresses of those who have not accepted, and the one button that sends the links. */
export function AskForm({ locale, asking }: Props) {
  const t = words(locale);
  const waiting = asking.people.filter((p) => !accepted(p));
  if (waiting.length === 0) return <Note tone="done">{t("all-accepted")}</Note>;
  return (
    <Card id="ask" title={t("ask-title")} note={t("ask-note")}>
      <Form action={askInventorsAction} label={t("ask")}>
        <input type="hidden" name="id" value={asking.id} />
        <input type="hidden" name="version:number" value={asking.version} />
        {waiting.map((p, i) => {
          const name = said(locale, p.name);
          return (
            <div key={p.position}>
              <input type="hidden" name={`people.${i}.position:number`} value={p.position} />
              <TextField
                name={`people.${i}.email`}
                type="email"
                label={t("email-of", { name: name.text, share: p.sharePct.toFixed(2) })}
                autoComplete="off"
                defaultValue={p.email || undefined}
              />
            </div>
          );
        })}
        <p className="hint">{t("ask-hint")}</p>
        <SubmitButton pendingLabel={translator(locale, "shell")("saving")}>{t("ask")}</SubmitButton>
      </Form>
    </Card>
  );
}

const tones: Record<string, StatusTone> = { asked: "wait", accepted: "done", commented: "turn" };

/** One inventor: share, what came back, and another link where it is needed. */
function Answer({ locale, asking, person, now }: One) {
  const t = words(locale);
  const c = person.current;
  return (
    <>
      <p>
        <b>
          <SaidText said={said(locale, person.name)} />
        </b>{" "}
        {person.sharePct.toFixed(2)}%{" "}
        {c ? <Status tone={tones[c.state] ?? "unknown"}>{t(`state.${c.state as "asked"}`)}</Status> : null}
      </p>
      {c ? (
        <p className="quiet">
          {person.email} ·{" "}
          {c.answeredAt
            ? t("answered-at", { when: formatDateTime(c.answeredAt, locale) })
            : t("asked-at", {
                when: formatDateTime(c.askedAt, locale),
                due: formatDeadline(c.dueAt, now, locale),
              })}
          {c.remindedAt ? ` · ${t("reminded-at", { when: formatDateTime(c.remindedAt, locale) })}` : ""}
        </p>
      ) : null}
      {c?.comment ? <blockquote>{c.comment}</blockquote> : null}
      {c && !accepted(person) && asking.state === "inventor_confirm" ? (
        <Confirm trigger={t("again")} variant="quiet">
          <p>{t("again-lead")}</p>
          <Form action={askInventorAgainAction} label={`${t("again")} ${said(locale, person.name).text}`}>
            <input type="hidden" name="id" value={c.id} />
            <input type="hidden" name="listingId" value={asking.id} />
            <TextField name="email" type="email" label={t("email")} autoComplete="off" defaultValue={person.email} />
            <SubmitButton variant="outline">{t("again")}</SubmitButton>
          </Form>
        </Confirm>
      ) : null}
    </>
  );
}

/** Who has answered what, in the order of the listing. */
export function Answers({ locale, asking, now }: Props & { now: Date }) {
  const t = words(locale);
  return (
    <Card id="answers" title={t("answers")} note={t("shares-note")}>
      <Rows
        items={asking.people.map((person) => ({
          key: String(person.position),
          content: <Answer locale={locale} asking={asking} person={person} now={now} />,
        }))}
      />
    </Card>
  );
}

/** What the office does next: mend the text, fill the sheet in, or wait. */
export function AskingNext({ locale, asking }: Props) {
  const t = words(locale);
  const commented = asking.people.some((p) => p.current?.state === "commented");
  const all = asking.people.every(accepted);
  const mends = possibleEvents(listingMachine, asking.state, "officer").includes("recall");
  return (
    <Card title={t("next")}>
      <div className="stack-small">
        {asking.state === "inventor_confirm" && all && !asking.hasSheet ? (
          <Note tone="warn">{t("fill-sheet")}</Note>
        ) : null}
        {commented ? <Note tone="warn">{t("comment-waits")}</Note> : null}
        {asking.state === "inventor_confirm" && !commented && !all ? <p>{t("waiting")}</p> : null}
        <div className="actions">
          <ButtonLink href={href(locale, `/listings/${asking.id}`)}>{t("open-listing")}</ButtonLink>
        </div>
        {mends ? (
          <Confirm trigger={t("mend")} variant={commented ? "primary" : "quiet"}>
            <p>{t("mend-lead")}</p>
            <Form action={mendListingAction} label={t("mend")}>
              <input type="hidden" name="id" value={asking.id} />
              <input type="hidden" name="version:number" value={asking.version} />
              <SubmitButton variant="outline">{t("mend")}</SubmitButton>
            </Form>
          </Confirm>
        ) : null}
      </div>
    </Card>
  );
}
