import { officerRoles, requireMember } from "@peony/domain/identity";
import { translator } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { Breadcrumb, PageHead } from "@peony/ui/Layout";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { createListingAction } from "#features/listings/actions.ts";
import { IdentityFields } from "#features/listings/form-identity.tsx";
import { words } from "#features/listings/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { newId } from "#server/ids.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("new.title") };
}

export default async function NewListingPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const { actor } = await requestCtx();
  await found(locale, (async () => requireMember(actor, officerRoles))());
  return (
    <>
      <PageHead
        title={t("new.title")}
        lead={t("new.lead")}
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[{ label: t("desk.title"), href: href(locale, "/listings") }, { label: t("new.title") }]}
          />
        }
      />
      <Form action={createListingAction} className="form form-wide">
        <input type="hidden" name="id" value={newId("listing")} />
        <IdentityFields locale={locale} />
        <div className="actions">
          <SubmitButton large>{t("new.submit")}</SubmitButton>
        </div>
      </Form>
    </>
  );
}
