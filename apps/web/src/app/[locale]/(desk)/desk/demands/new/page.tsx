import { officerRoles, requireMember } from "@peony/domain/identity";
import { translator } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { Breadcrumb, PageHead } from "@peony/ui/Layout";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { createDemandAction } from "#features/demands/actions.ts";
import { StartFields } from "#features/demands/demand-fields.tsx";
import { demandFormId } from "#features/demands/field-id.ts";
import { UnverifiedNote } from "#features/demands/unverified-note.tsx";
import { words } from "#features/demands/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { newId } from "#server/ids.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("form.new") };
}

type Props = LocaleParams & { searchParams: Promise<{ title?: string | string[] }> };

export default async function NewDemandPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const shell = translator(locale, "shell");
  const { title } = await searchParams;
  const { actor } = await requestCtx();
  const member = await found(locale, (async () => requireMember(actor, officerRoles))());
  return (
    <>
      <PageHead
        title={t("form.new")}
        lead={t("form.lead")}
        crumb={
          <Breadcrumb
            label={shell("breadcrumb")}
            items={[{ label: t("own.title"), href: href(locale, "/desk/demands") }, { label: t("form.new") }]}
          />
        }
      />
      {member.orgVerified ? null : <UnverifiedNote locale={locale} />}
      <Form id={demandFormId} action={createDemandAction} className="form form-wide">
        <input type="hidden" name="id" value={newId("demand")} />
        <StartFields locale={locale} title={typeof title === "string" ? title.slice(0, 120) : undefined} />
        <SubmitButton large pendingLabel={t("form.saving")}>
          {t("form.save-new")}
        </SubmitButton>
      </Form>
    </>
  );
}
