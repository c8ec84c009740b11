import { listApiKeys } from "@peony/features/identity";
import { formatDate } from "@peony/i18n";
import { Confirm } from "@peony/ui/Confirm";
import { TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { createApiKeyAction, revokeApiKeyAction } from "#features/identity/actions.ts";
import { SettingsFrame } from "#features/identity/settings-frame.tsx";
import { words } from "#features/identity/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { newId } from "#server/ids.ts";
import { found } from "#server/page.ts";
import { type LocaleParams, pageLocale } from "../../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("keys.title") };
}

export default async function KeysPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const keys = await found(locale, listApiKeys(ctx));
  const rows = keys.map((k) => ({
    key: k.id,
    content: (
      <>
        <b>{k.name}</b> <code className="mono">{k.prefix}…</code>
        <br />
        <span className="quiet">
          {t("keys.made-on", { date: formatDate(k.createdAt, locale) })} ·{" "}
          {k.lastUsedAt ? t("keys.used-on", { date: formatDate(k.lastUsedAt, locale) }) : t("keys.never-used")}
        </span>
      </>
    ),
    aside: (
      <Confirm trigger={t("keys.revoke")} variant="quiet">
        <p>{t("keys.revoke-ask")}</p>
        <Form action={revokeApiKeyAction} label={k.name}>
          <input type="hidden" name="id" value={k.id} />
          <SubmitButton variant="danger">{t("keys.revoke")}</SubmitButton>
        </Form>
      </Confirm>
    ),
  }));
  return (
    <SettingsFrame locale={locale} page="keys" seated={ctx.actor.kind === "person" && ctx.actor.orgId !== null}>
      <Card title={t("keys.title")} note={t("keys.lead")}>
        {rows.length > 0 ? <LineRows items={rows} /> : <p className="quiet">{t("keys.none")}</p>}
      </Card>
      <Card title={t("keys.create")}>
        <Form action={createApiKeyAction}>
          <input type="hidden" name="id" value={newId("apiKey")} />
          <TextField name="name" label={t("keys.name")} required />
          <TextField
            name="password"
            type="password"
            label={t("keys.password")}
            hint={t("keys.password-hint")}
            autoComplete="current-password"
          />
          <SubmitButton>{t("keys.create")}</SubmitButton>
        </Form>
      </Card>
    </SettingsFrame>
  );
}
