import { inLocale } from "@peony/domain/shared";
import type { RewardStatement, RewardStatementLine } from "@peony/features/royalties";
import { formatDate, formatDateTime, type Locale, translator } from "@peony/i18n";
import { ChoiceGroup } from "@peony/ui/Choice";
import { Confirm } from "@peony/ui/Confirm";
import { TextArea, TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Status } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { newId } from "#server/ids.ts";
import {
  decideObjectionAction,
  raiseObjectionAction,
  recordRewardPaidAction,
  withdrawObjectionAction,
} from "./actions.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; statement: RewardStatement; token?: string; answers: boolean };
type OfLine = Props & { line: RewardStatementLine };

/** An inventor's way to object, while the days run and none is open. */
function Raise({ locale, statement, line, token }: OfLine) {
  const t = words(locale);
  return (
    <Confirm trigger={t("object")} variant="quiet">
      <p>{t("object-lead", { day: formatDate(statement.objectUntil, locale) })}</p>
      <Form action={raiseObjectionAction} label={t("object")}>
        <input type="hidden" name="id" value={newId("objection")} />
        <input type="hidden" name="lineId" value={line.id} />
        {token ? <input type="hidden" name="token" value={token} /> : null}
        <TextArea name="ground" label={t("ground")} rows={3} />
        <SubmitButton variant="outline">{t("object")}</SubmitButton>
      </Form>
    </Confirm>
  );
}

/** The unit's answer, and the inventor's way back. */
function Answer({ locale, line, answers, token }: OfLine) {
  const t = words(locale);
  const { objection } = line;
  if (objection?.state !== "open") return null;
  if (answers)
    return (
      <Form action={decideObjectionAction} label={t("answer")}>
        <input type="hidden" name="id" value={objection.id} />
        <ChoiceGroup
          name="decision"
          kind="radio"
          inline
          label={t("decision")}
          options={(["uphold", "dismiss"] as const).map((d) => ({ value: d, label: t(`decision-of.${d}`) }))}
        />
        <TextArea name="answer" label={t("answer-field")} rows={3} />
        <SubmitButton variant="outline">{t("answer")}</SubmitButton>
      </Form>
    );
  if (!line.own || token) return null;
  return (
    <Form action={withdrawObjectionAction} label={t("withdraw-objection")}>
      <input type="hidden" name="id" value={objection.id} />
      <SubmitButton variant="quiet">{t("withdraw-objection")}</SubmitButton>
    </Form>
  );
}

function Line(props: OfLine) {
  const { locale, statement, line } = props;
  const t = words(locale);
  const { objection: o } = line;
  const may = line.own && statement.mayObject && !statement.paidOn && o?.state !== "open";
  return (
    <>
      {o ? (
        <div>
          <p>
            <Status tone={o.state === "open" ? "turn" : "closed"}>
              {translator(locale, "status")(`objection.${o.state}`)}
            </Status>{" "}
            {t("objected", { name: inLocale(line.name, locale), when: formatDateTime(o.raisedAt, locale) })}
          </p>
          <blockquote>{o.ground}</blockquote>
          {o.answer ? <p>{t("answered", { answer: o.answer })}</p> : null}
        </div>
      ) : null}
      {may ? <Raise {...props} /> : null}
      <Answer {...props} />
    </>
  );
}

/** Objections to the lines the reader sees, and whether the pool was paid out. */
export function Objections(props: Props) {
  const { locale, statement: s, answers } = props;
  const t = words(locale);
  const open = s.lines.some((l) => l.objection?.state === "open");
  return (
    <>
      {s.paidOn ? (
        <p>
          <Status tone="done">{t("paid", { day: formatDate(s.paidOn, locale) })}</Status>
        </p>
      ) : null}
      {s.lines.map((line) => (
        <Line key={line.id} {...props} line={line} />
      ))}
      {answers && !s.paidOn && !open && s.lines.length > 0 ? (
        <Confirm trigger={t("record-paid")} variant="quiet">
          <p>{t("record-paid-lead")}</p>
          <Form action={recordRewardPaidAction} label={t("record-paid")}>
            <input type="hidden" name="rewardId" value={s.id} />
            <TextField name="paidOn" type="date" label={t("paid-on")} />
            <SubmitButton variant="outline">{t("record-paid")}</SubmitButton>
          </Form>
        </Confirm>
      ) : null}
    </>
  );
}
