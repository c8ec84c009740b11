import { type DisclosureFields, publicity } from "@peony/domain/disclosures";
import { technologyFields } from "@peony/domain/listings";
import { type Locale, localeName, locales } from "@peony/i18n";
import { ChoiceGroup } from "@peony/ui/Choice";
import { SelectField, TextArea, TextField } from "@peony/ui/Field";
import { FieldGroup, FieldRow } from "@peony/ui/FieldGroup";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { Autosave } from "#features/forms/autosave.tsx";
import { Bilingual } from "#features/forms/bilingual.tsx";
import { MoreRows } from "#features/forms/more-rows.tsx";
import { optionsOf } from "#features/forms/options.ts";
import { autosaveDisclosureAction, saveDisclosureAction } from "./actions.ts";
import { words } from "./words.ts";

type FormValues = Omit<DisclosureFields, "inventors"> & {
  readonly inventors: readonly {
    readonly name: { readonly zh: string; readonly en: string };
    readonly sharePct: number;
    readonly email: string | null;
  }[];
};
type Props = { locale: Locale; values: FormValues };

/** What a draft begins with: what it is called, and in which language and field. */
export function StartFields({
  locale,
  values,
}: {
  locale: Locale;
  values: Pick<FormValues, "title" | "field" | "language">;
}) {
  const t = words(locale);
  return (
    <>
      <TextField name="title" label={t("title-field")} maxLength={200} defaultValue={values.title} />
      <FieldRow>
        <SelectField
          name="field"
          label={t("field")}
          defaultValue={values.field}
          options={optionsOf(locale, technologyFields, "field")}
        />
        <SelectField
          name="language"
          label={t("language")}
          defaultValue={values.language}
          options={locales.map((l) => ({ value: l, label: localeName[l] }))}
        />
      </FieldRow>
    </>
  );
}

/** What it is and what is new about it. */
function Idea({ locale, values }: Props) {
  const t = words(locale);
  return (
    <FieldGroup legend={t("part.idea")}>
      <StartFields locale={locale} values={values} />
      <TextArea name="novelty" label={t("novelty")} hint={t("novelty-hint")} rows={6} defaultValue={values.novelty} />
      <TextArea name="problem" label={t("problem")} hint={t("problem-hint")} rows={4} defaultValue={values.problem} />
    </FieldGroup>
  );
}

/** What may harm its novelty, and what it owes to others. */
function Circumstances({ locale, values }: Props) {
  const t = words(locale);
  return (
    <FieldGroup legend={t("part.around")}>
      <ChoiceGroup
        name="publicity"
        kind="radio"
        label={t("publicity")}
        hint={t("publicity-hint")}
        defaultValue={values.publicity}
        options={publicity.map((p) => ({ value: p, label: t(`publicity-of.${p}`) }))}
      />
      <FieldRow>
        <TextField name="publicOn" type="date" label={t("public-on")} defaultValue={values.publicOn ?? undefined} />
        <TextField name="publicWhere" label={t("public-where")} defaultValue={values.publicWhere} />
      </FieldRow>
      <FieldRow>
        <TextField name="funding" label={t("funding")} defaultValue={values.funding} />
        <TextField name="projectNo" label={t("project-no")} mono defaultValue={values.projectNo} />
      </FieldRow>
      <TextArea name="helpers" label={t("helpers")} hint={t("helpers-hint")} rows={2} defaultValue={values.helpers} />
    </FieldGroup>
  );
}

function MakerRow({ locale, values, i }: Props & { i: number }) {
  const t = words(locale);
  const maker = values.inventors[i];
  return (
    <Bilingual locale={locale} name={`inventors.${i}.name`} label={t("maker", { n: i + 1 })} value={maker?.name}>
      <TextField
        name={`inventors.${i}.sharePct:number`}
        label={t("share")}
        unit="%"
        inputMode="decimal"
        defaultValue={maker ? `${maker.sharePct}` : undefined}
      />
      <TextField
        name={`inventors.${i}.email`}
        type="email"
        label={t("email")}
        autoComplete="off"
        defaultValue={maker?.email ?? undefined}
      />
    </Bilingual>
  );
}

/** Who made it. */
function Makers({ locale, values }: Props) {
  const t = words(locale);
  return (
    <FieldGroup legend={t("part.makers")}>
      <p className="hint">{t("makers-hint")}</p>
      <MoreRows
        locale={locale}
        count={values.inventors.length}
        least={2}
        most={20}
        row={(i) => <MakerRow key={`m${i + 1}`} locale={locale} values={values} i={i} />}
      />
    </FieldGroup>
  );
}

/** Where it could go. */
function Uses({ locale, values }: Props) {
  const t = words(locale);
  return (
    <FieldGroup legend={t("part.uses")}>
      <TextArea
        name="bestUses:lines"
        label={t("best-uses")}
        hint={t("one-a-line")}
        rows={3}
        defaultValue={values.bestUses.join("\n")}
      />
      <TextArea
        name="firmsKnown:lines"
        label={t("firms-known")}
        hint={t("one-a-line")}
        rows={3}
        defaultValue={values.firmsKnown.join("\n")}
      />
    </FieldGroup>
  );
}

/** Every question of a disclosure, in the order in which an inventor tells it. It saves itself until it is handed in. */
export function DisclosureEditor({
  locale,
  disclosure: d,
}: {
  locale: Locale;
  disclosure: FormValues & { id: string; version: number };
}) {
  const t = words(locale);
  const part = { locale, values: d };
  return (
    <Form action={saveDisclosureAction} className="form form-wide" label={t("edit")}>
      <input type="hidden" name="id" value={d.id} />
      <input type="hidden" name="version:number" value={d.version} />
      <Idea {...part} />
      <Circumstances {...part} />
      <Makers {...part} />
      <Uses {...part} />
      <Autosave locale={locale} save={autosaveDisclosureAction} draft={d.id} version={d.version} />
      <div className="actions">
        <SubmitButton large name="handIn:boolean" value="true">
          {t("hand-in")}
        </SubmitButton>
        <SubmitButton large variant="outline" name="handIn:boolean" value="false">
          {t("save")}
        </SubmitButton>
      </div>
    </Form>
  );
}
