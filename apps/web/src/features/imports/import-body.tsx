import { brokenOffMinutes, type RowResult, redResults } from "@peony/domain/imports";
import type { ImportPage, ImportRowView } from "@peony/features/imports";
import { type Locale, translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Card, Stack } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import { Tabs } from "@peony/ui/Search";
import { saidTitle } from "#features/listings/said.ts";
import { SaidText } from "#features/listings/said-text.tsx";
import { href } from "../../i18n/page.ts";
import { CheckRows } from "./check-rows.tsx";
import { ImportActs } from "./import-acts.tsx";
import { redOf } from "./import-list.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { MapForm } from "./map-form.tsx";
import { words } from "./words.ts";

export type Shown = {
  readonly rows: readonly ImportRowView[];
  readonly next: number | null;
  readonly result?: RowResult | undefined;
  readonly only: boolean;
};
type Props = { locale: Locale; page: ImportPage };

function Undone({ locale, page }: Props) {
  const t = words(locale);
  return (
    <Card title={t("state.undone")} id="undone">
      <p>{t("undo.done", { removed: page.removed })}</p>
      <p>{page.made.length > 0 ? t("undo.kept") : t("undo.none-kept")}</p>
      <ul>
        {page.made.map((l) => (
          <li key={l.id}>
            <a href={href(locale, `/listings/${l.id}`)}>
              <SaidText said={saidTitle(locale, l)} />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Failed({ locale, page }: Props) {
  const t = words(locale);
  const says = translator(locale, "errors");
  const key = (page.fault ?? "invalid").replace("/", ".") as Parameters<typeof says>[0];
  return (
    <Note tone="error">
      <p>{says(key, page.faultArgs ?? {})}</p>
      <p>{t("failed.lead")}</p>
      <ButtonLink href={href(locale, "/import")}>{t("failed.again")}</ButtonLink>
    </Note>
  );
}

function Checked({ locale, page, shown }: Props & { shown: Shown }) {
  const t = words(locale);
  const here = `/import/${page.id}`;
  const tabs = redResults.filter((r) => page.counts[r] > 0 || r === shown.result);
  return (
    <Stack>
      {page.created > 0 ? (
        <Note tone="done">
          <p>{t("done.lead", { created: page.created })}</p>
          <div className="actions">
            <ButtonLink href={href(locale, "/triage")} variant="primary">
              {t("done.triage")}
            </ButtonLink>
            <ButtonLink href={href(locale, "/listings", { state: "draft" })}>{t("done.listings")}</ButtonLink>
          </div>
        </Note>
      ) : null}
      <ImportActs locale={locale} page={page} />
      <p aria-live="polite">{t("check.lead", { ok: page.counts.ok, red: redOf(page.counts) })}</p>
      {tabs.length > 0 ? (
        <Tabs
          label={t("check.tabs")}
          items={[
            {
              label: t("check.all"),
              href: href(locale, here),
              count: redOf(page.counts),
              current: !shown.result && !shown.only,
            },
            ...tabs.map((r) => ({
              label: t(`result.${r}`),
              href: href(locale, here, { result: r }),
              count: page.counts[r],
              current: r === shown.result,
            })),
          ]}
        />
      ) : null}
      <CheckRows locale={locale} importId={page.id} fixable {...shown} />
      {page.state === "checked" ? <a href={href(locale, here, { map: "1" })}>{t("map.again")}</a> : null}
    </Stack>
  );
}

/** It ends by itself within minutes; whoever does not want to wait puts it away. */
function Reading({ locale, page }: Props) {
  return (
    <Stack>
      <Note tone="warn">{words(locale)("map.reading", { minutes: brokenOffMinutes })}</Note>
      <ImportActs locale={locale} page={page} />
    </Stack>
  );
}

/** What an import shows in its state. */
export function ImportBody({ shown, remap, ...props }: Props & { shown: Shown; remap: boolean }) {
  const { page } = props;
  if (page.state === "failed") return <Failed {...props} />;
  if (page.state === "undone") return <Undone {...props} />;
  if (page.state === "mapped" || page.state === "importing") return <ImportProgress {...props} />;
  if (page.state === "uploaded" && page.total === null) return <Reading {...props} />;
  if (page.state === "uploaded" || (page.state === "checked" && remap))
    return (
      <Stack>
        <MapForm {...props} />
        <ImportActs {...props} />
      </Stack>
    );
  return <Checked {...props} shown={shown} />;
}
