import type { Actor } from "@peony/domain/identity";
import type { Locale } from "@peony/i18n";
import { Note } from "@peony/ui/Note";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

/** What this account cannot do yet, why, and where it opens; nothing for those who can do everything. */
export function DeskNotes({ locale, actor }: { locale: Locale; actor: Actor }) {
  const t = words(locale);
  if (actor.kind !== "person") return null;
  return (
    <>
      {actor.orgId === null ? (
        <Note tone="warn">
          {t("no-organisation")} <a href={href(locale, "/start")}>{t("register")}</a>
        </Note>
      ) : null}
      {actor.orgId !== null && !actor.orgVerified ? (
        <Note tone="warn">
          {t("unverified")} <a href={href(locale, "/start")}>{t("verify")}</a>
        </Note>
      ) : null}
      {actor.orgKind === "bank" ? <Note>{t("limits.bank")}</Note> : null}
    </>
  );
}
