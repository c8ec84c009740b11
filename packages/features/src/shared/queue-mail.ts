import type { TxCtx } from "@peony/db";
import { emit } from "@peony/db";
import { mails } from "@peony/db/schema";
import type { Locale } from "@peony/domain/shared";

export type MailRequest = {
  readonly to: string;
  readonly locale: Locale;
  /** Message key under `mails`. */
  readonly kind: string;
  /** Ids, names and links only: never a confidential term. */
  readonly args: Record<string, string>;
  /** Names the fact this mail tells; the same fact is told once. */
  readonly dedupe: string;
};

/** Leaves a mail for the worker in the transaction of what it tells. A fact told already is not told again: false. */
export const queueMail = async (t: TxCtx, m: MailRequest): Promise<boolean> => {
  const id = t.newId("mail");
  // the web writes mails and reads none, so the count of rows says whether this one is new
  const { rowCount } = await t.tx
    .insert(mails)
    .values({ id, recipient: m.to, locale: m.locale, kind: m.kind, args: m.args, dedupe: m.dedupe, createdAt: t.now })
    .onConflictDoNothing();
  if (rowCount !== 1) return false;
  await emit(t.tx, "mail.queued", { mailId: id });
  return true;
};
