import type { ClinicView } from "@peony/features/demands";
import { formatDate, type Locale } from "@peony/i18n";
import { CheckboxField, ChoiceGroup } from "@peony/ui/Choice";
import { SelectField, TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card, Section } from "@peony/ui/Layout";
import { Rows } from "@peony/ui/Lists";
import { Facts, Status } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { saidName } from "#features/listings/said.ts";
import {
  answerReadbackAction,
  assignReadbackAction,
  confideReadbackAction,
  stateConflictAction,
  writeReadbackAction,
} from "./clinic-actions.ts";
import { HiddenFields } from "./hidden-fields.tsx";
import { clinicWords } from "./words.ts";

type Props = { locale: Locale; clinic: ClinicView };
type Round = ClinicView["rounds"][number];

function RoundView({ locale, round }: { locale: Locale; round: Round }) {
  const t = clinicWords(locale);
  const at = round.answeredAt ?? round.writtenAt ?? round.statedAt ?? round.assignedAt;
  return (
    <>
      <Facts
        items={[
          t("round", { n: round.round }),
          t("expert-line", { name: round.expert, org: saidName(locale, round.org).text }),
          formatDate(at, locale),
          <Status key="state" tone={round.state === "confirmed" ? "done" : "wait"}>
            {t(`round-state.${round.state}`)}
          </Status>,
        ]}
      />
      {round.conflict === "declared" && round.conflictNote ? <p className="second">{round.conflictNote}</p> : null}
      {round.text ? <blockquote className="read">{round.text}</blockquote> : null}
      {round.correction ? (
        <p className="second">
          {t("correction-of")} {round.correction}
        </p>
      ) : null}
    </>
  );
}

/** Whose problem it is is told to whoever keeps it. */
function ConfideForm({ locale, hidden }: { locale: Locale; hidden: Record<string, string> }) {
  const t = clinicWords(locale);
  return (
    <Form action={confideReadbackAction} className="form form-wide" label={t("confide")}>
      <HiddenFields values={hidden} />
      <p>{t("confide-lead")}</p>
      <CheckboxField name="accepted:boolean" label={t("confide-accept")} />
      <SubmitButton>{t("confide-send")}</SubmitButton>
    </Form>
  );
}

type Own = { locale: Locale; number: string; round: Round; demand: ClinicView["demand"] };

/** The duty of confidence where the name is hidden, the statement on conflicts next; after it, the expert's own words. */
function ExpertForms({ locale, number, round, demand }: Own) {
  const t = clinicWords(locale);
  const hidden = { no: number, readbackId: round.id };
  if (round.state === "assigned" && demand.visibility === "hidden_name" && round.confidedAt === null)
    return <ConfideForm locale={locale} hidden={hidden} />;
  if (round.state === "assigned")
    return (
      <Form action={stateConflictAction} className="form form-wide" label={t("conflict")}>
        <HiddenFields values={hidden} />
        {demand.owner ? <p>{t("conflict-owner", { name: saidName(locale, demand.owner).text })}</p> : null}
        <ChoiceGroup
          kind="radio"
          name="conflict"
          label={t("conflict")}
          hint={t("conflict-lead")}
          options={(["none", "declared"] as const).map((value) => ({ value, label: t(`conflict-${value}`) }))}
        />
        <TextArea name="note" label={t("conflict-note")} hint={t("conflict-note-hint")} maxLength={500} />
        <SubmitButton>{t("conflict-send")}</SubmitButton>
      </Form>
    );
  if (round.state !== "stated" && round.state !== "written") return null;
  return (
    <Form action={writeReadbackAction} className="form form-wide" label={t("write")}>
      <HiddenFields values={hidden} />
      <TextArea
        name="text"
        label={t("write")}
        hint={t("write-hint")}
        rows={8}
        maxLength={2000}
        defaultValue={round.text}
      />
      <SubmitButton>{t("write-send")}</SubmitButton>
    </Form>
  );
}

/** The firm says whether the expert understood. */
function AnswerForms({ locale, number, round }: { locale: Locale; number: string; round: Round }) {
  const t = clinicWords(locale);
  if (round.state !== "written") return null;
  const hidden = { no: number, readbackId: round.id };
  return (
    <>
      <Form action={answerReadbackAction} label={t("confirm")}>
        <HiddenFields values={{ ...hidden, answer: "confirmed" }} />
        <SubmitButton>{t("confirm")}</SubmitButton>
      </Form>
      <Form action={answerReadbackAction} className="form form-wide" label={t("correct")}>
        <HiddenFields values={{ ...hidden, answer: "corrected" }} />
        <TextArea name="correction" label={t("correction")} hint={t("correction-hint")} maxLength={1000} />
        <SubmitButton variant="outline">{t("correct")}</SubmitButton>
      </Form>
    </>
  );
}

function AssignForm({ locale, clinic }: Props) {
  const t = clinicWords(locale);
  const asked = clinic.rounds.some((r) => r.state === "assigned" || r.state === "stated" || r.state === "written");
  return (
    <Form action={assignReadbackAction} className="form form-wide" label={t("assign")}>
      <HiddenFields values={{ no: clinic.demand.number, demandId: clinic.demand.id }} />
      <SelectField
        name="expert"
        label={t("expert")}
        hint={t("expert-hint")}
        required
        options={clinic.experts.map((e) => ({
          value: e.userId,
          label: t("expert-line", { name: e.name, org: (locale === "en" && e.orgEn) || e.orgZh }),
        }))}
      />
      <SubmitButton variant="outline">{t(asked ? "assign-again" : "assign-send")}</SubmitButton>
    </Form>
  );
}

/** One expert's reading of the problem, round by round, with the form of whoever's turn it is. */
export function ReadbackCard({ locale, clinic }: Props) {
  const t = clinicWords(locale);
  const { rounds, demand, reader, officer } = clinic;
  const last = rounds.at(-1);
  const inClinic = demand.state === "clinic";
  return (
    <Card title={t("readback")} id="readback">
      <div className="stack-small">
        {rounds.length === 0 ? <p className="second">{t("readback-none")}</p> : null}
        <Rows items={rounds.map((r) => ({ key: r.id, content: <RoundView locale={locale} round={r} /> }))} />
        {inClinic && last?.mine ? (
          <ExpertForms locale={locale} number={demand.number} round={last} demand={demand} />
        ) : null}
        {inClinic && last && reader === "owner" && officer ? (
          <AnswerForms locale={locale} number={demand.number} round={last} />
        ) : null}
        {inClinic && reader === "checker" && last?.state !== "confirmed" ? (
          <Section title={t("assign")}>
            <AssignForm locale={locale} clinic={clinic} />
          </Section>
        ) : null}
      </div>
    </Card>
  );
}
