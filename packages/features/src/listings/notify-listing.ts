import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { listings, organisations } from "@peony/db/schema";
import { managerRoles, officerRoles } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { membersWith, type Told, tell } from "../shared/index.ts";
import { namedInMail } from "./mail-names.ts";
import type { ListingRow } from "./rows.ts";

/** Who can clear it: the owner's other managers, or, where it has none, the marketplace's operators. */
const checkers = async (t: TxCtx, row: ListingRow): Promise<Told[]> => {
  const own = (await membersWith(t, row.orgId, managerRoles)).filter((m) => m.userId !== row.complianceBy);
  if (own.length > 0) return own;
  const [operator] = await t.tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(eq(organisations.kind, "operator"))
    .limit(1);
  return operator ? membersWith(t, operator.id, managerRoles) : [];
};

const writers = async (t: TxCtx, row: ListingRow): Promise<Told[]> =>
  (await membersWith(t, row.orgId, officerRoles)).filter(
    (m) => m.userId === row.complianceBy || m.userId === row.createdBy,
  );

const turnOf = async (t: TxCtx, row: ListingRow): Promise<{ kind: string; people: Told[] } | null> => {
  const asks = row.exportClassAsked !== null && (row.state === "published" || row.state === "paused");
  if (row.state === "compliance" || asks) return { kind: "turn-clear-listing", people: await checkers(t, row) };
  if (row.state === "ready") return { kind: "turn-publish-listing", people: await writers(t, row) };
  if (row.state === "draft" && row.returnedReason) return { kind: "listing-returned", people: await writers(t, row) };
  if (row.state === "lapsed") return { kind: "listing-lapsed", people: await membersWith(t, row.orgId, officerRoles) };
  return null;
};

/** Tells whoever is next what became of a listing. One that has moved on since then is told of by its later step. */
export const notifyListing = (ctx: Ctx, listingId: Id<"listing">, version: number): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const [row] = await t.tx.select().from(listings).where(eq(listings.id, listingId));
    if (row?.version !== version) return;
    const turn = await turnOf(t, row);
    for (const person of turn?.people ?? [])
      await tell(t, person, {
        orgId: row.orgId,
        kind: turn?.kind ?? "",
        urgency: "turn",
        // the operator has no other page of it
        href: `/listings/${row.id}${turn?.kind === "turn-clear-listing" ? "/compliance" : ""}`,
        args: { result: namedInMail(row, person.locale) },
        inside: { listing: row.titleZh || row.titleEn },
        fact: `${turn?.kind}:${row.id}:${version}`,
      });
  });
