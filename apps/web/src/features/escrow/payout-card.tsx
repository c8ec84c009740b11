import type { PayoutAccount } from "@peony/features/escrow";
import type { Locale } from "@peony/i18n";
import { translator } from "@peony/i18n";
import { TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card, Stack } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { Status, type StatusTone } from "@peony/ui/Marks";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { startPayoutAccountAction } from "./actions.ts";
import { RefreshWhile } from "./refresh-while.tsx";
import { words } from "./words.ts";

const tones: Record<PayoutAccount["state"], StatusTone> = {
  created: "turn",
  pending: "wait",
  active: "done",
  restricted: "error",
};

function State({ locale, account }: { locale: Locale; account: PayoutAccount | null }) {
  const t = words(locale);
  if (!account) return <p>{t("payout.none")}</p>;
  const status = translator(locale, "status");
  return (
    <>
      <Status tone={tones[account.state]}>{status(`payout_account.${account.state}`)}</Status>
      <p>{t(`payout.state.${account.state}`)}</p>
      <KeyValue
        items={[{ term: t("payout.reference"), value: account.providerId ? <code>{account.providerId}</code> : null }]}
      />
    </>
  );
}

/** The account by which the own organisation is paid: how far it is, and the way to the provider's form. */
export function PayoutCard({
  locale,
  account,
  allowed,
  back,
  expired,
}: {
  locale: Locale;
  account: PayoutAccount | null;
  /** The reader may set it up: right role, verified organisation. */
  allowed: boolean;
  back: boolean;
  expired: boolean;
}) {
  const t = words(locale);
  const waits = back && account !== null && account.state !== "active";
  const label = t(!account ? "payout.start" : account.state === "active" ? "payout.change" : "payout.resume");
  return (
    <Card title={t("payout.title")}>
      <Stack small>
        <p className="quiet">{t("payout.lead")}</p>
        {waits ? <Note live>{t("payout.back")}</Note> : null}
        {expired ? <Note tone="warn">{t("payout.expired")}</Note> : null}
        <State locale={locale} account={account} />
        {allowed ? (
          <Form action={startPayoutAccountAction} label={label}>
            <TextField
              name="password"
              type="password"
              label={t("payout.password")}
              hint={t("payout.password-hint")}
              autoComplete="current-password"
            />
            <SubmitButton variant={account?.state === "active" ? "outline" : "primary"} pendingLabel={t("payout.busy")}>
              {label}
            </SubmitButton>
          </Form>
        ) : (
          <Note>{t("payout.who")}</Note>
        )}
        {waits ? <RefreshWhile /> : null}
      </Stack>
    </Card>
  );
}
