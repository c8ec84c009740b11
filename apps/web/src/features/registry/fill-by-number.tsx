import { readPatentNumber } from "@peony/domain/listings";
import { isDomainError } from "@peony/domain/shared";
import { formatPatentNumber, type Locale } from "@peony/i18n";
import { TextField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { requestCtx } from "#server/ctx.ts";
import { patentRegistry } from "#server/gateways.ts";
import { spend } from "#server/limits.ts";
import { findPatentAction } from "./actions.ts";
import { FoundPatent } from "./found-patent.tsx";
import { type LookedUp, lookUpPatent, type OwnListing } from "./look-up.ts";
import { words } from "./words.ts";

type Props = {
  locale: Locale;
  listing: OwnListing;
  /** From the address, `?patent=CN2019199000064`; nothing is looked up without it. */
  patent?: string | undefined;
};

/** The look-up counts against the reader, since registers count ours. */
const counted = async (listing: OwnListing, normal: string): Promise<LookedUp> => {
  const number = readPatentNumber(normal);
  if (!number.ok) return { kind: "none" };
  const { actor } = await requestCtx();
  try {
    if (actor.kind === "person") await spend("registry", actor.userId);
  } catch (e) {
    if (isDomainError(e) && e.code === "rate-limited")
      return { kind: "limited", retryAfterSeconds: Number(e.data.args?.seconds ?? 60) };
    throw e;
  }
  return lookUpPatent(patentRegistry(), listing, number.number);
};

/**
 * Fills a listing in by the number of its right: a number is asked for, the register's answer stands below, and nothing is taken
 * over before it is chosen. Both steps are forms that work without JavaScript. Stands beside the editor's form, not in it.
 */
export async function FillByNumber({ locale, listing, patent }: Props) {
  const t = words(locale);
  const looked = patent ? await counted(listing, patent) : null;
  const asked = patent ?? listing.number;
  return (
    <Card title={t("title")}>
      <div className="stack answered">
        <Form action={findPatentAction} id="fill-by-number" label={t("title")}>
          <input type="hidden" name="id" value={listing.id} />
          <TextField
            name="patent"
            label={t("number")}
            hint={t("number-hint")}
            mono
            maxLength={60}
            defaultValue={asked ? formatPatentNumber(asked) : undefined}
          />
          <div className="actions">
            <SubmitButton variant="outline" pendingLabel={t("finding")}>
              {t("find")}
            </SubmitButton>
          </div>
        </Form>
        {looked && patent ? <Answer locale={locale} listing={listing} patent={patent} looked={looked} /> : null}
      </div>
    </Card>
  );
}

function Answer({ locale, listing, patent, looked }: Props & { patent: string; looked: LookedUp }) {
  const t = words(locale);
  const read = readPatentNumber(patent);
  if (looked.kind === "found") return <FoundPatent locale={locale} listing={listing} patent={patent} looked={looked} />;
  if (looked.kind === "none")
    return (
      <Note live>
        {read.ok ? t("which", { number: formatPatentNumber(patent), kind: t(`kind.${read.number.kind}`) }) : null}{" "}
        {t("none")}
      </Note>
    );
  return (
    <Note tone="warn" live>
      {t(looked.kind, { minutes: Math.max(1, Math.ceil((looked.retryAfterSeconds ?? 60) / 60)) })}
    </Note>
  );
}
