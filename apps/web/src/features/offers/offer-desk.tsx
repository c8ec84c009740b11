import { priceOf, termsSchema } from "@peony/domain/contracts";
import type { DealView } from "@peony/features/deals";
import { formatMoney, type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { TermsTable } from "@peony/ui/Deal";
import { Form } from "@peony/ui/Form";
import { Breadcrumb, Card, PageHead } from "@peony/ui/Layout";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { titleOf } from "#features/deals/words.ts";
import { href } from "../../i18n/page.ts";
import { counterOfferAction, sendOfferAction } from "./actions.ts";
import { AcceptOffer, DeclineOffer, WithdrawOffer } from "./answer-forms.tsx";
import { type Broker, OfferFields } from "./offer-fields.tsx";
import type { BrokerNames } from "./terms-fields.ts";
import { termRows } from "./terms-rows.tsx";

type Props = {
  locale: Locale;
  deal: DealView;
  brokers: readonly Broker[];
  names: BrokerNames;
  id: string;
  edit: boolean;
};

/** The one page on which offers are made and answered: read theirs, accept, change and counter, decline; or send, or take back one's own. */
export function OfferDesk({ locale, deal, brokers, names, id, edit }: Props) {
  const t = translator(locale, "offers");
  const last = deal.rounds[0];
  const open = last?.state === "submitted" ? last : undefined;
  const theirs = open !== undefined && open.side !== deal.role;
  const head = (title: string, lead?: string) => (
    <PageHead
      title={title}
      lead={lead}
      crumb={
        <Breadcrumb
          label={translator(locale, "shell")("breadcrumb")}
          items={[
            { label: titleOf(locale, deal.title), href: href(locale, `/deals/${deal.number}`) },
            { label: title },
          ]}
        />
      }
    />
  );
  if (open && theirs && !edit) {
    const rows = termRows(locale, open.terms, deal.rounds[1]?.terms ?? null, names);
    const price = formatMoney(priceOf(termsSchema.parse(open.terms)), locale, "full");
    const words = translator(locale, "deals");
    return (
      <>
        {head(t("title-answer"))}
        <Card title={t("answer")} note={t("total", { price })}>
          <TermsTable caption={t("answer")} rows={rows} was={words("was")} now={words("now")} />
          {open.message ? <p className="effect">{words("message", { message: open.message })}</p> : null}
          <div className="actions">
            <AcceptOffer locale={locale} number={deal.number} offer={open} price={price} />
            <ButtonLink href={href(locale, `/deals/${deal.number}/offer`, { edit: "1" })}>{t("edit")}</ButtonLink>
            <DeclineOffer locale={locale} number={deal.number} offer={open} />
          </div>
        </Card>
      </>
    );
  }
  if (open && !theirs)
    return (
      <>
        {head(t("title"))}
        <Card title={t("title")}>
          <TermsTable
            caption={t("title")}
            rows={termRows(locale, open.terms, deal.rounds[1]?.terms ?? null, names)}
            was={translator(locale, "deals")("was")}
            now={translator(locale, "deals")("now")}
          />
          <WithdrawOffer locale={locale} number={deal.number} offer={open} />
        </Card>
      </>
    );
  return (
    <>
      {head(open ? t("title-counter") : t("title"), t("lead"))}
      <Form action={open ? counterOfferAction : sendOfferAction} className="form form-wide">
        <input type="hidden" name="no" value={deal.number} />
        <input type="hidden" name="id" value={id} />
        {open ? (
          <input type="hidden" name="answers" value={open.id} />
        ) : (
          <input type="hidden" name="dealId" value={deal.id} />
        )}
        <OfferFields
          locale={locale}
          values={last?.terms ?? null}
          brokers={brokers}
          rights={deal.listing?.rights ?? deal.demand?.rights ?? []}
        />
        <SubmitButton large>{open ? t("counter") : t("send")}</SubmitButton>
      </Form>
    </>
  );
}
