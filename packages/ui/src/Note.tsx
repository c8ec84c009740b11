import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

export type NoteTone = "info" | "warn" | "done" | "error";

const icons: Record<NoteTone, IconName> = { info: "info", warn: "alert", done: "check", error: "alert" };

/** One sentence about the page or the last act. `live` announces it politely when it appears. */
export function Note({
  tone = "info",
  children,
  live = false,
}: {
  tone?: NoteTone;
  children: ReactNode;
  live?: boolean;
}) {
  return (
    <div className={tone === "info" ? "note" : `note note-${tone}`} role={live ? "status" : undefined}>
      <Icon name={icons[tone]} />
      <div>{children}</div>
    </div>
  );
}
