import type { MemberRole } from "@peony/domain/identity";
import { type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Form } from "@peony/ui/Form";
import { LineRows } from "@peony/ui/Lists";
import { FictionTag, Status } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import { switchOrganisationAction } from "./actions.ts";
import { words } from "./words.ts";

type Seat = { orgId: string; nameZh: string; nameEn: string; roles: readonly MemberRole[]; fictional: boolean };

/** Organisations a person is a member of, the one acted for marked, the others one click away. */
export function Seats({ locale, seats, acting }: { locale: Locale; seats: readonly Seat[]; acting: string | null }) {
  const t = words(locale);
  const term = translator(locale, "terms");
  const shell = translator(locale, "shell");
  if (seats.length === 0)
    return (
      <>
        <p>{t("profile.no-seat")}</p>
        <ButtonLink href={href(locale, "/start")}>{t("profile.start")}</ButtonLink>
      </>
    );
  const items = seats.map((s) => ({
    key: s.orgId,
    content: (
      <>
        <b>{locale === "en" && s.nameEn ? s.nameEn : s.nameZh}</b>{" "}
        {s.fictional ? <FictionTag>{shell("fictional")}</FictionTag> : null}
        <br />
        <span className="quiet">{s.roles.map((r) => term(`member_role.${r}`)).join(" · ")}</span>
      </>
    ),
    aside:
      s.orgId === acting ? (
        <Status tone="done">{t("profile.acting")}</Status>
      ) : (
        <Form action={switchOrganisationAction} className="form-inline" label={s.nameZh}>
          <input type="hidden" name="orgId" value={s.orgId} />
          <SubmitButton variant="outline">{t("profile.switch")}</SubmitButton>
        </Form>
      ),
  }));
  return <LineRows items={items} />;
}
