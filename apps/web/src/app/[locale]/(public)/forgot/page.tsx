import { TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { EntryPage } from "#features/identity/entry-page.tsx";
import { forgotAction } from "#features/identity/sign-in-actions.ts";
import { words } from "#features/identity/words.ts";
import { href, type LocaleParams, pageLocale, pageMetadata } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await pageLocale(params);
  return pageMetadata(locale, "/forgot", words(locale)("forgot.title"));
}

export default async function ForgotPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  return (
    <EntryPage title={t("forgot.title")} lead={t("forgot.lead")}>
      <Form action={forgotAction} once>
        <TextField name="email" type="email" label={t("sign-in.email")} autoComplete="email" required />
        <SubmitButton variant="primary" wide>
          {t("forgot.submit")}
        </SubmitButton>
      </Form>
      <p className="quiet">
        <a href={href(locale, "/sign-in")}>{t("forgot.back")}</a>
      </p>
    </EntryPage>
  );
}
