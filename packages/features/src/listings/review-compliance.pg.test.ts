import { newId } from "@peony/db";
import { auditEvents, listings, members } from "@peony/db/schema";
import {
  aListing,
  aMember,
  anOrganisation,
  aPerson,
  codeOf,
  createTestDb,
  emitted,
  type TestDb,
} from "@peony/db/testing";
import { type MemberRole, type PersonActor, visitor } from "@peony/domain/identity";
import type { ExportClass, Id } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  clearListing,
  clearSheet,
  listForClearance,
  publishListing,
  readCompliance,
  recallListing,
  returnListing,
  returnSheet,
  saveCompliance,
  submitListing,
} from "./index.ts";

let db: TestDb;
let orgId: Id<"organisation">;
let filler: PersonActor;
let second: PersonActor;
let operator: PersonActor;
let stranger: PersonActor;
const seat = (roles: readonly MemberRole[]) => aPerson(db, { id: orgId, kind: "university" }, roles);
beforeAll(async () => {
  db = await createTestDb();
  orgId = await anOrganisation(db, "university");
  [filler, second] = await Promise.all([seat(["member"]), seat(["manager"])]);
  operator = await aMember(db, "operator", ["member"]);
  stranger = await aMember(db, "university", ["owner"]);
});
afterAll(() => db.close());

const complete = {
  problem: { zh: "裂纹", en: "" },
  solution: { zh: "滚压", en: "" },
  noDataYet: true,
  trl: 3,
  rights: ["ordinary" as const],
  number: "CN2019199000064",
  legalStatus: "granted" as const,
  inventors: [{ name: { zh: "璩若衡", en: "" }, sharePct: 100, orcid: null }],
  assetKind: "service" as const,
};
const draft = (over: Partial<typeof listings.$inferInsert> = {}) =>
  aListing(db, orgId, {
    ...complete,
    inventors: [],
    state: "draft",
    exportClass: "unknown",
    publishedAt: null,
    refreshedOn: null,
    ...over,
  });
const row = async (id: string) => {
  const [found] = await db.admin.select().from(listings).where(eq(listings.id, id));
  if (!found) throw new Error(id);
  return found;
};
const at = async (id: Id<"listing">, reason = "") => ({ id, version: (await row(id)).version, reason });
const moveOf = async (id: Id<"listing">) => ({ id, version: (await row(id)).version });
const sheet = async (id: Id<"listing">, over: { exportClass?: ExportClass; zh?: string } = {}) => ({
  ...(await moveOf(id)),
  exportClass: over.exportClass ?? ("free" as const),
  secrecy: "not_secret" as const,
  thirdParty: "none" as const,
  stateAsset: "exempt" as const,
  note: { zh: over.zh ?? "", en: "" },
});
const submitted = async (): Promise<Id<"listing">> => {
  const id = await draft();
  await saveCompliance(db.ctx(filler), await sheet(id));
  await submitListing(db.ctx(filler), await moveOf(id));
  return id;
};
const live = async (exportClass: ExportClass = "unknown"): Promise<Id<"listing">> => {
  const id = await draft();
  await saveCompliance(db.ctx(filler), await sheet(id, { exportClass }));
  await submitListing(db.ctx(filler), await moveOf(id));
  await clearListing(db.ctx(second), await at(id));
  await publishListing(db.ctx(filler), await moveOf(id));
  return id;
};
const audited = async (object: string) =>
  (
    await db.admin
      .select({ action: auditEvents.action, actor: auditEvents.actor })
      .from(auditEvents)
      .where(and(eq(auditEvents.chain, orgId), eq(auditEvents.object, object)))
      .orderBy(auditEvents.seq)
  ).map((e) => `${e.action} ${e.actor === filler.userId ? "filler" : e.actor === second.userId ? "second" : "other"}`);
const eventsOf = async (id: string) =>
  (await emitted(db)).filter((e) => "listingId" in e.payload && e.payload.listingId === id).map((e) => e.type);

describe("clearListing", () => {
  test("makes a listing ready by a second person; every step leaves its row and its event", async () => {
    const id = await submitted();
    await clearListing(db.ctx(second), await at(id));
    expect(await row(id)).toMatchObject({ state: "ready", clearedBy: second.userId, complianceBy: filler.userId });
    expect(await audited(id)).toEqual([
      "listing.compliance-saved filler",
      "listing.submit filler",
      "listing.clear second",
    ]);
    expect((await eventsOf(id)).filter((e) => e === "listing.stepped")).toHaveLength(2);
  });

  test("the operator may be the second person, and reads a listing only while it lies there", async () => {
    const id = await draft();
    await saveCompliance(db.ctx(filler), await sheet(id));
    expect(await codeOf(readCompliance(db.ctx(operator), id))).toBe("not-found");
    await submitListing(db.ctx(filler), await moveOf(id));
    expect(await readCompliance(db.ctx(operator), id)).toMatchObject({ mine: false, ours: false, state: "compliance" });
    expect((await listForClearance(db.ctx(operator))).map((l) => l.id)).toContain(id);
    await clearListing(db.ctx(operator), await at(id));
    expect(await codeOf(readCompliance(db.ctx(operator), id))).toBe("not-found");
    expect((await listForClearance(db.ctx(operator))).map((l) => l.id)).not.toContain(id);
  });

  test("is not there for who only calls itself the operator", async () => {
    const id = await submitted();
    const selfStyled = await aMember(db, "operator", ["owner"], { verification: "submitted" });
    const [now, because] = [await at(id), await at(id, "不清楚")];
    for (const act of [
      () => readCompliance(db.ctx(selfStyled), id),
      () => clearListing(db.ctx(selfStyled), now),
      () => returnListing(db.ctx(selfStyled), because),
      async () => listForClearance(db.ctx(selfStyled)),
    ])
      expect(await codeOf(act())).toBe("not-found");
    expect((await row(id)).state).toBe("compliance");
  });

  test("hides it from strangers and visitors", async () => {
    const id = await submitted();
    expect(await codeOf(clearListing(db.ctx(stranger), await at(id)))).toBe("not-found");
    expect(await codeOf(returnListing(db.ctx(stranger), await at(id, "不清楚")))).toBe("not-found");
    expect(await codeOf(readCompliance(db.ctx(stranger), id))).toBe("not-found");
    expect(await codeOf(readCompliance(db.ctx(visitor), id))).toBe("unauthenticated");
    expect(await codeOf(clearListing(db.ctx(visitor), await at(id)))).toBe("unauthenticated");
    expect(await codeOf(listForClearance(db.ctx(stranger)))).toBe("not-found");
  });

  test("refuses whoever filled the sheet in, from this seat and from another", async () => {
    const id = await submitted();
    expect(await codeOf(clearListing(db.ctx(filler), await at(id)))).toBe("listings/same-person");
    expect(await codeOf(returnListing(db.ctx(filler), await at(id, "不清楚")))).toBe("listings/same-person");
    const house = operator.orgId ?? "";
    await db.admin
      .insert(members)
      .values({ orgId: house as Id<"organisation">, userId: filler.userId, roles: ["owner"], createdAt: new Date() });
    const elsewhere: PersonActor = {
      ...filler,
      orgId: house as Id<"organisation">,
      orgKind: "operator",
      roles: ["owner"],
    };
    expect(await codeOf(clearListing(db.ctx(elsewhere), await at(id)))).toBe("listings/same-person");
    expect(await row(id)).toMatchObject({ state: "compliance" });
  });

  test("refuses the other roles of the owner", async () => {
    const id = await submitted();
    for (const role of ["inventor", "finance", "signatory", "expert"] as const) {
      const actor = await seat([role]);
      expect(await codeOf(clearListing(db.ctx(actor), await at(id)))).toBe("forbidden");
      expect(await codeOf(readCompliance(db.ctx(actor), id))).toBe("forbidden");
    }
  });

  test("two checkers at once: one word counts", async () => {
    const id = await submitted();
    const other = await seat(["owner"]);
    const input = await at(id, "效果没有出处");
    const results = await Promise.all([
      codeOf(clearListing(db.ctx(second), input)),
      codeOf(returnListing(db.ctx(other), input)),
      codeOf(clearListing(db.ctx(operator), input)),
    ]);
    expect(results.filter((r) => r === "done")).toHaveLength(1);
    expect(["ready", "draft"]).toContain((await row(id)).state);
    expect((await audited(id)).filter((a) => /clear|return/.test(a))).toHaveLength(1);
  });

  test("a repeat is refused and changes nothing", async () => {
    const id = await submitted();
    const input = await at(id);
    await clearListing(db.ctx(second), input);
    expect(await codeOf(clearListing(db.ctx(second), input))).toBe("listings/transition");
    expect((await audited(id)).filter((a) => a.startsWith("listing.clear"))).toHaveLength(1);
  });

  test("a page that is older than the listing is refused", async () => {
    const id = await submitted();
    const before = await at(id);
    await recallListing(db.ctx(filler), await moveOf(id));
    await saveCompliance(db.ctx(filler), await sheet(id, { zh: "补充说明" }));
    await submitListing(db.ctx(filler), await moveOf(id));
    expect(await codeOf(clearListing(db.ctx(second), before))).toBe("stale");
  });
});

describe("returnListing", () => {
  test("sends it back with a reason, and only with one", async () => {
    const id = await submitted();
    expect(await codeOf(returnListing(db.ctx(second), await at(id)))).toBe("invalid");
    await returnListing(db.ctx(second), await at(id, "保密审查没有写依据"));
    expect(await row(id)).toMatchObject({ state: "draft", returnedReason: "保密审查没有写依据" });
    await submitListing(db.ctx(filler), await moveOf(id));
    expect((await row(id)).returnedReason).toBeNull();
  });
});

describe("submitListing", () => {
  test("refuses a draft without its sheet, its inventors or its text, and whoever may not", async () => {
    const id = await draft();
    expect(await codeOf(submitListing(db.ctx(filler), await moveOf(id)))).toBe("listings/not-ready");
    const unconfirmed = await draft({ inventors: complete.inventors });
    await saveCompliance(db.ctx(filler), await sheet(unconfirmed));
    expect(await codeOf(submitListing(db.ctx(filler), await moveOf(unconfirmed)))).toBe("listings/unconfirmed");
    const bare = await draft({ rights: [] });
    await saveCompliance(db.ctx(filler), await sheet(bare));
    expect(await codeOf(submitListing(db.ctx(filler), await moveOf(bare)))).toBe("listings/not-ready");
    expect(await codeOf(submitListing(db.ctx(stranger), await moveOf(bare)))).toBe("not-found");
    expect(await codeOf(saveCompliance(db.ctx(stranger), await sheet(bare)))).toBe("not-found");
    expect(await codeOf(saveCompliance(db.ctx(await seat(["inventor"])), await sheet(bare)))).toBe("forbidden");
  });

  test("a sheet that lies with the second person is not changed under their hands", async () => {
    const id = await submitted();
    expect(await codeOf(saveCompliance(db.ctx(filler), await sheet(id, { exportClass: "restricted" })))).toBe(
      "listings/transition",
    );
  });
});

describe("a sheet changed on the market", () => {
  test("a wider class waits, however often it is saved, until a second person clears it", async () => {
    const id = await live("unknown");
    await saveCompliance(db.ctx(filler), await sheet(id, { exportClass: "unknown", zh: "核对过" }));
    await saveCompliance(db.ctx(filler), await sheet(id, { exportClass: "free" }));
    await saveCompliance(db.ctx(filler), await sheet(id, { exportClass: "free", zh: "再看一遍" }));
    expect(await row(id)).toMatchObject({ exportClass: "unknown", exportClassAsked: "free", state: "published" });
    expect(await codeOf(clearSheet(db.ctx(filler), await at(id)))).toBe("listings/same-person");
    expect(await codeOf(clearSheet(db.ctx(stranger), await at(id)))).toBe("not-found");
    expect(await codeOf(clearSheet(db.ctx(await seat(["finance"])), await at(id)))).toBe("forbidden");
    expect((await listForClearance(db.ctx(operator))).map((l) => l.id)).toContain(id);
    await clearSheet(db.ctx(second), await at(id));
    expect(await row(id)).toMatchObject({ exportClass: "free", exportClassAsked: null, clearedBy: second.userId });
    expect(await codeOf(clearSheet(db.ctx(second), await at(id)))).toBe("listings/transition");
    expect((await audited(id)).at(-1)).toBe("listing.sheet-cleared second");
  });

  test("a narrower class counts at once", async () => {
    const id = await live("free");
    await saveCompliance(db.ctx(filler), await sheet(id, { exportClass: "restricted" }));
    expect(await row(id)).toMatchObject({ exportClass: "restricted", exportClassAsked: null, clearedBy: null });
  });

  test("the second person may refuse the wider class; the former one stays", async () => {
    const id = await live("restricted");
    await saveCompliance(db.ctx(filler), await sheet(id, { exportClass: "free" }));
    expect(await codeOf(returnSheet(db.ctx(second), await at(id)))).toBe("invalid");
    await returnSheet(db.ctx(second), await at(id, "没有许可"));
    expect(await row(id)).toMatchObject({
      exportClass: "restricted",
      exportClassAsked: null,
      returnedReason: "没有许可",
    });
    expect(await codeOf(readCompliance(db.ctx(operator), id))).toBe("not-found");
  });

  test("two clearing at once is one clearing", async () => {
    const id = await live("unknown");
    await saveCompliance(db.ctx(filler), await sheet(id, { exportClass: "free" }));
    const input = await at(id);
    const results = await Promise.all([
      codeOf(clearSheet(db.ctx(second), input)),
      codeOf(clearSheet(db.ctx(operator), input)),
    ]);
    expect(results.filter((r) => r === "done")).toHaveLength(1);
    expect((await audited(id)).filter((a) => a.startsWith("listing.sheet-cleared"))).toHaveLength(1);
  });

  test("an unknown id is not there", async () => {
    expect(await codeOf(readCompliance(db.ctx(filler), newId("listing")))).toBe("not-found");
  });
});
