import { targetDirections } from "@peony/domain/demands";
import type { DemandView } from "@peony/features/demands";
import type { Locale } from "@peony/i18n";
import { ChoiceGroup } from "@peony/ui/Choice";
import { TextField } from "@peony/ui/Field";
import { FieldGroup, FieldRow } from "@peony/ui/FieldGroup";
import { Bilingual } from "#features/forms/bilingual.tsx";
import { MoreRows } from "#features/forms/more-rows.tsx";
import { optionsOf } from "#features/forms/options.ts";
import { fieldIdOf } from "./field-id.ts";
import { words } from "./words.ts";

const least = 3;
const most = 6;

/** One measure: where it is and where it must be. */
function TargetRow({
  locale,
  i,
  value: v,
}: {
  locale: Locale;
  i: number;
  value: DemandView["targets"][number] | undefined;
}) {
  const t = words(locale);
  return (
    <FieldGroup legend={t("form.target", { n: i + 1 })}>
      <Bilingual locale={locale} name={`targets.${i}.name`} label={t("form.name")} value={v?.name} />
      <FieldRow>
        <TextField
          name={`targets.${i}.current`}
          label={t("form.current")}
          hint={t("form.figure-hint")}
          inputMode="decimal"
          defaultValue={v?.current}
        />
        <TextField
          name={`targets.${i}.target`}
          label={t("form.goal")}
          hint={t("form.figure-hint")}
          inputMode="decimal"
          defaultValue={v?.target}
        />
      </FieldRow>
      <ChoiceGroup
        kind="radio"
        inline
        name={`targets.${i}.direction`}
        label={t("form.direction")}
        defaultValue={v?.direction ?? "at_most"}
        options={optionsOf(locale, targetDirections, "target_direction")}
      />
      <Bilingual locale={locale} name={`targets.${i}.unit`} label={t("form.unit")} value={v?.unit} />
    </FieldGroup>
  );
}

/** Measures; a few empty rows more than there are, which may stay empty. */
export function TargetFields({ locale, values }: { locale: Locale; values: DemandView["targets"] }) {
  const id = fieldIdOf("targets");
  return (
    <>
      <h2 id={id} data-names={id} tabIndex={-1}>
        {words(locale)("form.targets")}
      </h2>
      <MoreRows
        locale={locale}
        count={values.length}
        least={least}
        most={most}
        row={(i) => <TargetRow key={`target-${i + 1}`} locale={locale} i={i} value={values[i]} />}
      />
    </>
  );
}
