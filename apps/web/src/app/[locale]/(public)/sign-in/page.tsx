import { TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { EntryPage } from "#features/identity/entry-page.tsx";
import { OidcButton } from "#features/identity/oidc-button.tsx";
import { signInAction } from "#features/identity/sign-in-actions.ts";
import { words } from "#features/identity/words.ts";
import { href, type LocaleParams, pageLocale, pageMetadata } from "../../../../i18n/page.ts";

type Props = LocaleParams & { searchParams: Promise<{ back?: string; error?: string; did?: string; ended?: string }> };

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await pageLocale(params);
  return pageMetadata(locale, "/sign-in", words(locale)("sign-in.title"));
}

export default async function SignInPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { back, error, did, ended } = await searchParams;
  const t = words(locale);
  return (
    <EntryPage title={t("sign-in.title")} lead={t("sign-in.lead")}>
      {error ? (
        <Note tone="warn">{t(error === "OAuthAccountNotLinked" ? "sign-in.oidc-known" : "sign-in.oidc-failed")}</Note>
      ) : null}
      {ended ? <Note tone="info">{t("sign-in.ended")}</Note> : null}
      {did === "reset" ? <Note tone="done">{t("reset.done")}</Note> : null}
      <Form action={signInAction}>
        {back ? <input type="hidden" name="back" value={back} /> : null}
        <TextField name="email" type="email" label={t("sign-in.email")} autoComplete="username" required />
        <TextField
          name="password"
          type="password"
          label={t("sign-in.password")}
          autoComplete="current-password"
          required
        />
        <SubmitButton variant="primary" wide>
          {t("sign-in.submit")}
        </SubmitButton>
      </Form>
      <OidcButton locale={locale} />
      <p className="quiet">
        <a href={href(locale, "/forgot")}>{t("sign-in.forgot")}</a>
      </p>
      <p className="quiet">
        {t("sign-in.none")} <a href={href(locale, "/sign-up")}>{t("sign-in.sign-up")}</a>
      </p>
    </EntryPage>
  );
}
