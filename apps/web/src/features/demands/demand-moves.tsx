import { demandMachine } from "@peony/domain/demands";
import { possibleEvents } from "@peony/domain/shared";
import type { DemandView } from "@peony/features/demands";
import { type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Confirm } from "@peony/ui/Confirm";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { Status, type StatusTone } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import { cancelDemandAction, closeDemandAction } from "./actions.ts";
import { fieldIdOf } from "./field-id.ts";
import { words } from "./words.ts";

const tones: Record<DemandView["state"], StatusTone> = {
  draft: "unknown",
  published: "wait",
  closed: "closed",
  contracted: "done",
  cancelled: "closed",
};

export function DemandState({ locale, state }: { locale: Locale; state: DemandView["state"] }) {
  return <Status tone={tones[state]}>{translator(locale, "status")(`demand.${state}`)}</Status>;
}

const moves = { close: closeDemandAction, cancel: cancelDemandAction };

/** Where the demand stands and what can be done with the whole; each act says what will happen before it does. */
export function DemandMoves({ locale, demand, officer }: { locale: Locale; demand: DemandView; officer: boolean }) {
  const t = words(locale);
  const possible = possibleEvents(demandMachine, demand.state, officer ? "officer" : "stranger");
  const isPublic = demand.state !== "draft" && demand.state !== "cancelled";
  return (
    <Card title={t("moves.title")} note={<span className="mono">{demand.number}</span>}>
      <p id={fieldIdOf("state")} data-names={fieldIdOf("state")} tabIndex={-1}>
        <DemandState locale={locale} state={demand.state} />
      </p>
      <div className="actions">
        {isPublic ? <ButtonLink href={href(locale, `/demands/${demand.number}`)}>{t("moves.view")}</ButtonLink> : null}
        {(["close", "cancel"] as const)
          .filter((event) => possible.includes(event))
          .map((event) => (
            <Confirm key={event} trigger={t(`moves.${event}`)} variant="quiet">
              <p>{t(`moves.${event}-ask`)}</p>
              <Form action={moves[event]} label={t(`moves.${event}`)}>
                <input type="hidden" name="no" value={demand.number} />
                <input type="hidden" name="id" value={demand.id} />
                <input type="hidden" name="version:number" value={demand.version} />
                <SubmitButton variant="danger">{t(`moves.${event}`)}</SubmitButton>
              </Form>
            </Confirm>
          ))}
      </div>
    </Card>
  );
}
