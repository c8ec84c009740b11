import { costBearers, dealTypes, improvementOwners } from "@peony/domain/contracts";
import { type ProposalFields as Fields, mostMilestones, proposalLengths } from "@peony/domain/proposals";
import type { Currency } from "@peony/domain/shared";
import type { Locale } from "@peony/i18n";
import { SelectField, TextField } from "@peony/ui/Field";
import { FieldGroup, FieldRow } from "@peony/ui/FieldGroup";
import { MoneyField } from "#features/forms/money-field.tsx";
import { MoreRows } from "#features/forms/more-rows.tsx";
import { optionsOf, readinessOptions } from "#features/forms/options.ts";
import { amountText } from "#features/offers/amount-text.ts";
import { CountedText } from "./counted-text.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; values: Fields; currency: Currency };
const least = 3;

/** Texts of the page with their lengths; `rows` by what fits without scrolling. */
function Texts({
  locale,
  values,
  names,
}: Omit<Props, "currency"> & { names: readonly (readonly [TextName, number])[] }) {
  const t = words(locale);
  return names.map(([name, rows]) => {
    const max = proposalLengths[name];
    const hint = name === "title" || name === "territory" || name === "ipNote" ? undefined : t(`form.${name}-hint`);
    return (
      <CountedText
        key={name}
        name={name}
        label={t(name === "ipNote" ? "form.ip-note" : `form.${name}`)}
        hint={hint}
        value={values[name]}
        max={max}
        rows={rows || undefined}
        left={t("form.left", { used: "{used}", max })}
        over={t("form.over", { used: "{used}", max, over: "{over}" })}
      />
    );
  });
}
type TextName = "title" | "hypothesis" | "rationale" | "plan" | "team" | "conflicts" | "territory" | "ipNote";

function MilestoneRow({ locale, values, currency, i }: Props & { i: number }) {
  const t = words(locale);
  const m = values.milestones[i];
  return (
    <FieldGroup legend={t("form.milestone", { n: i + 1 })}>
      <FieldRow>
        <TextField name={`milestones.${i}.name`} label={t("form.milestone-name")} defaultValue={m?.name} />
        <MoneyField
          locale={locale}
          name={`milestones.${i}.amount:money`}
          label={t("form.amount")}
          defaultValue={amountText(m?.amount.toString(), currency)}
        />
        <TextField
          name={`milestones.${i}.weeks:number`}
          label={t("form.weeks")}
          inputMode="numeric"
          defaultValue={m ? `${m.weeks}` : undefined}
        />
      </FieldRow>
    </FieldGroup>
  );
}

/** What is offered besides the work: the terms that become the deal record. */
function Rights({ locale, values }: Omit<Props, "currency">) {
  const t = words(locale);
  return (
    <FieldGroup legend={t("form.ip")}>
      <FieldRow>
        <SelectField
          name="dealType"
          label={t("form.deal-type")}
          defaultValue={values.dealType}
          options={optionsOf(locale, dealTypes, "deal_type")}
        />
        <TextField
          name="termMonths:number"
          label={t("form.term-months")}
          inputMode="numeric"
          defaultValue={`${values.termMonths}`}
        />
        <TextField
          name="royaltyPct:number"
          label={t("form.royalty-pct")}
          inputMode="decimal"
          defaultValue={`${values.royaltyPct}`}
        />
      </FieldRow>
      <FieldRow>
        <SelectField
          name="improvementOwner"
          label={t("form.improvement-owner")}
          defaultValue={values.improvementOwner}
          options={optionsOf(locale, improvementOwners, "improvement_owner")}
        />
        <SelectField
          name="patentCostBearer"
          label={t("form.patent-cost-bearer")}
          defaultValue={values.patentCostBearer}
          options={optionsOf(locale, costBearers, "cost_bearer")}
        />
      </FieldRow>
      <Texts
        locale={locale}
        values={values}
        names={[
          ["territory", 0],
          ["ipNote", 2],
        ]}
      />
    </FieldGroup>
  );
}

/** The one page of a proposal as a form. */
export function ProposalFields({ locale, values, currency }: Props) {
  const t = words(locale);
  return (
    <>
      <Texts
        locale={locale}
        values={values}
        names={[
          ["title", 0],
          ["hypothesis", 6],
          ["rationale", 6],
          ["plan", 8],
        ]}
      />
      <SelectField
        name="trl:number"
        label={t("form.trl")}
        placeholder={t("form.choose")}
        defaultValue={values.trl === null ? "" : `${values.trl}`}
        options={readinessOptions(locale)}
      />
      <Texts locale={locale} values={values} names={[["team", 3]]} />
      <MoneyField
        locale={locale}
        name="budget:money"
        label={t("form.budget")}
        hint={t("form.budget-hint")}
        defaultValue={amountText(values.budget?.toString(), currency)}
      />
      <MoreRows
        locale={locale}
        count={values.milestones.length}
        least={least}
        most={mostMilestones}
        row={(i) => <MilestoneRow key={`m${i + 1}`} locale={locale} values={values} currency={currency} i={i} />}
      />
      <Rights locale={locale} values={values} />
      <Texts locale={locale} values={values} names={[["conflicts", 2]]} />
    </>
  );
}
