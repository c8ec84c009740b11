import type { ListingState } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { members, organisations } from "../schema/index.ts";

/** States of the demo's listings beyond the market, each by its place in a round of 25, so that every state is there to be seen. */
const course: Readonly<Record<number, ListingState>> = {
  3: "compliance",
  5: "under_option",
  8: "licensed_exclusive",
  11: "compliance",
  13: "under_notice",
  16: "assigned",
  18: "paused",
  20: "under_option",
  22: "lapsed",
  23: "withdrawn",
  24: "draft",
};
/** The designed pairs are always on the market, and so is what the demo's inventor follows from there. */
export const stateOf = (key: string, index: number): ListingState =>
  /^L\d|^(B01|B07|B11|A01)$/.test(key) ? "published" : (course[index % 25] ?? "published");
/** States of what was never on the market. */
export const neverOut: readonly ListingState[] = ["draft", "compliance"];

/** The compliance sheet as somebody of the owner filled it in; a draft has none yet. */
export const sheetOf = (exportNote: boolean, state: ListingState, filledBy: Id<"user"> | null) =>
  state === "draft"
    ? { exportClass: "unknown" as const }
    : {
        exportClass: exportNote ? ("restricted" as const) : ("free" as const),
        secrecy: "not_secret" as const,
        thirdParty: "none" as const,
        stateAsset: "exempt" as const,
        complianceBy: filledBy,
      };

/** Who fills sheets in for an organisation: whoever can act for it longest. */
export const officeOf = async (tx: Tx, orgId: Id<"organisation">): Promise<Id<"user"> | null> => {
  const [seat] = await tx
    .select({ userId: members.userId })
    .from(members)
    .where(eq(members.orgId, orgId))
    .orderBy(members.createdAt, members.userId)
    .limit(1);
  return seat?.userId ?? null;
};

/** Names by which an organisation's listings are found too. */
export const namesOf = async (tx: Tx, orgId: Id<"organisation">): Promise<string> => {
  const [o] = await tx
    .select({ zh: organisations.nameZh, short: organisations.shortZh, en: organisations.nameEn })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  return o ? `${o.zh} ${o.short} ${o.en}` : "";
};
