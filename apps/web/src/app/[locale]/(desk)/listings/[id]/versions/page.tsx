import { isOfficer } from "@peony/domain/identity";
import { isEditable } from "@peony/domain/listings";
import { compareVersions, listVersions } from "@peony/features/listings";
import { Card } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { ListingPageHead } from "#features/listings/listing-page-head.tsx";
import { CompareForm } from "#features/listings/version-compare.tsx";
import { VersionChanges, VersionList } from "#features/listings/version-list.tsx";
import { words } from "#features/listings/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { pageLocale } from "../../../../../../i18n/page.ts";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ from?: string; to?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await pageLocale(params))("versions.title") };
}

export default async function VersionsPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const history = await found(locale, listVersions(ctx, (await params).id));
  const asked = await searchParams;
  const pick = (raw: string | undefined, otherwise: number) =>
    history.versions.find((v) => v.version === Number(raw)) ?? history.versions[otherwise];
  const [one, two] = [pick(asked.from, 1), pick(asked.to, 0)];
  const [older, newer] = one && two && one.nth > two.nth ? [two, one] : [one, two];
  const changes =
    older && newer ? await found(locale, compareVersions(ctx, history.id, older.version, newer.version)) : [];
  return (
    <>
      <ListingPageHead locale={locale} listing={history} part={t("versions.title")} lead={t("versions.lead")} />
      <div className="stack">
        {older && newer ? (
          <Card title={t("versions.changes", { from: older.nth, to: newer.nth })} id="changes">
            <div className="stack">
              <CompareForm locale={locale} history={history} from={older.version} to={newer.version} />
              <VersionChanges locale={locale} history={history} changes={changes} />
            </div>
          </Card>
        ) : null}
        <Card title={t("versions.title")} id="versions">
          <VersionList locale={locale} history={history} editable={isOfficer(ctx.actor) && isEditable(history.state)} />
        </Card>
      </div>
    </>
  );
}
