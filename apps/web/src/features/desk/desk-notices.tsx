import type { listNotifications } from "@peony/features/notifications";
import { formatDateTime, type Locale, sayInstants, translator } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { Feed } from "@peony/ui/Lists";
import { Tag } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import { markReadAction } from "./actions.ts";
import { words } from "./words.ts";

type Notice = Awaited<ReturnType<typeof listNotifications>>[number];

/** The payment a notice is about, as this reader names it. */
const itemIn = (args: Notice["args"], locale: Locale): string => (locale === "zh" ? args.itemZh : args.itemEn) ?? "";

/** What happened that concerns this person, newest first. A kind that has no words here is left out rather than shown raw. */
export function DeskNotices({ locale, notices }: { locale: Locale; notices: readonly Notice[] }) {
  const t = words(locale);
  const say = translator(locale, "notifications");
  const known = notices.flatMap((n) => {
    const kind = n.kind as Parameters<typeof say>[0];
    return say.has(kind)
      ? [{ ...n, text: say(kind, { ...sayInstants(n.args, locale), item: itemIn(n.args, locale) } as never) }]
      : [];
  });
  const unread = known.filter((n) => n.readAt === null);
  return (
    <Card
      title={t("notices")}
      id="notices"
      aside={
        unread.length > 0 ? (
          <Form action={markReadAction} label={t("mark-read")}>
            {unread.map((n) => (
              <input key={n.id} type="hidden" name="ids:list" value={n.id} />
            ))}
            <SubmitButton variant="link">{t("mark-read")}</SubmitButton>
          </Form>
        ) : null
      }
    >
      {known.length === 0 ? (
        <p className="second">{t("no-notices")}</p>
      ) : (
        <Feed
          items={known.map((n) => ({
            key: n.id,
            when: formatDateTime(n.createdAt, locale),
            dateTime: n.createdAt.toISOString(),
            what: (
              <>
                <a href={href(locale, n.href)}>{n.text}</a> {n.readAt === null ? <Tag>{t("unread")}</Tag> : null}
              </>
            ),
          }))}
        />
      )}
    </Card>
  );
}
