import type { Locale } from "@peony/i18n";
import { translator } from "@peony/i18n";
import { Status } from "@peony/ui/Marks";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

/** The way to a verified organisation as a list of steps, with who does each and how far it is. */
export const startTasks = (locale: Locale, own: { verification: string; members: number } | null) => {
  const t = words(locale);
  const shell = translator(locale, "shell");
  const done = <Status tone="done">{shell("done")}</Status>;
  const todo = <Status tone="info">{shell("not-started")}</Status>;
  const verified = own?.verification === "verified";
  return [
    { key: "account", label: t("start.task-account"), status: done },
    { key: "organisation", label: t("start.task-organisation"), status: own ? done : todo },
    {
      key: "verification",
      label: t("start.task-verification"),
      status: verified ? done : own?.verification === "submitted" ? <Status tone="wait">{shell("now")}</Status> : todo,
    },
    {
      key: "people",
      label: t("start.task-people"),
      href: own ? href(locale, "/settings/members") : undefined,
      status: (own?.members ?? 0) > 1 ? done : todo,
    },
  ];
};
