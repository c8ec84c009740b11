import { type Ctx, oneOr404 } from "@peony/db";
import { listings, organisations } from "@peony/db/schema";
import { type Actor, requireMember, visitor } from "@peony/domain/identity";
import { publicListingStates } from "@peony/domain/listings";
import { and, eq } from "drizzle-orm";
import { readableOwn } from "./named-in.ts";
import { filesOf, type ListingFile } from "./read-listing.ts";
import { type ListingView, ownerColumns, viewOf } from "./view-listing.ts";

/** Readers whose view the owner may look through: nobody known, a firm at home, a firm abroad. */
export const previewReaders = ["visitor", "home", "foreign"] as const;
export type PreviewReader = (typeof previewReaders)[number];

/** Nobody's account: a verified firm of that country, which has nothing to do with the owner. */
const firmOf = (orgCountry: string): Actor => ({
  kind: "person",
  userId: "usr_00000000000000000000000000",
  name: "",
  locale: "zh",
  orgId: null,
  orgKind: "firm",
  orgVerified: true,
  orgCountry,
  roles: ["member"],
  via: "session",
  provedAt: null,
});
const readers: Record<PreviewReader, Actor> = { visitor, home: firmOf("CN"), foreign: firmOf("US") };

/**
 * The own listing as somebody else would read it once it is published, through the same gate; null where that reader has nothing.
 * @throws DomainError not-found to everybody but the owner's people who may read it
 */
export const previewListing = async (
  ctx: Ctx,
  id: string,
  reader: PreviewReader,
): Promise<(ListingView & { files: ListingFile[] }) | null> => {
  const readable = await readableOwn(ctx, requireMember(ctx.actor));
  const { listing, owner } = oneOr404(
    await ctx.db
      .select({ listing: listings, owner: ownerColumns })
      .from(listings)
      .innerJoin(organisations, eq(organisations.id, listings.orgId))
      .where(and(eq(listings.id, id), readable)),
    id,
  );
  const shown = publicListingStates.some((s) => s === listing.state) ? listing.state : "published";
  const view = viewOf({ ...ctx, actor: readers[reader] }, { ...listing, state: shown }, owner);
  return view && { ...view, files: view.gate === "open" ? await filesOf(ctx, id) : [] };
};
