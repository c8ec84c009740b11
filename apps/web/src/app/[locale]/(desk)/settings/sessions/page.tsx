import { hashToken, listSessions } from "@peony/features/identity";
import { formatDateTime } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { Status } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { endSessionAction } from "#features/identity/actions.ts";
import { agentName } from "#features/identity/agent-name.ts";
import { SettingsFrame } from "#features/identity/settings-frame.tsx";
import { words } from "#features/identity/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { sessionToken } from "#server/session-cookie.ts";
import { type LocaleParams, pageLocale } from "../../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("sessions.title") };
}

export default async function SessionsPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const sessions = await found(locale, listSessions(ctx));
  const own = hashToken((await sessionToken()) ?? "");
  const rows = sessions.map((s) => ({
    key: s.name,
    content: (
      <>
        <b>{t("sessions.since", { date: formatDateTime(s.createdAt, locale) })}</b>
        <br />
        <span className="quiet">
          {t("sessions.seen", { date: formatDateTime(s.lastSeenAt, locale) })} · {s.address ?? ""}{" "}
          {agentName(s.agent) ?? t("sessions.unknown")}
        </span>
      </>
    ),
    aside:
      s.name === own ? (
        <Status tone="done">{t("sessions.this")}</Status>
      ) : (
        <Form action={endSessionAction} className="form-inline" label={formatDateTime(s.createdAt, locale)}>
          <input type="hidden" name="name" value={s.name} />
          <SubmitButton variant="outline">{t("sessions.end")}</SubmitButton>
        </Form>
      ),
  }));
  return (
    <SettingsFrame locale={locale} page="sessions" seated={ctx.actor.kind === "person" && ctx.actor.orgId !== null}>
      <Card title={t("sessions.title")} note={t("sessions.lead")}>
        <LineRows items={rows} />
      </Card>
    </SettingsFrame>
  );
}
