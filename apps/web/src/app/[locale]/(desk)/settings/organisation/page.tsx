import { isManager } from "@peony/domain/identity";
import { readOrganisation } from "@peony/features/identity";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { saveOrganisationAction } from "#features/identity/actions.ts";
import { OrganisationFields } from "#features/identity/organisation-fields.tsx";
import { SettingsFrame } from "#features/identity/settings-frame.tsx";
import { words } from "#features/identity/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { type LocaleParams, pageLocale } from "../../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("organisation.title") };
}

export default async function OrganisationPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const own = await found(locale, readOrganisation(ctx));
  const edits = isManager(ctx.actor);
  return (
    <SettingsFrame locale={locale} page="organisation" seated>
      <Card title={t("organisation.title")} note={t("organisation.lead")}>
        <Form action={saveOrganisationAction} className="form form-wide">
          <input type="hidden" name="version:number" value={own.version} />
          <OrganisationFields locale={locale} values={own} />
          {edits ? <SubmitButton>{t("organisation.save")}</SubmitButton> : <Note>{t("organisation.read-only")}</Note>}
        </Form>
      </Card>
    </SettingsFrame>
  );
}
