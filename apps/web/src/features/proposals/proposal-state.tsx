import type { ProposalState } from "@peony/domain/proposals";
import { type Locale, translator } from "@peony/i18n";
import { Status, type StatusTone } from "@peony/ui/Marks";

const tones: Record<ProposalState, StatusTone> = {
  draft: "unknown",
  submitted: "wait",
  withdrawn: "closed",
  screened_out: "closed",
  assessing: "wait",
  finalist: "info",
  awarded: "done",
  declined: "closed",
};

export function ProposalStateMark({ locale, state }: { locale: Locale; state: ProposalState }) {
  return <Status tone={tones[state]}>{translator(locale, "status")(`proposal.${state}`)}</Status>;
}
