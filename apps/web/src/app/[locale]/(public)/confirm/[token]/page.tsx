import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { EntryPage } from "#features/identity/entry-page.tsx";
import { confirmMailAction } from "#features/identity/sign-in-actions.ts";
import { words } from "#features/identity/words.ts";
import { pageLocale } from "../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; token: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await pageLocale(params))("confirm.title"), robots: { index: false }, referrer: "no-referrer" };
}

/** A button rather than the link itself: mail scanners open links, and a link opened by a machine must confirm nothing. */
export default async function ConfirmPage({ params }: Props) {
  const locale = await pageLocale(params);
  const { token } = await params;
  const t = words(locale);
  return (
    <EntryPage title={t("confirm.title")} lead={t("confirm.lead")}>
      <Form action={confirmMailAction}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton variant="primary" wide>
          {t("confirm.submit")}
        </SubmitButton>
      </Form>
    </EntryPage>
  );
}
