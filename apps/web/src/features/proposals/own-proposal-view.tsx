import type { OwnProposal } from "@peony/features/proposals";
import { type Locale, translator } from "@peony/i18n";
import { Breadcrumb, PageHead, WithSide } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import { href } from "../../i18n/page.ts";
import { AskedCard } from "./asked-card.tsx";
import { ProposalEditor } from "./proposal-editor.tsx";
import { ProposalSide } from "./proposal-side.tsx";
import { ProposalText } from "./proposal-text.tsx";
import { words } from "./words.ts";

/** The own proposal: its form while it may change, afterwards the page as it stands. */
export function OwnProposalView({
  locale,
  proposal,
  officer,
  verified,
}: {
  locale: Locale;
  proposal: OwnProposal;
  officer: boolean;
  verified: boolean;
}) {
  const t = words(locale);
  const { fields, demand } = proposal;
  return (
    <>
      <PageHead
        title={fields.title || t("untitled")}
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[
              { label: t("title"), href: href(locale, "/proposals") },
              { label: demand.number, mono: true },
            ]}
          />
        }
      />
      {proposal.editable && officer && !verified ? (
        <Note tone="warn">
          {t("state.verify")} <a href={href(locale, "/start")}>{translator(locale, "demands")("form.verify")}</a>
        </Note>
      ) : null}
      <WithSide
        sideLabel={t("state.title")}
        side={<ProposalSide locale={locale} proposal={proposal} officer={officer} />}
      >
        {proposal.editable && officer ? (
          <>
            <div className="phone-only">
              <AskedCard locale={locale} demand={demand} />
            </div>
            <ProposalEditor locale={locale} proposal={proposal} verified={verified} />
          </>
        ) : (
          <ProposalText locale={locale} fields={fields} currency={demand.currency} />
        )}
      </WithSide>
    </>
  );
}
