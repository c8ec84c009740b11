import { assets, inLocale } from "@peony/domain/shared";
import type { DealOfResult } from "@peony/features/disclosures";
import { formatDate, formatDateTime, formatMoney, type Locale, translator } from "@peony/i18n";
import { CheckboxField, ChoiceGroup } from "@peony/ui/Choice";
import { TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { Feed, KeyValue } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { stateRelationAction } from "./actions.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; deal: DealOfResult; back: string; token?: string };

/** The notice as it will be posted. */
function NoticeText({ locale, deal: { notice: n } }: Pick<Props, "locale" | "deal">) {
  const t = words(locale);
  const price = formatMoney({ amount: BigInt(n.price), asset: assets[n.currency] }, locale, "full");
  return (
    <KeyValue
      items={[
        { term: t("notice.title"), value: inLocale(n.title, locale) },
        { term: t("notice.number"), value: n.number && <span className="mono">{n.number}</span> },
        { term: t("notice.seller"), value: inLocale(n.seller, locale) },
        { term: t("notice.buyer"), value: inLocale(n.buyer, locale) },
        { term: t("notice.way"), value: translator(locale, "terms")(`deal_type.${n.dealType}`) },
        { term: t("notice.price"), value: price },
        {
          term: t("notice.makers"),
          value: n.inventors.map((i) => `${inLocale(i.name, locale)} ${i.sharePct.toFixed(2)}%`).join(" · "),
        },
        { term: t("notice.agreed"), value: formatDate(n.agreedOn, locale) },
      ]}
    />
  );
}

function WordForm({ locale, deal, back, token }: Props) {
  const t = words(locale);
  return (
    <Form action={stateRelationAction} label={t("state")}>
      <input type="hidden" name="dealId" value={deal.dealId} />
      <input type="hidden" name="noticeHash" value={deal.noticeHash} />
      <input type="hidden" name="back" value={back} />
      {token ? <input type="hidden" name="token" value={token} /> : null}
      <ChoiceGroup
        name="related"
        kind="radio"
        label={t("related")}
        hint={t("related-hint")}
        options={(["no", "yes"] as const).map((v) => ({ value: v, label: t(`related-of.${v}`) }))}
      />
      <TextField name="relation" label={t("relation")} />
      <CheckboxField name="agree:boolean" label={t("notice-right")} />
      <SubmitButton>{t("state")}</SubmitButton>
    </Form>
  );
}

/** A deal of the result: the notice text, and what the inventors said of it and of their ties to the buyer. */
export function DealWord(props: Props) {
  const { locale, deal } = props;
  const t = words(locale);
  const mine = deal.said.find((s) => s.own);
  const asks = deal.mayState && !(mine?.current ?? false);
  return (
    <Card id={deal.dealId} title={t("deal", { number: deal.number })}>
      <div className="stack-small">
        <NoticeText locale={locale} deal={deal} />
        {asks ? <Note tone="warn">{t(mine ? "state-again" : "state-asked")}</Note> : null}
        {deal.said.length > 0 ? (
          <Feed
            items={deal.said.map((s) => ({
              key: s.id,
              when: formatDateTime(s.at, locale),
              dateTime: s.at.toISOString(),
              what: (
                <>
                  {t(s.related ? "said-yes" : "said-no", { name: inLocale(s.name, locale), relation: s.relation })}
                  {s.current ? null : <span className="quiet"> {t("said-before")}</span>}
                </>
              ),
            }))}
          />
        ) : null}
        {deal.mayState ? <WordForm {...props} /> : null}
      </div>
    </Card>
  );
}
