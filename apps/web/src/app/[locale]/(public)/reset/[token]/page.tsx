import { readToken } from "@peony/features/identity";
import { ButtonLink } from "@peony/ui/Button";
import { TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { EntryPage } from "#features/identity/entry-page.tsx";
import { resetAction } from "#features/identity/sign-in-actions.ts";
import { words } from "#features/identity/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { href, pageLocale } from "../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; token: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await pageLocale(params))("reset.title"), robots: { index: false }, referrer: "same-origin" };
}

export default async function ResetPage({ params }: Props) {
  const locale = await pageLocale(params);
  const { token } = await params;
  const t = words(locale);
  if (!(await readToken(await requestCtx(), "reset", token)))
    return (
      <EntryPage title={t("reset.over")} lead={t("reset.over-lead")}>
        <ButtonLink variant="primary" href={href(locale, "/forgot")}>
          {t("forgot.submit")}
        </ButtonLink>
      </EntryPage>
    );
  return (
    <EntryPage title={t("reset.title")} lead={t("reset.lead")}>
      <Form action={resetAction}>
        <input type="hidden" name="token" value={token} />
        <TextField
          name="password"
          type="password"
          label={t("reset.password")}
          hint={t("sign-up.password-hint")}
          autoComplete="new-password"
          required
        />
        <SubmitButton variant="primary" wide>
          {t("reset.submit")}
        </SubmitButton>
      </Form>
    </EntryPage>
  );
}
