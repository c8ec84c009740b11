import { readOrganisation } from "@peony/features/identity";
import { ButtonLink } from "@peony/ui/Button";
import { Form } from "@peony/ui/Form";
import { Card, PageHead, Stack } from "@peony/ui/Layout";
import { TaskList } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { createOrganisationAction, submitOrganisationAction } from "#features/identity/actions.ts";
import { OrganisationFields } from "#features/identity/organisation-fields.tsx";
import { startTasks } from "#features/identity/start-tasks.tsx";
import { words } from "#features/identity/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { newId } from "#server/ids.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("start.title") };
}

export default async function StartPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const has = ctx.actor.kind === "person" && ctx.actor.orgId;
  const own = has ? await found(locale, readOrganisation(ctx)) : null;
  const state = own?.verification ?? "none";
  const submits = state === "draft" || state === "returned";
  return (
    <Stack>
      <PageHead title={t("start.title")} lead={t(`start.lead-${state}`, { organisation: own?.nameZh ?? "" })} />
      {own?.returnedReason ? <Note tone="warn">{t("start.reason", { reason: own.returnedReason })}</Note> : null}
      <Card title={t("start.tasks")}>
        <TaskList tasks={startTasks(locale, own)} />
      </Card>
      {own ? (
        <div className="actions">
          {submits ? (
            <Form action={submitOrganisationAction}>
              <SubmitButton variant="primary">{t("start.submit")}</SubmitButton>
            </Form>
          ) : (
            <ButtonLink variant="primary" href={href(locale, "/desk")}>
              {t("start.to-desk")}
            </ButtonLink>
          )}
          <ButtonLink href={href(locale, "/settings/organisation")}>{t("start.edit")}</ButtonLink>
        </div>
      ) : (
        <Card title={t("organisation.create")}>
          <Form action={createOrganisationAction} className="form form-wide">
            <input type="hidden" name="id" value={newId("organisation")} />
            <OrganisationFields locale={locale} kinds />
            <SubmitButton variant="primary">{t("organisation.create")}</SubmitButton>
          </Form>
        </Card>
      )}
    </Stack>
  );
}
