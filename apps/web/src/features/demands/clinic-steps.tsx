import type { ClinicView } from "@peony/features/demands";
import type { Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { Status } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import { publishDemandAction } from "./actions.ts";
import { DemandState } from "./demand-moves.tsx";
import { HiddenFields } from "./hidden-fields.tsx";
import { clinicWords } from "./words.ts";

/** The way to publishing: each step, done or open, and the one button once all are done. */
export function StepsCard({ locale, clinic, verified }: { locale: Locale; clinic: ClinicView; verified: boolean }) {
  const t = clinicWords(locale);
  const { demand, steps, open, gaps, reader, officer } = clinic;
  const line = (needed: boolean, isOpen: boolean) =>
    needed ? (
      <Status tone={isOpen ? "wait" : "done"}>{t(isOpen ? "open" : "done")}</Status>
    ) : (
      <Status tone="closed">{t("not-needed")}</Status>
    );
  const ready = open.length === 0 && gaps.length === 0;
  const owner = reader === "owner" && officer;
  const inside = reader === "owner" || reader === "checker";
  return (
    <Card title={t("steps")} note={<DemandState locale={locale} state={demand.state} />}>
      <div className="stack-small">
        <LineRows
          items={[
            { key: "form", content: t("step-form"), aside: line(true, gaps.length > 0) },
            ...(inside ? (["readback", "check"] as const) : reader === "expert" ? (["readback"] as const) : []).map(
              (step) => ({
                key: step,
                content: <a href={`#${step}`}>{t(`step-${step}`)}</a>,
                aside: line(steps.includes(step), open.includes(step)),
              }),
            ),
          ]}
        />
        {owner && demand.state === "clinic" ? (
          <p className="second">{t(ready ? "publish-lead" : "publish-wait")}</p>
        ) : null}
        <div className="actions">
          {owner && verified && demand.state === "clinic" && ready ? (
            <Form action={publishDemandAction} label={t("publish")}>
              <HiddenFields values={{ no: demand.number, id: demand.id, "version:number": demand.version }} />
              <SubmitButton large>{t("publish")}</SubmitButton>
            </Form>
          ) : null}
          {owner ? <ButtonLink href={href(locale, `/desk/demands/${demand.number}`)}>{t("edit")}</ButtonLink> : null}
        </div>
      </div>
    </Card>
  );
}
