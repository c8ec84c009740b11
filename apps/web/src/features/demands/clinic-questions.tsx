import type { ClinicQuestion } from "@peony/domain/demands";
import type { Locale } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { Rows } from "@peony/ui/Lists";
import { href } from "../../i18n/page.ts";
import { fieldLabel, gapText } from "./demand-missing.tsx";
import { fieldIdOf } from "./field-id.ts";
import { clinicWords } from "./words.ts";

const whys = [
  "title",
  "background",
  "targets",
  "testMethod",
  "budgetMax",
  "deadline",
  "rightsWanted",
  "feedbackDue",
] as const;

type Props = { locale: Locale; number: string; questions: readonly ClinicQuestion[]; edit: boolean };

/** The question in words, and why it matters. */
const spoken = (locale: Locale, q: ClinicQuestion): { ask: string; why: string | null } => {
  const t = clinicWords(locale);
  if (q.kind === "should") return { ask: t(`ask.${q.advice}`), why: t(`ask-why.${q.advice}`) };
  const { field, code } = q.gap;
  const why = whys.find((w) => w === field.split(".")[0]);
  return {
    ask: t("at-field", { field: fieldLabel(locale, field), gap: gapText(locale, q.gap) }),
    why: code === "names-owner" ? t("why.names-owner") : why ? t(`why.${why}`) : null,
  };
};

function Asked({ locale, number, question, edit }: Omit<Props, "questions"> & { question: ClinicQuestion }) {
  const field = question.kind === "must" ? question.gap.field : question.field;
  const { ask, why } = spoken(locale, question);
  return (
    <>
      <p>
        <b>{ask}</b>{" "}
        {edit ? (
          <a href={`${href(locale, `/desk/demands/${number}`)}#${fieldIdOf(field)}`}>
            {clinicWords(locale)("to-field")}
          </a>
        ) : null}
      </p>
      {why ? <p className="second">{why}</p> : null}
    </>
  );
}

/** Questions found by rule, those that publishing needs first, each with why it matters and the way to its field. */
export function QuestionsCard({ locale, number, questions, edit }: Props) {
  const t = clinicWords(locale);
  const groups = (["must", "should"] as const).map((kind) => ({
    kind,
    asked: questions.filter((q) => q.kind === kind),
  }));
  return (
    <Card title={t("questions")} id="questions">
      {questions.length === 0 ? <p className="second">{t("questions-none")}</p> : null}
      {groups
        .filter((g) => g.asked.length > 0)
        .map((g) => (
          <div key={g.kind} className="stack-small">
            <h3>{t(g.kind)}</h3>
            <Rows
              items={g.asked.map((question, i) => ({
                key: `${i}`,
                content: <Asked locale={locale} number={number} question={question} edit={edit} />,
              }))}
            />
          </div>
        ))}
    </Card>
  );
}
