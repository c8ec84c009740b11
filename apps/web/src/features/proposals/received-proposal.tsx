import type { ProposalView } from "@peony/features/proposals";
import { type Locale, translator } from "@peony/i18n";
import { Breadcrumb, PageHead } from "@peony/ui/Layout";
import { saidName } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { ProposalStateMark } from "./proposal-state.tsx";
import { ProposalText } from "./proposal-text.tsx";
import { words } from "./words.ts";

/** A proposal as those read it who judge it. */
export function ReceivedProposal({ locale, proposal }: { locale: Locale; proposal: ProposalView }) {
  const t = words(locale);
  const name = saidName(locale, proposal.proposer);
  return (
    <>
      <PageHead
        title={proposal.fields.title}
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[
              { label: proposal.demand.number, href: href(locale, `/demands/${proposal.demand.number}`), mono: true },
              { label: t("col.title") },
            ]}
          />
        }
        sub={
          <>
            <span lang={name.lang}>{name.text}</span> <ProposalStateMark locale={locale} state={proposal.state} />
          </>
        }
      />
      <ProposalText locale={locale} fields={proposal.fields} currency={proposal.demand.currency} />
    </>
  );
}
