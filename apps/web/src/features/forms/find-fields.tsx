import { type Locale, translator } from "@peony/i18n";
import { TextField } from "@peony/ui/Field";
import { FieldRow } from "@peony/ui/FieldGroup";
import type { ReactNode } from "react";
import { codeOfRegion, regionName } from "#features/listings/region-name.ts";
import { regionOptions } from "./code-options.ts";

/** A place by its name where it has one and the name leads back to it, else by its code. */
const namedRegion = (locale: Locale, code: string): string => {
  const name = regionName(locale, code);
  return codeOfRegion(name) === code ? name : code;
};

type Found = {
  keywordsZh: readonly string[];
  keywordsEn: readonly string[];
  ipc: readonly string[];
  region: string | null;
};

/** Words, classes and place by which a listing or a demand is found and matched; `children` stand beside the place. */
export function FindFields({ locale, values, children }: { locale: Locale; values?: Found; children?: ReactNode }) {
  const t = translator(locale, "forms");
  const joined = (list: readonly string[] | undefined) => list?.join(", ");
  return (
    <>
      <FieldRow>
        <TextField
          name="keywordsZh:words"
          label={t("keywords-zh")}
          hint={t("keywords-hint")}
          lang="zh-CN"
          defaultValue={joined(values?.keywordsZh)}
        />
        <TextField
          name="keywordsEn:words"
          label={t("keywords-en")}
          hint={t("keywords-hint")}
          lang="en"
          defaultValue={joined(values?.keywordsEn)}
        />
      </FieldRow>
      <TextField name="ipc:words" label={t("ipc")} hint={t("ipc-hint")} mono defaultValue={joined(values?.ipc)} />
      <FieldRow>
        <TextField
          name="region:region"
          label={t("region")}
          hint={t("region-hint")}
          suggestions={regionOptions(locale)}
          defaultValue={values?.region ? namedRegion(locale, values.region) : undefined}
        />
        {children}
      </FieldRow>
    </>
  );
}
