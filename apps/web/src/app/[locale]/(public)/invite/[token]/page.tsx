import { readInvitation } from "@peony/features/identity";
import { translator } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { acceptInvitationAction } from "#features/identity/actions.ts";
import { EntryPage } from "#features/identity/entry-page.tsx";
import { words } from "#features/identity/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { href, pageLocale } from "../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; token: string }> };

export const metadata: Metadata = { robots: { index: false }, referrer: "same-origin" };

export default async function InvitePage({ params }: Props) {
  const locale = await pageLocale(params);
  const { token } = await params;
  const [t, role] = [words(locale), translator(locale, "terms")];
  const ctx = await requestCtx();
  const invitation = await readInvitation(ctx, token);
  if (!invitation)
    return (
      <EntryPage title={t("invite.title", { organisation: "" })}>
        <Note tone="warn">{t("invite.gone")}</Note>
      </EntryPage>
    );
  const organisation = locale === "en" && invitation.nameEn ? invitation.nameEn : invitation.nameZh;
  const roles = new Intl.ListFormat(locale).format(invitation.roles.map((r) => role(`member_role.${r}`)));
  return (
    <EntryPage title={t("invite.title", { organisation })} lead={t("invite.lead", { email: invitation.email, roles })}>
      {ctx.actor.kind === "person" ? (
        <Form action={acceptInvitationAction}>
          <input type="hidden" name="token" value={token} />
          <SubmitButton variant="primary" wide>
            {t("invite.submit")}
          </SubmitButton>
        </Form>
      ) : (
        <>
          <Note tone="info">{t("invite.sign-in-first", { email: invitation.email })}</Note>
          <p>
            <a href={href(locale, "/sign-in", { back: `/invite/${token}` })}>{t("sign-in.submit")}</a>
            {" · "}
            <a href={href(locale, "/sign-up")}>{t("sign-up.submit")}</a>
          </p>
          <p className="hint">{t("invite.sign-up-first")}</p>
        </>
      )}
    </EntryPage>
  );
}
