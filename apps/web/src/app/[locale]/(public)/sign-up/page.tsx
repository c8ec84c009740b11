import { CheckboxField } from "@peony/ui/Choice";
import { TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { connection } from "next/server";
import { EntryPage } from "#features/identity/entry-page.tsx";
import { signUpAction } from "#features/identity/sign-in-actions.ts";
import { words } from "#features/identity/words.ts";
import { newId } from "#server/ids.ts";
import { href, type LocaleParams, pageLocale, pageMetadata } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await pageLocale(params);
  return pageMetadata(locale, "/sign-up", words(locale)("sign-up.title"));
}

export default async function SignUpPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  await connection();
  const t = words(locale);
  return (
    <EntryPage title={t("sign-up.title")} lead={t("sign-up.lead")}>
      <Form action={signUpAction} once>
        <input type="hidden" name="id" value={newId("user")} />
        <input type="hidden" name="locale" value={locale} />
        <TextField name="name" label={t("sign-up.name")} autoComplete="name" required />
        <TextField name="email" type="email" label={t("sign-up.email")} autoComplete="email" required />
        <TextField
          name="password"
          type="password"
          label={t("sign-up.password")}
          hint={t("sign-up.password-hint")}
          autoComplete="new-password"
          required
        />
        <CheckboxField name="agree:boolean" label={t("sign-up.agree")} />
        <SubmitButton variant="primary" wide>
          {t("sign-up.submit")}
        </SubmitButton>
      </Form>
      <p className="quiet">
        <a href={href(locale, "/privacy")}>{t("sign-up.privacy")}</a>
      </p>
      <p className="quiet">
        {t("sign-up.known")} <a href={href(locale, "/sign-in")}>{t("sign-in.submit")}</a>
      </p>
    </EntryPage>
  );
}
