import { isPublicDemand, leastReason, possibleDemandEvents } from "@peony/domain/demands";
import type { DemandView } from "@peony/features/demands";
import { type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Confirm } from "@peony/ui/Confirm";
import { TextArea } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { Status, type StatusTone } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import { cancelDemandAction, closeDemandAction, recallDemandAction } from "./actions.ts";
import { fieldIdOf } from "./field-id.ts";
import { words } from "./words.ts";

const tones: Record<DemandView["state"], StatusTone> = {
  draft: "unknown",
  clinic: "wait",
  published: "wait",
  closed: "closed",
  screening: "wait",
  assessing: "wait",
  finalist: "wait",
  awarded: "done",
  contracted: "done",
  in_delivery: "wait",
  accepted: "done",
  failed: "closed",
  cancelled: "closed",
};

export function DemandState({ locale, state }: { locale: Locale; state: DemandView["state"] }) {
  return <Status tone={tones[state]}>{translator(locale, "status")(`demand.${state}`)}</Status>;
}

const moves = { return: recallDemandAction, close: closeDemandAction, cancel: cancelDemandAction };

/** What happens by a step, said before it is taken. */
const asking = (event: keyof typeof moves, { kind, state }: DemandView) => {
  if (event === "cancel" && kind === "challenge" && isPublicDemand(state)) return "moves.cancel-ask-challenge" as const;
  if (event === "return" && state === "published") return "moves.return-ask-published" as const;
  return `moves.${event}-ask` as const;
};

/** Where the demand stands and what can be done with the whole; each act says what will happen before it does. */
export function DemandMoves({ locale, demand, officer }: { locale: Locale; demand: DemandView; officer: boolean }) {
  const t = words(locale);
  const possible = possibleDemandEvents(demand, officer ? "officer" : "stranger");
  // a challenge that was out owes those who proposed a reason
  const owed = demand.kind === "challenge" && isPublicDemand(demand.state);
  return (
    <Card title={t("moves.title")} note={<span className="mono">{demand.number}</span>}>
      <p id={fieldIdOf("state")} data-names={fieldIdOf("state")} tabIndex={-1}>
        <DemandState locale={locale} state={demand.state} />
      </p>
      <div className="actions">
        <ButtonLink href={href(locale, `/desk/demands/${demand.number}/clinic`)}>{t("moves.clinic")}</ButtonLink>
        {isPublicDemand(demand.state) ? (
          <ButtonLink href={href(locale, `/demands/${demand.number}`)}>{t("moves.view")}</ButtonLink>
        ) : null}
        {(["return", "close", "cancel"] as const)
          .filter((event) => possible.includes(event))
          .map((event) => (
            <Confirm key={event} trigger={t(`moves.${event}`)} variant="quiet">
              <p>{t(asking(event, demand))}</p>
              <Form action={moves[event]} label={t(`moves.${event}`)}>
                <input type="hidden" name="no" value={demand.number} />
                <input type="hidden" name="id" value={demand.id} />
                <input type="hidden" name="version:number" value={demand.version} />
                {event === "cancel" && owed ? (
                  <TextArea
                    name="reason"
                    label={t("moves.reason")}
                    hint={t("moves.reason-hint", { min: leastReason })}
                    rows={3}
                    maxLength={1000}
                  />
                ) : null}
                <SubmitButton variant="danger">{t(`moves.${event}`)}</SubmitButton>
              </Form>
            </Confirm>
          ))}
      </div>
    </Card>
  );
}
