import type { ImportPage } from "@peony/features/imports";
import type { Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Progress } from "@peony/ui/Feedback";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { href } from "../../i18n/page.ts";
import { stopImportAction } from "./actions.ts";
import { KeepFresh } from "./keep-fresh.tsx";
import { words } from "./words.ts";

/** How far the check or the writing is: rows of total, rate, time left; it survives reload and sign-out, since the worker does it. */
export function ImportProgress({ locale, page }: { locale: Locale; page: ImportPage }) {
  const t = words(locale);
  const writing = page.state === "importing";
  const [done, total] = writing ? [page.created, page.wanted] : [page.read, page.total ?? 0];
  const title = writing ? t("run.title") : t("run.check-title");
  const pace =
    page.rate === null ? t("run.starting") : t("run.pace", { rate: page.rate, seconds: page.secondsLeft ?? 0 });
  return (
    <Card title={title} id="progress">
      <KeepFresh />
      <Progress label={title} value={done} max={Math.max(1, total)} text={t("run.text", { done, total })} />
      <p role="status">{pace}</p>
      <p className="hint">{t("run.leave")}</p>
      <div className="actions">
        <ButtonLink href={href(locale, `/import/${page.id}`)} icon="refresh">
          {t("run.refresh")}
        </ButtonLink>
        {writing ? (
          <Form action={stopImportAction} className="form-inline">
            <input type="hidden" name="id" value={page.id} />
            <SubmitButton variant="outline" pendingLabel={t("run.stopping")}>
              {t("run.stop")}
            </SubmitButton>
          </Form>
        ) : null}
      </div>
    </Card>
  );
}
