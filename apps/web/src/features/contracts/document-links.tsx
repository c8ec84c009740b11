import type { ContractView } from "@peony/features/contracts";
import { type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Card } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";

/** Documents of a contract, the ones there are, and the hash that names the text. */
export function DocumentLinks({ locale, contract }: { locale: Locale; contract: ContractView }) {
  const t = translator(locale, "signing");
  const has = (kind: string) => contract.documents.some((d) => d.kind === kind);
  const at = (kind: string) => `/api/contracts/${contract.id}/${kind}`;
  const signed = contract.state === "signed";
  return (
    <Card title={t("documents")}>
      <KeyValue
        items={[
          { term: t("number"), value: <span className="mono">{contract.number}</span> },
          {
            term: t("hash"),
            value: contract.documentHash ? <code className="mono">{contract.documentHash}</code> : null,
          },
        ]}
      />
      <p>{t("prevailing", { language: t(contract.terms.prevailingLanguage) })}</p>
      <div className="actions">
        {has("signed") ? (
          <ButtonLink href={at("signed")} download>
            {t("download-signed")}
          </ButtonLink>
        ) : null}
        {has("evidence") ? (
          <ButtonLink href={at("evidence")} download>
            {t("download-evidence")}
          </ButtonLink>
        ) : null}
        {has("draft_zh") ? <ButtonLink href={at("draft_zh")}>{t("open-zh")}</ButtonLink> : null}
        {has("draft_en") ? <ButtonLink href={at("draft_en")}>{t("open-en")}</ButtonLink> : null}
      </div>
      {signed && !has("signed") ? <p className="quiet">{t("sealing")}</p> : null}
    </Card>
  );
}
