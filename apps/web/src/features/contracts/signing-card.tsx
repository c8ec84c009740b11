import type { ContractView } from "@peony/features/contracts";
import { formatDateTime, type Locale, translator } from "@peony/i18n";
import { CheckboxField } from "@peony/ui/Choice";
import { TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { Status, Tag } from "@peony/ui/Marks";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { signContractAction } from "./actions.ts";

/** Who signs in which order and who has; a signer whose turn it is signs here. */
export function SigningCard({ locale, contract }: { locale: Locale; contract: ContractView }) {
  const t = translator(locale, "signing");
  const term = translator(locale, "terms");
  const rows = contract.signers.map((s) => ({
    key: s.id,
    content: (
      <>
        <b>{s.name}</b> {s.isYou ? <Tag>{t("you")}</Tag> : null}
        <br />
        <span className="quiet">{t("order", { position: s.position, side: term(`side.${s.side}`) })}</span>
      </>
    ),
    aside: s.signedAt ? (
      <Status tone="done">{t("signed-at", { date: formatDateTime(s.signedAt, locale) })}</Status>
    ) : (
      <Status tone={s.isNext ? "turn" : "wait"}>{t(s.isNext ? "next" : "waiting")}</Status>
    ),
  }));
  return (
    <Card title={t("signers")} id="sign">
      <LineRows items={rows} />
      <SignForm locale={locale} contract={contract} />
    </Card>
  );
}

function SignForm({ locale, contract }: { locale: Locale; contract: ContractView }) {
  const t = translator(locale, "signing");
  if (contract.state === "signed") return null;
  if (contract.yourTurn === null) return <p className="quiet">{t("not-signer")}</p>;
  if (contract.yourTurn === "done") return <Note tone="done">{t("done")}</Note>;
  if (contract.yourTurn === "later" || !contract.documentHash) return <p className="quiet">{t("later")}</p>;
  return (
    <Form action={signContractAction} label={t("sign-title")}>
      <input type="hidden" name="no" value={contract.dealNumber} />
      <input type="hidden" name="contractId" value={contract.id} />
      <input type="hidden" name="documentHash" value={contract.documentHash} />
      <CheckboxField name="read:boolean" label={t("read")} />
      <TextField
        name="password"
        type="password"
        label={t("password")}
        hint={t("password-hint")}
        autoComplete="current-password"
      />
      <SubmitButton large>{t("submit")}</SubmitButton>
    </Form>
  );
}
