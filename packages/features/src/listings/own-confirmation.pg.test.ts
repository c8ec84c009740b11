import { auditEvents, listingConfirmations, listings, users } from "@peony/db/schema";
import {
  aListing,
  anOrganisation,
  aPerson,
  codeOf,
  createTestDb,
  linksIn,
  mailsTo,
  type TestDb,
} from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  answerOwnConfirmation,
  askInventors,
  readConfirmation,
  readOwnConfirmations,
  sendOwnLinkAgain,
} from "./index.ts";

let db: TestDb;
let officer: PersonActor;
let inventor: PersonActor;
let colleague: PersonActor;
let email: string;
beforeAll(async () => {
  db = await createTestDb();
});
beforeEach(async () => {
  const id = await anOrganisation(db, "university");
  const seat = { id, kind: "university" } as const;
  officer = await aPerson(db, seat, ["member"]);
  inventor = await aPerson(db, seat, ["inventor"]);
  colleague = await aPerson(db, seat, ["inventor"]);
  const [user] = await db.admin.select({ email: users.email }).from(users).where(eq(users.id, inventor.userId));
  email = user?.email ?? "";
});
afterAll(() => db.close());

const said = (zh: string) => ({ zh, en: "" });
/** A draft of two inventors that was asked, both at these addresses. */
const asked = async (emails: readonly [string, string]): Promise<Id<"listing">> => {
  const id = await aListing(db, officer.orgId ?? "", {
    ...{ state: "draft", assetKind: "know_how", legalStatus: "none", problem: said("裂纹"), solution: said("滚压") },
    ...{ trl: 3, noDataYet: true, rights: ["ordinary"], createdBy: officer.userId, complianceBy: officer.userId },
    ...{ secrecy: "not_secret", thirdParty: "none", stateAsset: "exempt", titleZh: "未公开的题名", projectNo: "P-7" },
    inventors: [
      { name: said("璩若衡"), sharePct: 60 },
      { name: said("甘怀远"), sharePct: 40 },
    ],
  });
  const people = emails.map((address, position) => ({ position, email: address }));
  await askInventors(db.ctx(officer), { id, version: 1, people });
  return id;
};
const rows = (id: string) =>
  db.admin
    .select()
    .from(listingConfirmations)
    .where(and(eq(listingConfirmations.listingId, id)))
    .orderBy(asc(listingConfirmations.position));
const stateOf = async (id: string) => (await db.admin.select().from(listings).where(eq(listings.id, id)))[0]?.state;
const accept = (by: PersonActor, id: Id<"confirmation">) =>
  answerOwnConfirmation(db.ctx(by), { id, answer: "accept", comment: "" });

describe("an inventor's own account", () => {
  test("shows the text and shares of the link, takes the same answers, and the last acceptance passes the listing on", async () => {
    const id = await asked([email, email]);
    const views = await readOwnConfirmations(db.ctx(inventor), id);
    expect(
      views.map((v) => [v.text.titleZh, v.state, v.inventors.filter((i) => i.own).map((i) => i.sharePct)]),
    ).toEqual([
      ["未公开的题名", "asked", [60]],
      ["未公开的题名", "asked", [40]],
    ]);
    const [one, two] = views;
    await answerOwnConfirmation(db.ctx(inventor), { id: one!.id, answer: "accept", comment: "" });
    await accept(inventor, one!.id);
    expect(
      await codeOf(answerOwnConfirmation(db.ctx(inventor), { id: one!.id, answer: "comment", comment: "不对" })),
    ).toBe("listings/answered");
    expect(await stateOf(id)).toBe("inventor_confirm");
    await accept(inventor, two!.id);
    expect(await stateOf(id)).toBe("compliance");
    expect((await rows(id)).map((r) => [r.state, r.userId])).toEqual([
      ["accepted", inventor.userId],
      ["accepted", inventor.userId],
    ]);
  });

  test("hides it from colleagues and officers, who answer for nobody", async () => {
    const id = await asked([email, `x.${email}`]);
    const [mine] = await rows(id);
    for (const person of [colleague, officer]) {
      expect(await readOwnConfirmations(db.ctx(person), id)).toEqual([]);
      expect(await codeOf(accept(person, mine!.id))).toBe("not-found");
      expect(await codeOf(sendOwnLinkAgain(db.ctx(person), { id: mine!.id }))).toBe("not-found");
    }
  });

  test("sends the link again, once an hour; the earlier link ends", async () => {
    const id = await asked([email, `x.${email}`]);
    const [mine] = await rows(id);
    const before = (await linksIn(db, email)).at(-1)!;
    await sendOwnLinkAgain(db.ctx(inventor), { id: mine!.id });
    await sendOwnLinkAgain(db.ctx(inventor), { id: mine!.id });
    expect((await mailsTo(db, email)).map((m) => m.kind)).toEqual(["confirm-share", "confirm-share"]);
    const after = (await linksIn(db, email)).filter((l) => l !== before).at(-1)!;
    const swaps = await db.admin.select().from(auditEvents).where(eq(auditEvents.object, mine!.id));
    expect(swaps.map((a) => [a.action, a.chain, a.actor])).toEqual([
      ["listing.confirmation-link-renewed", officer.orgId, inventor.userId],
    ]);
    const tokenOf = (link: string) => link.split("/").at(-1) ?? "";
    expect((await readConfirmation(db.ctx(colleague), tokenOf(before))).kind).toBe("over");
    expect((await readConfirmation(db.ctx(colleague), tokenOf(after))).kind).toBe("open");
  });
});

describe("a department's mailbox", () => {
  test("gets a confirmation and a link for each inventor; each mail names the person and, of a draft, no title", async () => {
    const id = await asked([email, email]);
    const mails = await mailsTo(db, email);
    expect(mails.map((m) => m.args.name).toSorted()).toEqual(["璩若衡", "甘怀远"].toSorted());
    expect(new Set(mails.map((m) => m.args.path)).size).toBe(2);
    expect(mails.map((m) => m.args.result)).toEqual(["P-7", "P-7"]);
    expect(JSON.stringify(mails)).not.toContain("未公开的题名");
    expect((await rows(id)).map((r) => r.position)).toEqual([0, 1]);
  });
});
