import { readToken } from "@peony/features/identity";
import { ButtonLink } from "@peony/ui/Button";
import { TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { EntryPage } from "#features/identity/entry-page.tsx";
import { confirmMailAction } from "#features/identity/sign-in-actions.ts";
import { words } from "#features/identity/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { href, pageLocale } from "../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; token: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await pageLocale(params))("confirm.title"), robots: { index: false }, referrer: "same-origin" };
}

/** The link alone confirms nothing: machines open links, and the owner of a mailbox may open one that a stranger asked for. */
export default async function ConfirmPage({ params }: Props) {
  const locale = await pageLocale(params);
  const { token } = await params;
  const t = words(locale);
  const open = await readToken(await requestCtx(), "confirm", token);
  if (!open)
    return (
      <EntryPage title={t("confirm.over")} lead={t("confirm.over-lead")}>
        <div className="actions">
          <ButtonLink variant="primary" href={href(locale, "/sign-in")}>
            {t("sign-in.submit")}
          </ButtonLink>
          <ButtonLink href={href(locale, "/sign-up")}>{t("sign-in.sign-up")}</ButtonLink>
        </div>
      </EntryPage>
    );
  return (
    <EntryPage title={t("confirm.title")} lead={t("confirm.lead")}>
      <Form action={confirmMailAction}>
        <input type="hidden" name="token" value={token} />
        <TextField
          name="password"
          type="password"
          label={t("confirm.password")}
          autoComplete="current-password"
          required
        />
        <SubmitButton variant="primary" wide>
          {t("confirm.submit")}
        </SubmitButton>
      </Form>
      <p className="hint">
        <a href={href(locale, "/sign-up")}>{t("confirm.forgotten")}</a>
      </p>
    </EntryPage>
  );
}
