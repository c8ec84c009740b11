import type { ClinicView } from "@peony/features/demands";
import type { ListingMatch } from "@peony/features/matching";
import type { Locale } from "@peony/i18n";
import { WithSide } from "@peony/ui/Layout";
import { CheckCard } from "./clinic-check.tsx";
import { ComplexityCard } from "./clinic-complexity.tsx";
import { InvitationsCard } from "./clinic-invitations.tsx";
import { QuestionsCard } from "./clinic-questions.tsx";
import { ReadbackCard } from "./clinic-readback.tsx";
import { StepsCard } from "./clinic-steps.tsx";
import { DemandDetail } from "./demand-detail.tsx";
import { clinicWords } from "./words.ts";

type Props = { locale: Locale; clinic: ClinicView; matches: readonly ListingMatch[]; verified: boolean };

/** The clinic as its reader sees it: the firm and its checkers everything, the expert the reading, the broker the invitation. */
export function ClinicBody({ locale, clinic, matches, verified }: Props) {
  const { demand, reader } = clinic;
  const owner = reader === "owner";
  const inside = owner || reader === "checker";
  // a broker reads the rest once it took the slot
  const waiting = reader === "broker" && !clinic.invitations.some((i) => i.mine && i.answer === "accepted");
  return (
    <WithSide
      sideLabel={clinicWords(locale)("steps")}
      side={
        <>
          <StepsCard locale={locale} clinic={clinic} verified={verified} />
          <ComplexityCard locale={locale} kind={clinic.demand.kind} complexity={clinic.complexity} />
        </>
      }
    >
      {reader === "broker" ? null : <ReadbackCard locale={locale} clinic={clinic} />}
      {inside ? <CheckCard locale={locale} clinic={clinic} /> : null}
      {waiting ? null : (
        <QuestionsCard
          locale={locale}
          number={demand.number}
          questions={clinic.questions}
          edit={owner && clinic.officer}
        />
      )}
      {inside || reader === "broker" ? <InvitationsCard locale={locale} clinic={clinic} matches={matches} /> : null}
      {owner || waiting ? null : <DemandDetail locale={locale} demand={demand} />}
    </WithSide>
  );
}
