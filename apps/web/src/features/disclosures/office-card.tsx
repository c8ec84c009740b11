import { protectionRoutes } from "@peony/domain/disclosures";
import { assetKinds } from "@peony/domain/listings";
import type { ResultDetail } from "@peony/features/disclosures";
import type { Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { ChoiceGroup } from "@peony/ui/Choice";
import { SelectField, TextArea, TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { optionsOf } from "#features/forms/options.ts";
import { newId } from "#server/ids.ts";
import { href } from "../../i18n/page.ts";
import {
  assessDisclosureAction,
  explainDelayAction,
  listDisclosureAction,
  protectDisclosureAction,
} from "./actions.ts";
import { words } from "./words.ts";

type Disclosure = NonNullable<ResultDetail["disclosure"]>;
type Props = { locale: Locale; disclosure: Disclosure };

function Named({ disclosure }: { disclosure: Disclosure }) {
  return (
    <>
      <input type="hidden" name="id" value={disclosure.id} />
      <input type="hidden" name="version:number" value={disclosure.version} />
    </>
  );
}

function Assess({ locale, disclosure }: Props) {
  const t = words(locale);
  return (
    <Form action={assessDisclosureAction} label={t("assess")}>
      <Named disclosure={disclosure} />
      <ChoiceGroup
        name="decision"
        kind="radio"
        label={t("decision")}
        options={[...protectionRoutes, "return"].map((d) => ({ value: d, label: t(`decision-of.${d as "return"}`) }))}
      />
      <TextArea name="note" label={t("note")} hint={t("note-hint")} rows={3} />
      <SubmitButton>{t("assess")}</SubmitButton>
    </Form>
  );
}

function Protect({ locale, disclosure }: Props) {
  const t = words(locale);
  return (
    <Form action={protectDisclosureAction} label={t("protect")}>
      <Named disclosure={disclosure} />
      <TextField name="note" label={t("protect-note")} hint={t("protect-hint")} />
      <SubmitButton variant="outline">{t("protect")}</SubmitButton>
    </Form>
  );
}

function MakeListing({ locale, disclosure }: Props) {
  const t = words(locale);
  return (
    <Form action={listDisclosureAction} label={t("make-listing")}>
      <p>{t("make-listing-lead")}</p>
      <Named disclosure={disclosure} />
      <input type="hidden" name="listingId" value={newId("listing")} />
      <SelectField
        name="assetKind"
        label={t("asset-kind")}
        defaultValue={disclosure.route === "know_how" ? "know_how" : "application"}
        options={optionsOf(locale, assetKinds, "asset_kind")}
      />
      <SubmitButton>{t("make-listing")}</SubmitButton>
    </Form>
  );
}

function Explain({ locale, disclosure }: Props) {
  const t = words(locale);
  return (
    <Form action={explainDelayAction} label={t("explain")}>
      <p>{t("explain-lead")}</p>
      <Named disclosure={disclosure} />
      <TextField name="reason" label={t("reason")} />
      <TextField name="dueOn" type="date" label={t("new-date")} />
      <SubmitButton variant="outline">{t("explain")}</SubmitButton>
    </Form>
  );
}

/** What the office may do with a result now. A step past its date asks for a reason first. */
export function OfficeCard({ locale, detail: { disclosure, result } }: { locale: Locale; detail: ResultDetail }) {
  const t = words(locale);
  const { listingId } = result;
  const assessed = disclosure?.state === "assessed" || disclosure?.state === "protected";
  return (
    <Card id="office" title={t("office")}>
      <div className="stack">
        {disclosure && result.late ? <Explain locale={locale} disclosure={disclosure} /> : null}
        {disclosure?.state === "disclosed" ? <Assess locale={locale} disclosure={disclosure} /> : null}
        {disclosure && assessed && !listingId ? <MakeListing locale={locale} disclosure={disclosure} /> : null}
        {disclosure?.state === "assessed" ? <Protect locale={locale} disclosure={disclosure} /> : null}
        {listingId ? (
          <div className="actions">
            <ButtonLink href={href(locale, `/listings/${listingId}`)}>{t("open-listing")}</ButtonLink>
            <ButtonLink href={href(locale, `/listings/${listingId}/inventors`)}>{t("open-asking")}</ButtonLink>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
