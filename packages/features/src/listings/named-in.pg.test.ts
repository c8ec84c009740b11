import { listingConfirmations } from "@peony/db/schema";
import { aListing, anOrganisation, aPerson, codeOf, createTestDb, memoryFiles, type TestDb } from "@peony/db/testing";
import { type MemberRole, memberRoles, type PersonActor } from "@peony/domain/identity";
import { type ListingState, listingStates, publicListingStates } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFile } from "../files/index.ts";
import {
  attachListingFiles,
  listOwnListings,
  listVersions,
  previewListing,
  readListing,
  readOwnListing,
  saveListing,
} from "./index.ts";

let db: TestDb;
let orgId: Id<"organisation">;
let officer: PersonActor;
const { store } = memoryFiles();
const made = new Map<ListingState, Id<"listing">>();
let fileId: Id<"file">;
const seat = (roles: readonly MemberRole[]) => aPerson(db, { id: orgId, kind: "university" }, roles);
beforeAll(async () => {
  db = await createTestDb();
  orgId = await anOrganisation(db, "university");
  officer = await seat(["manager"]);
  for (const state of listingStates) made.set(state, await aListing(db, orgId, { state }));
  const upload = { name: "a.txt", bytes: new TextEncoder().encode("内部") };
  await attachListingFiles(db.ctx(officer), store, { id: of("draft"), uploads: [upload] });
  fileId = (await readOwnListing(db.ctx(officer), of("draft"))).files[0]?.id as Id<"file">;
});
afterAll(() => db.close());

const of = (state: ListingState): Id<"listing"> => made.get(state) as Id<"listing">;
const nameIn = (person: PersonActor, listingId: Id<"listing">) =>
  db.admin.insert(listingConfirmations).values({
    ...{ id: db.ctx(person).newId("confirmation"), listingId, position: 0, name: { zh: "甲", en: "" }, sharePct: 100 },
    ...{ email: `${person.userId}@peony.test`, userId: person.userId, tokenHash: `${person.userId}${listingId}` },
    ...{ version: 1, askedAt: new Date(), dueAt: new Date() },
  });
/** What this person comes across of one own listing, by any reading way. */
const seen = async (person: PersonActor, id: Id<"listing">): Promise<boolean[]> => {
  const ctx = db.ctx(person);
  const there = async (look: Promise<unknown>) => (await codeOf(look.then(() => undefined))) === "done";
  return [
    (await listOwnListings(ctx)).rows.some((r) => r.id === id),
    await there(readOwnListing(ctx, id)),
    await there(listVersions(ctx, id)),
    await there(previewListing(ctx, id, "home")),
  ];
};
const office: readonly MemberRole[] = ["owner", "manager", "member", "signatory", "finance"];

describe("who of a university reads its listings", () => {
  test.each(memberRoles)("a %s: the office reads all, everybody else those that name them", async (role) => {
    const person = await seat([role]);
    for (const state of listingStates) {
      const isOffice = office.includes(role);
      expect([state, await seen(person, of(state))]).toEqual([state, Array(4).fill(isOffice)]);
      const page = await codeOf(readListing(db.ctx(person), of(state)).then(() => undefined));
      const open = isOffice || publicListingStates.some((s) => s === state);
      expect([state, page]).toEqual([state, open ? "done" : "not-found"]);
    }
    if (office.includes(role)) return;
    expect(await codeOf(readFile(db.ctx(person), store, fileId).then(() => undefined))).toBe("not-found");
    await nameIn(person, of("draft"));
    expect(await seen(person, of("draft"))).toEqual(Array(4).fill(true));
    expect(await seen(person, of("paused"))).toEqual(Array(4).fill(false));
    expect((await readListing(db.ctx(person), of("draft"))).own).toBe(true);
    expect((await readFile(db.ctx(person), store, fileId)).name).toBe("a.txt");
    const { titleZh } = await readListing(db.ctx(person), of("draft"));
    const forged = { id: of("draft"), version: 1, title: { zh: titleZh, en: "" } } as Parameters<typeof saveListing>[1];
    expect(await codeOf(saveListing(db.ctx(person), forged))).toBe("forbidden");
  });
});
