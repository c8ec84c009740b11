import { answeredLinkDays } from "@peony/domain/shared";
import type { ConfirmationLink } from "@peony/features/listings";
import { formatDate, type Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Note } from "@peony/ui/Note";
import { EntryPage } from "#features/identity/entry-page.tsx";
import { href } from "../../i18n/page.ts";
import { words } from "./inventor-words.ts";

type Closed = Exclude<ConfirmationLink, { view: unknown }>;

/** Says why a link opens nothing any more; what an inventor follows after the answer is in the account with the same address. */
export function ClosedLink({ locale, link, member }: { locale: Locale; link: Closed; member: boolean }) {
  const t = words(locale);
  return (
    <EntryPage title={t("title")}>
      <Note tone="warn">
        <p>
          {link.kind === "ended"
            ? t("ended", { day: formatDate(link.answeredAt, locale, "prose"), days: answeredLinkDays })
            : t(link.kind)}
        </p>
      </Note>
      {link.kind === "changed" ? null : (
        <>
          <p>{t("go-on")}</p>
          <div className="actions">
            {member ? (
              <ButtonLink href={href(locale, "/results")} variant="primary">
                {t("results")}
              </ButtonLink>
            ) : (
              <>
                <ButtonLink href={href(locale, "/sign-in", { back: "/results" })} variant="primary">
                  {t("sign-in")}
                </ButtonLink>
                <ButtonLink href={href(locale, "/sign-up")}>{t("sign-up")}</ButtonLink>
              </>
            )}
          </div>
        </>
      )}
    </EntryPage>
  );
}
