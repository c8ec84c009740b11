import { readProfile } from "@peony/features/identity";
import { localeName, locales } from "@peony/i18n";
import { SelectField, TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { saveProfileAction } from "#features/identity/actions.ts";
import { Seats } from "#features/identity/seats.tsx";
import { SettingsFrame } from "#features/identity/settings-frame.tsx";
import { words } from "#features/identity/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("settings.profile") };
}

export default async function ProfilePage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const profile = await found(locale, readProfile(ctx));
  const acting = ctx.actor.kind === "person" ? ctx.actor.orgId : null;
  return (
    <SettingsFrame locale={locale} page="profile" seated={acting !== null}>
      <Card title={t("profile.title")}>
        <Form action={saveProfileAction}>
          <TextField name="name" label={t("profile.name")} defaultValue={profile.name} required />
          <SelectField
            name="locale"
            label={t("profile.locale")}
            defaultValue={profile.locale}
            options={locales.map((l) => ({ value: l, label: localeName[l] }))}
          />
          <p className="quiet">{profile.email}</p>
          <SubmitButton>{t("profile.save")}</SubmitButton>
        </Form>
      </Card>
      <Card title={t("profile.seats")}>
        <Seats locale={locale} seats={profile.seats} acting={acting} />
      </Card>
    </SettingsFrame>
  );
}
