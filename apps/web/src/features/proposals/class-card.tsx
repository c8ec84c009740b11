import { canClass, isClassOpen } from "@peony/domain/proposals";
import { exportClasses } from "@peony/domain/shared";
import type { OwnProposal } from "@peony/features/proposals";
import { type Locale, translator } from "@peony/i18n";
import { SelectField, TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { Status } from "@peony/ui/Marks";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import { classProposalAction, confirmProposalClassAction } from "./actions.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; proposal: OwnProposal };

function Place({ proposal }: Pick<Props, "proposal">) {
  return (
    <>
      <input type="hidden" name="id" value={proposal.id} />
      <input type="hidden" name="version:number" value={proposal.version} />
    </>
  );
}

function Confirmation({ locale, proposal }: Props) {
  const t = words(locale);
  const { said, confirmed, mine } = proposal.exportClass;
  if (said === null) return <Status tone="unknown">{t("class.unsaid")}</Status>;
  if (confirmed) return <Status tone="done">{t("class.confirmed")}</Status>;
  if (mine || !isClassOpen(proposal.state)) return <Status tone="wait">{t("class.waits")}</Status>;
  return (
    <Form action={confirmProposalClassAction} label={t("class.confirm")}>
      <Place proposal={proposal} />
      <SubmitButton variant="outline">{t("class.confirm")}</SubmitButton>
    </Form>
  );
}

/** The export class of what is proposed: said by one person, confirmed by another; asked where the demander is abroad. */
export function ClassCard({ locale, proposal }: Props) {
  const t = words(locale);
  const name = translator(locale, "listings");
  const { said, note } = proposal.exportClass;
  const options = exportClasses.filter((c) => canClass(proposal.state, said ?? "unknown", c));
  if (said === null && options.length === 0) return null;
  return (
    <Card title={t("class.title")} id="class">
      <p>{t("class.lead")}</p>
      {said ? (
        <p>
          <b>{name(`export-class.${said}`)}</b> {note}
        </p>
      ) : null}
      <Confirmation locale={locale} proposal={proposal} />
      {proposal.exportClass.alone && isClassOpen(proposal.state) ? (
        <Note tone="warn">
          {t("class.alone")} <a href={href(locale, "/settings/members")}>{t("class.invite")}</a>{" "}
          <a href={href(locale, "/help")}>{t("class.help")}</a>
        </Note>
      ) : null}
      {options.length > 0 ? (
        <Form key={proposal.version} action={classProposalAction} label={t("class.title")}>
          <Place proposal={proposal} />
          <SelectField
            name="exportClass"
            label={t("class.title")}
            defaultValue={said ?? options[0]}
            options={options.map((value) => ({ value, label: name(`export-class.${value}`) }))}
          />
          <TextArea name="note" label={t("class.note")} hint={t("class.note-hint")} rows={2} defaultValue={note} />
          <SubmitButton variant="outline">{t("class.say")}</SubmitButton>
        </Form>
      ) : null}
    </Card>
  );
}
