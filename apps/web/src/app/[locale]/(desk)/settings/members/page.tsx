import { memberRoles } from "@peony/domain/identity";
import { listMembers } from "@peony/features/identity";
import { formatDate, translator } from "@peony/i18n";
import { ChoiceGroup } from "@peony/ui/Choice";
import { TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { SubmitButton } from "@peony/ui/SubmitButton";
import type { Metadata } from "next";
import { inviteMemberAction } from "#features/identity/actions.ts";
import { MemberRow } from "#features/identity/member-row.tsx";
import { SettingsFrame } from "#features/identity/settings-frame.tsx";
import { words } from "#features/identity/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { newId } from "#server/ids.ts";
import { found } from "#server/page.ts";
import { type LocaleParams, pageLocale } from "../../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("members.title") };
}

export default async function MembersPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const [t, term] = [words(locale), translator(locale, "terms")];
  const ctx = await requestCtx();
  const { seats, open } = await found(locale, listMembers(ctx));
  const mine = ctx.actor.kind === "person" ? ctx.actor.roles : [];
  const invites = mine.includes("owner") || mine.includes("manager");
  const waiting = open.map((i) => ({
    key: i.id,
    content: `${i.email} · ${i.roles.map((r) => term(`member_role.${r}`)).join(" · ")}`,
    aside: <span className="quiet">{t("members.invited", { date: formatDate(i.createdAt, locale) })}</span>,
  }));
  return (
    <SettingsFrame locale={locale} page="members" seated>
      <Card title={t("members.title")} note={t("members.lead")}>
        <LineRows
          items={seats.map((s) => ({
            key: s.userId,
            content: <MemberRow locale={locale} seat={s} edits={mine.includes("owner")} />,
          }))}
        />
      </Card>
      {invites ? (
        <Card title={t("members.invite")}>
          <Form action={inviteMemberAction}>
            <input type="hidden" name="id" value={newId("invitation")} />
            <TextField name="email" type="email" label={t("members.email")} required />
            <ChoiceGroup
              name="roles:list"
              kind="checkbox"
              label={t("members.roles")}
              options={memberRoles.map((r) => ({
                value: r,
                label: term(`member_role.${r}`),
                hint: t(`members.role-hint.${r}`),
              }))}
            />
            <SubmitButton>{t("members.invite-submit")}</SubmitButton>
          </Form>
        </Card>
      ) : null}
      <Card title={t("members.open")}>
        {waiting.length > 0 ? <LineRows items={waiting} /> : <p className="quiet">{t("members.none-open")}</p>}
      </Card>
    </SettingsFrame>
  );
}
