import { type MemberRole, memberRoles } from "@peony/domain/identity";
import { type Locale, translator } from "@peony/i18n";
import { ChoiceGroup } from "@peony/ui/Choice";
import { Confirm } from "@peony/ui/Confirm";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { removeMemberAction, saveMemberAction } from "./actions.ts";
import { words } from "./words.ts";

/** One member: name, address, roles; an owner changes the roles or removes the person. */
export function MemberRow({
  locale,
  seat,
  edits,
}: {
  locale: Locale;
  seat: { userId: string; name: string; email: string; roles: readonly MemberRole[] };
  edits: boolean;
}) {
  const t = words(locale);
  const term = translator(locale, "terms");
  const head = (
    <p>
      <b>{seat.name}</b> <span className="quiet">{seat.email}</span>
    </p>
  );
  if (!edits)
    return (
      <>
        {head}
        <p className="quiet">{seat.roles.map((r) => term(`member_role.${r}`)).join(" · ")}</p>
      </>
    );
  return (
    <>
      {head}
      <Form action={saveMemberAction} className="form" label={seat.name}>
        <input type="hidden" name="userId" value={seat.userId} />
        <ChoiceGroup
          name="roles:list"
          kind="checkbox"
          inline
          label={t("members.roles")}
          defaultValue={seat.roles}
          options={memberRoles.map((r) => ({ value: r, label: term(`member_role.${r}`) }))}
        />
        <SubmitButton variant="outline">{t("members.save")}</SubmitButton>
      </Form>
      <Confirm trigger={t("members.remove")} variant="quiet">
        <p>{t("members.remove-ask")}</p>
        <Form action={removeMemberAction} label={seat.name}>
          <input type="hidden" name="userId" value={seat.userId} />
          <SubmitButton variant="danger">{t("members.remove")}</SubmitButton>
        </Form>
      </Confirm>
    </>
  );
}
