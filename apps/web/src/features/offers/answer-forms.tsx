import { declineReasons } from "@peony/domain/offers";
import { type Locale, translator } from "@peony/i18n";
import { Confirm } from "@peony/ui/Confirm";
import { SelectField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { acceptOfferAction, declineOfferAction, withdrawOfferAction } from "./actions.ts";

type Props = { locale: Locale; number: string; offer: { id: string; termsHash: string } };

function Named({ number, offer }: Omit<Props, "locale">) {
  return (
    <>
      <input type="hidden" name="no" value={number} />
      <input type="hidden" name="offerId" value={offer.id} />
    </>
  );
}

/** Agreeing locks the terms, so it says what will happen before it does. The hash binds it to the terms on this page. */
export function AcceptOffer({ locale, number, offer, price }: Props & { price: string }) {
  const t = translator(locale, "offers");
  return (
    <Confirm trigger={t("accept")} variant="primary">
      <p>{t("accept-ask", { price })}</p>
      <Form action={acceptOfferAction} label={t("accept")}>
        <Named number={number} offer={offer} />
        <input type="hidden" name="termsHash" value={offer.termsHash} />
        <SubmitButton>{t("accept")}</SubmitButton>
      </Form>
    </Confirm>
  );
}

export function DeclineOffer({ locale, number, offer }: Props) {
  const t = translator(locale, "offers");
  const term = translator(locale, "terms");
  return (
    <Confirm trigger={t("decline")} variant="quiet">
      <p>{t("decline-ask")}</p>
      <Form action={declineOfferAction} label={t("decline")}>
        <Named number={number} offer={offer} />
        <SelectField
          name="reason"
          label={t("reason")}
          required
          options={declineReasons.map((r) => ({ value: r, label: term(`decline_reason.${r}`) }))}
        />
        <SubmitButton variant="danger">{t("decline")}</SubmitButton>
      </Form>
    </Confirm>
  );
}

export function WithdrawOffer({ locale, number, offer }: Props) {
  const t = translator(locale, "offers");
  return (
    <Confirm trigger={t("withdraw")}>
      <p>{t("withdraw-ask")}</p>
      <Form action={withdrawOfferAction} label={t("withdraw")}>
        <Named number={number} offer={offer} />
        <SubmitButton variant="danger">{t("withdraw")}</SubmitButton>
      </Form>
    </Confirm>
  );
}
