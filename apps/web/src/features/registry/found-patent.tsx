import { type PatentFinding, readPatentNumber } from "@peony/domain/listings";
import { inLocale } from "@peony/domain/shared";
import { formatDate, formatDateTime, formatPatentNumber, type Locale } from "@peony/i18n";
import { ChoiceGroup } from "@peony/ui/Choice";
import { Form } from "@peony/ui/Form";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { applyFilledAction } from "./actions.ts";
import { fieldValue } from "./field-value.ts";
import type { LookedUp, OwnListing } from "./look-up.ts";
import { fieldName, words } from "./words.ts";

type Found = Extract<LookedUp, { kind: "found" }>;
type Props = { locale: Locale; listing: OwnListing; patent: string; looked: Found };

/** What the register says of a right, field by field beside what stands in the listing, with where it is from and of which day. */
export function FoundPatent({ locale, listing, patent, looked }: Props) {
  const t = words(locale);
  const { record } = looked.finding;
  const open = looked.fields.filter((f) => f.action !== "same");
  const blank = open.filter((f) => f.action === "fill").map((f) => f.field);
  const same = looked.fields.filter((f) => f.action === "same");
  return (
    <>
      <Origin locale={locale} patent={patent} finding={looked.finding} />
      {looked.ours ? null : (
        <Note tone="warn">
          {t("not-ours", {
            applicants: record.applicants.map((a) => inLocale(a.name, locale)).join(t("comma")),
          })}
        </Note>
      )}
      {record.legalStatus === "lapsed" && record.legalStatusOn ? (
        <Note tone="warn">{t("lapsed", { date: formatDate(record.legalStatusOn, locale, "prose") })}</Note>
      ) : null}
      <Misprint locale={locale} finding={looked.finding} />
      {open.length === 0 ? (
        <Note tone="done">{t("nothing")}</Note>
      ) : (
        <Form action={applyFilledAction} id="filled" label={t("choose")}>
          <input type="hidden" name="id" value={listing.id} />
          <input type="hidden" name="patent" value={patent} />
          {blank.map((field) => (
            <input key={field} type="hidden" name="empty:list" value={field} />
          ))}
          <ChoiceGroup
            name="fields:list"
            kind="checkbox"
            label={t("choose")}
            hint={t("choose-hint")}
            defaultValue={blank}
            options={open.map((f) => {
              const current = fieldValue(locale, f.field, f.current);
              return {
                value: f.field,
                label: t("value", { field: fieldName(locale, f.field), value: fieldValue(locale, f.field, f.value) }),
                hint: current ? t("here", { current }) : t("here-nothing"),
              };
            })}
          />
          <div className="actions">
            <SubmitButton pendingLabel={t("filling")}>{t("fill")}</SubmitButton>
          </div>
        </Form>
      )}
      {same.length > 0 ? (
        <p className="hint">{t("same", { fields: same.map((f) => fieldName(locale, f.field)).join(t("comma")) })}</p>
      ) : null}
    </>
  );
}

function Origin({ locale, patent, finding }: { locale: Locale; patent: string; finding: PatentFinding }) {
  const t = words(locale);
  const read = readPatentNumber(patent);
  return (
    <Note live>
      {read.ok ? t("which", { number: formatPatentNumber(patent), kind: t(`kind.${read.number.kind}`) }) : null}{" "}
      {t("source", {
        source: t(`sources.${finding.source.id}`),
        dataOf: formatDate(finding.dataOf, locale, "prose"),
        retrieved: formatDateTime(finding.retrievedAt, locale),
      })}{" "}
      {finding.source.url ? <a href={finding.source.url}>{t("open")}</a> : null}
    </Note>
  );
}

/** Registers hold misprints too: a wrong check digit is said, beside the number that is right. */
function Misprint({ locale, finding: { record } }: { locale: Locale; finding: PatentFinding }) {
  const printed = readPatentNumber(record.printedNumber);
  if (printed.ok || printed.reason !== "check") return null;
  return (
    <Note tone="warn">
      {words(locale)("misprint", { printed: record.printedNumber, number: formatPatentNumber(record.number) })}
    </Note>
  );
}
