import type { Locale } from "@peony/i18n";
import { Button } from "@peony/ui/Button";
import { env } from "#server/env.ts";
import { words } from "./words.ts";

/** The way in through the organisation's own identity provider; there only where one is configured. */
export function OidcButton({ locale }: { locale: Locale }) {
  if (!env().OIDC_ISSUER) return null;
  return (
    <form method="post" action={`/api/sign-in/oidc?locale=${locale}`}>
      <Button type="submit" wide>
        {words(locale)("sign-in.oidc")}
      </Button>
    </form>
  );
}
