import { searchText } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { newId } from "../client.ts";
import { listings, organisations } from "../schema/index.ts";
import type { TestDb } from "./database.ts";

const nothing = { zh: "", en: "" };

/** Writes a listing (a published patent about bearings unless said otherwise) straight to the database. */
export const aListing = async (
  db: TestDb,
  orgId: Id<"organisation">,
  over: Partial<typeof listings.$inferInsert> = {},
): Promise<Id<"listing">> => {
  const id = newId("listing");
  const now = new Date();
  await db.admin.insert(listings).values({
    id,
    slug: id,
    orgId,
    state: "published",
    assetKind: "patent",
    field: "bearing",
    titleZh: `成果${id.slice(-4)}`,
    summary: nothing,
    problem: nothing,
    solution: nothing,
    benefits: [],
    rival: nothing,
    applications: [],
    evidence: [],
    inventors: [],
    exportClass: "free",
    refreshedOn: now.toISOString().slice(0, 10),
    encumbrances: nothing,
    fundingSource: nothing,
    createdAt: now,
    updatedAt: now,
    publishedAt: now,
    ...over,
  });
  return id;
};

/** Says of a draft that its inventors and the second person have passed it, without walking that way. */
export const clearedListing = async (db: TestDb, id: Id<"listing">): Promise<void> => {
  const [found] = await db.admin
    .select({ row: listings, owner: organisations })
    .from(listings)
    .innerJoin(organisations, eq(organisations.id, listings.orgId))
    .where(eq(listings.id, id));
  if (!found) throw new Error(`no listing ${id}`);
  const { nameZh, shortZh, nameEn } = found.owner;
  const free = { exportClass: "free" as const };
  await db.admin
    .update(listings)
    .set({
      ...free,
      state: "ready",
      secrecy: "not_secret",
      thirdParty: "none",
      stateAsset: "exempt",
      searchText: searchText({ ...found.row, ...free }, `${nameZh} ${shortZh} ${nameEn}`),
    })
    .where(eq(listings.id, id));
};
