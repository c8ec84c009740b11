import { listResultsByLink, readResultByLink } from "@peony/features/disclosures";
import { readRewardStatementsByLink } from "@peony/features/royalties";
import type { Locale } from "@peony/i18n";
import { Section } from "@peony/ui/Layout";
import { RewardStatements } from "#features/royalties/reward-statements.tsx";
import type { Ctx } from "#server/ctx.ts";
import { requestNow } from "#server/now.ts";
import { DealWord } from "./deal-word.tsx";
import { ResultList } from "./result-list.tsx";
import { words } from "./words.ts";

/** What an inventor without an account follows by the link: the own results, statements and words on deals, and nobody else's. */
export async function LinkResults({ locale, token, ctx }: { locale: Locale; token: string; ctx: Ctx }) {
  const t = words(locale);
  const results = await listResultsByLink(ctx, token);
  const listed = results.flatMap((r) => r.listingId ?? []);
  const details = await Promise.all(listed.map((id) => readResultByLink(ctx, token, id)));
  const statements = await readRewardStatementsByLink(ctx, token);
  return (
    <Section title={t("by-link")} id="results">
      <ResultList locale={locale} results={results} now={await requestNow()} hrefOf={() => null} />
      {details.flatMap(({ result, deals }) =>
        deals.map((deal) => <DealWord key={deal.dealId} locale={locale} deal={deal} back={result.id} token={token} />),
      )}
      <RewardStatements locale={locale} statements={statements} alone={false} token={token} />
    </Section>
  );
}
