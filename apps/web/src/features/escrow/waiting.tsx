import type { Locale } from "@peony/i18n";
import { Card, Stack } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import type { ReactNode } from "react";
import { RefreshWhile } from "./refresh-while.tsx";
import { words } from "./words.ts";

/** Something the payment provider has yet to tell us: the page looks again by itself, and by a link. */
export function Waiting({
  locale,
  text,
  here,
  children,
}: {
  locale: Locale;
  text: string;
  /** The address of this very page. */
  here: string;
  children?: ReactNode;
}) {
  const t = words(locale);
  return (
    <Card title={t("waiting.title")}>
      <Stack small>
        <Note live>
          {text} <a href={here}>{t("waiting.reload")}</a>
        </Note>
        {children}
        <RefreshWhile />
      </Stack>
    </Card>
  );
}
