import type { ClinicTask } from "@peony/features/demands";
import { formatDate, type Locale } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { RowLink, Rows } from "@peony/ui/Lists";
import { Facts, Tag } from "@peony/ui/Marks";
import { saidTitle } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

/** Demands that wait for this reader, with what is asked and since when; nothing where none do. */
export function ClinicTasks({ locale, tasks }: { locale: Locale; tasks: readonly ClinicTask[] }) {
  const t = words(locale);
  if (tasks.length === 0) return null;
  return (
    <Card title={t("own.tasks")} id="tasks">
      <Rows
        items={tasks.map((task) => {
          const title = saidTitle(locale, task);
          const onPage = task.task === "answer" || task.task === "reply";
          const path = onPage ? `/demands/${task.number}` : `/desk/demands/${task.number}/clinic`;
          return {
            key: `${task.task} ${task.number}`,
            content: (
              <>
                <RowLink href={href(locale, path)} lang={title.lang}>
                  {title.text}
                </RowLink>
                <Facts
                  items={[
                    <Tag key="task">{t(`own.task-${task.turn ? task.task : "waiting"}`)}</Tag>,
                    task.kind === "challenge" ? t("challenge") : null,
                    <span key="number" className="mono">
                      {task.number}
                    </span>,
                    t("own.since", { day: formatDate(task.since, locale) }),
                  ]}
                />
              </>
            ),
          };
        })}
      />
    </Card>
  );
}
