import type { Page } from "@peony/domain/shared";
import type { DemandView, QuestionView } from "@peony/features/demands";
import { formatDate, type Locale } from "@peony/i18n";
import { CheckboxField } from "@peony/ui/Choice";
import { Confirm } from "@peony/ui/Confirm";
import { TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Section } from "@peony/ui/Layout";
import { Rows } from "@peony/ui/Lists";
import { Facts } from "@peony/ui/Marks";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { saidName } from "#features/listings/said.ts";
import { newId } from "#server/ids.ts";
import { href } from "../../i18n/page.ts";
import { HiddenFields } from "./hidden-fields.tsx";
import { answerQuestionAction, askQuestionAction, setQuestionAsideAction } from "./question-actions.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; demand: DemandView; questions: Page<QuestionView> };

const asker = (locale: Locale, q: QuestionView): string => {
  const t = words(locale);
  if (q.asker) return t("questions.by", { name: saidName(locale, q.asker).text });
  return t(q.own ? "questions.yours" : "questions.anonymous");
};

function AnswerForm({ locale, demand, question }: Omit<Props, "questions"> & { question: QuestionView }) {
  const t = words(locale);
  const label = t(question.answer ? "questions.answer-change" : "questions.answer-send");
  return (
    <Form action={answerQuestionAction} className="form" label={label}>
      <HiddenFields values={{ no: demand.number, questionId: question.id }} />
      <TextArea name="answer" label={t("questions.answer-label")} maxLength={1000} defaultValue={question.answer} />
      <SubmitButton variant="outline">{label}</SubmitButton>
    </Form>
  );
}

/** A question that is not for the public is set aside, with a reason for its asker alone. */
function AsideForm({ locale, demand, question }: Omit<Props, "questions"> & { question: QuestionView }) {
  const t = words(locale);
  return (
    <Confirm trigger={t("questions.aside")} variant="quiet">
      <p>{t("questions.aside-ask")}</p>
      <Form action={setQuestionAsideAction} className="form" label={t("questions.aside")}>
        <HiddenFields values={{ no: demand.number, questionId: question.id }} />
        <TextArea
          name="reason"
          label={t("questions.aside-label")}
          hint={t("questions.aside-hint")}
          rows={2}
          maxLength={500}
        />
        <SubmitButton variant="danger">{t("questions.aside-send")}</SubmitButton>
      </Form>
    </Confirm>
  );
}

/** What was answered, with the answers it took the place of; or why there is none. */
function Answered({ locale, demand, question: q }: Omit<Props, "questions"> & { question: QuestionView }) {
  const t = words(locale);
  if (q.asideReason !== null) return <p className="second">{t("questions.aside-shown", { reason: q.asideReason })}</p>;
  if (!q.answer)
    return (
      <p className="second">
        {t("questions.waiting")}
        {demand.visibility === "hidden_name" ? <> · {t("questions.pending")}</> : null}
      </p>
    );
  return (
    <>
      <p className="read">
        <b>{t("questions.answer")}</b> {q.answer}
      </p>
      {q.earlier.length > 0 && q.answeredAt ? (
        <p className="second">{t("questions.changed-on", { day: formatDate(q.answeredAt, locale) })}</p>
      ) : null}
      {q.earlier.map((e) => (
        <details key={e.answeredAt}>
          <summary>{t("questions.earlier", { day: formatDate(e.answeredAt, locale) })}</summary>
          <p className="read">{e.answer}</p>
        </details>
      ))}
    </>
  );
}

function AskForm({ locale, demand }: Omit<Props, "questions">) {
  const t = words(locale);
  return (
    <Form action={askQuestionAction} className="form" label={t("questions.ask")}>
      <HiddenFields values={{ no: demand.number, demandId: demand.id, id: newId("demandQuestion") }} />
      <TextArea name="text" label={t("questions.text")} hint={t("questions.text-hint")} maxLength={500} />
      <CheckboxField name="named:boolean" label={t("questions.named")} />
      <SubmitButton variant="outline">
        {t(demand.visibility === "hidden_name" ? "questions.send-hidden" : "questions.send")}
      </SubmitButton>
    </Form>
  );
}

/**
 * Questions and answers, both public; where the demand hides whose it is, with the answer. An officer of a verified organisation asks; an officer of the owner answers.
 * @param may what the reader may do here
 * @param did what the reader did just now, to be said
 */
export function DemandQuestions({
  locale,
  demand,
  questions,
  may,
  did,
}: Props & { may: "ask" | "answer" | "read"; did: string | undefined }) {
  const t = words(locale);
  const asking = demand.state === "published";
  const hidden = demand.visibility === "hidden_name";
  const said = (["asked", "answered", "aside-done"] as const).find((d) => d === did);
  const told = said === "asked" && hidden ? "asked-hidden" : said;
  return (
    <Section title={t("questions.title")} id="questions">
      <p className="second">{t(hidden ? "questions.lead-hidden" : "questions.lead")}</p>
      {told ? (
        <Note tone="done" live>
          {t(`questions.${told}`)}
        </Note>
      ) : null}
      {questions.rows.length === 0 ? <p>{t("questions.none")}</p> : null}
      <Rows
        items={questions.rows.map((q) => ({
          key: q.id,
          content: (
            <>
              <p className="read">{q.text}</p>
              <Facts items={[asker(locale, q), formatDate(q.createdAt, locale)]} />
              <Answered locale={locale} demand={demand} question={q} />
              {may === "answer" ? <AnswerForm locale={locale} demand={demand} question={q} /> : null}
              {may === "answer" && !q.answer && q.asideReason === null ? (
                <AsideForm locale={locale} demand={demand} question={q} />
              ) : null}
            </>
          ),
        }))}
      />
      {questions.next ? (
        <a href={`${href(locale, `/demands/${demand.number}`, { questions: questions.next })}#questions`}>
          {t("questions.more")}
        </a>
      ) : null}
      {may === "ask" && asking ? <AskForm locale={locale} demand={demand} /> : null}
      {may === "read" && asking ? <p className="second">{t("questions.sign-in")}</p> : null}
      {asking ? null : <p className="second">{t("questions.closed")}</p>}
    </Section>
  );
}
