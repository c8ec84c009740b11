import type { FieldChange, Piece } from "@peony/domain/listings";
import { assets, type Currency } from "@peony/domain/shared";
import type { listVersions } from "@peony/features/listings";
import { formatDateTime, formatMoney, formatPatentNumber, htmlLang, type Locale, translator } from "@peony/i18n";
import { Confirm } from "@peony/ui/Confirm";
import { Form } from "@peony/ui/Form";
import { LineRows } from "@peony/ui/Lists";
import { Tag } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { restoreVersionAction } from "./actions.ts";
import { placeName } from "./place-name.ts";
import { words } from "./words.ts";

export type History = Awaited<ReturnType<typeof listVersions>>;
type Version = History["versions"][number];

/** Every version, newest first: who, when, which fields moved; each but the present one can be brought back. */
export function VersionList({ locale, history, editable }: { locale: Locale; history: History; editable: boolean }) {
  const t = words(locale);
  return (
    <LineRows
      items={history.versions.map((v) => ({
        key: `${v.version}`,
        content: <VersionLine locale={locale} version={v} />,
        aside:
          editable && !v.current ? (
            <Confirm trigger={t("versions.restore")} variant="quiet">
              <p>{t("versions.restore-ask")}</p>
              <Form action={restoreVersionAction} label={`${t("versions.restore")} ${v.nth}`}>
                <input type="hidden" name="id" value={history.id} />
                <input type="hidden" name="version:number" value={history.version} />
                <input type="hidden" name="from:number" value={v.version} />
                <SubmitButton>{t("versions.restore")}</SubmitButton>
              </Form>
            </Confirm>
          ) : null,
      }))}
    />
  );
}

function VersionLine({ locale, version: v }: { locale: Locale; version: Version }) {
  const t = words(locale);
  const fields = v.changed.map((field) => placeName(locale, field));
  return (
    <>
      <b>{t("versions.nth", { n: v.nth })}</b> {v.current ? <Tag>{t("versions.current")}</Tag> : null}
      <p className="second">
        {t("versions.by", {
          name: v.savedBy ?? t("versions.nobody"),
          date: formatDateTime(v.savedAt, locale),
        })}
      </p>
      <p className="quiet">{fields.length > 0 ? fields.join(t("comma")) : v.nth === 1 ? t("versions.first") : null}</p>
    </>
  );
}

/** What changed between two versions: prose word by word, the rest old → new. */
export function VersionChanges({
  locale,
  history,
  changes,
}: {
  locale: Locale;
  history: History;
  changes: readonly FieldChange[];
}) {
  const t = words(locale);
  if (changes.length === 0) return <p className="second">{t("versions.same")}</p>;
  return (
    <dl className="changes">
      {changes.map((c) => (
        <div key={c.place}>
          <dt>{placeName(locale, c.place)}</dt>
          <dd>
            {c.pieces ? (
              <Words locale={locale} place={c.place} pieces={c.pieces} />
            ) : (
              <>
                <del>{shownValue(locale, c, c.before, history.currency) ?? t("versions.nothing")}</del> →{" "}
                <ins>{shownValue(locale, c, c.after, history.currency) ?? t("versions.nothing")}</ins>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Words({ locale, place, pieces }: { locale: Locale; place: string; pieces: readonly Piece[] }) {
  const t = words(locale);
  const language: Locale = place.endsWith(".zh") ? "zh" : "en";
  return (
    <span lang={htmlLang[language]} className="changed-text">
      {pieces.map((p, i) =>
        p.kind === "same" ? (
          p.text
        ) : p.kind === "removed" ? (
          <del key={`${i}-`}>
            <span className="visually-hidden">{t("versions.removed")} </span>
            {p.text}
          </del>
        ) : (
          <ins key={`${i}+`}>
            <span className="visually-hidden">{t("versions.added")} </span>
            {p.text}
          </ins>
        ),
      )}
    </span>
  );
}

/** A stored value as the form shows it. */
const shownValue = (locale: Locale, c: FieldChange, value: string | null, currency: string): string | null => {
  if (value === null) return null;
  const term = translator(locale, "terms");
  const word = (group: string, one: string) => term(`${group}.${one}` as "field.bearing");
  const money = () => formatMoney({ amount: BigInt(value), asset: assets[currency as Currency] }, locale, "full");
  switch (c.field) {
    case "priceMenu":
      if (c.place.endsWith(".price")) return money();
      if (c.place.endsWith(".right")) return word("deal_type", value);
      if (c.place.endsWith(".sales")) return words(locale)(value === "true" ? "menu.sales-yes" : "menu.sales-no");
      return value;
    case "number":
      return formatPatentNumber(value);
    case "priceMin":
    case "priceMax":
      return money();
    case "assetKind":
      return word("asset_kind", value);
    case "field":
      return word("field", value);
    case "legalStatus":
      return word("legal_status", value);
    case "priceMode":
      return word("price_mode", value);
    case "rights":
      return value
        .split(", ")
        .map((one) => word("deal_type", one))
        .join(words(locale)("comma"));
    case "prevailing":
      return words(locale)(`fields.language.${value as Locale}`);
    default:
      return value;
  }
};
