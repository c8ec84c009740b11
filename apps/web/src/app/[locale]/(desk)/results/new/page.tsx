import { createDisclosureInput } from "@peony/domain/disclosures";
import { requireMember } from "@peony/domain/identity";
import { readViewerMail } from "@peony/features/disclosures";
import { translator } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { Breadcrumb, PageHead } from "@peony/ui/Layout";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { createDisclosureAction } from "#features/disclosures/actions.ts";
import { StartFields } from "#features/disclosures/disclosure-form.tsx";
import { words } from "#features/disclosures/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { newId } from "#server/ids.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("new") };
}

export default async function NewDisclosurePage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const member = await found(locale, (async () => requireMember(ctx.actor))());
  const id = newId("disclosure");
  const empty = createDisclosureInput.parse({ id, language: locale });
  return (
    <>
      <PageHead
        title={t("new")}
        lead={t("new-lead")}
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[{ label: t("title"), href: href(locale, "/results") }, { label: t("new") }]}
          />
        }
      />
      <Form action={createDisclosureAction} className="form form-wide" label={t("new")}>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="inventors.0.name.zh" value={member.name} />
        <input type="hidden" name="inventors.0.sharePct:number" value="100" />
        <input type="hidden" name="inventors.0.email" value={(await readViewerMail(ctx)) ?? ""} />
        <StartFields locale={locale} values={empty} />
        <div className="actions">
          <SubmitButton large>{t("save-on")}</SubmitButton>
        </div>
      </Form>
    </>
  );
}
