import { newId } from "@peony/db";
import { auditEvents, listingConfirmations, listings, notifications, users } from "@peony/db/schema";
import { aMember, aPerson, codeOf, createTestDb, emitted, linksIn, mailsTo, type TestDb } from "@peony/db/testing";
import { type PersonActor, visitor } from "@peony/domain/identity";
import { confirmationDue, createListingInput } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { and, asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { answerConfirmation } from "./answer-confirmation.ts";
import { askInventorAgain, askInventors } from "./ask-inventors.ts";
import { recallListing, withdrawListing } from "./publish-listing.ts";
import { readAsking, readConfirmation } from "./read-confirmation.ts";
import { notifyConfirmation } from "./remind-inventors.ts";
import { saveCompliance } from "./review-compliance.ts";
import { createListing, saveListing } from "./save-listing.ts";

let db: TestDb;
let officer: PersonActor;
let other: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
});
beforeEach(async () => {
  officer = await aMember(db, "university", ["member"]);
  other = await aMember(db, "university", ["owner"]);
});
afterAll(() => db.close());

const worker = () => db.ctx({ kind: "system", name: "test" }, db.worker);
const person = (name: string, sharePct: number) => ({ name: { zh: name, en: "" }, sharePct, orcid: null });
const text = (inventors = [person("璩若衡", 60), person("甘怀远", 40)]) =>
  createListingInput.parse({
    id: newId("listing"),
    ...{ assetKind: "know_how", field: "bearing", legalStatus: "none", trl: 3, noDataYet: true, rights: ["ordinary"] },
    title: { zh: "沟道超精研" },
    problem: { zh: "裂纹" },
    solution: { zh: "滚压" },
    inventors,
  });
type Text = ReturnType<typeof text>;

const stateOf = async (id: Id<"listing">) => {
  const [row] = await db.admin.select().from(listings).where(eq(listings.id, id));
  if (!row) throw new Error(id);
  return row;
};
const sheet = async (id: Id<"listing">, by = officer) =>
  saveCompliance(db.ctx(by), {
    ...{ id, version: (await stateOf(id)).version, exportClass: "free", secrecy: "not_secret" },
    ...{ thirdParty: "none", stateAsset: "exempt", note: { zh: "", en: "" } },
  });
const drafted = async (draft: Text = text(), sheeted = true) => {
  await createListing(db.ctx(officer), draft);
  if (sheeted) await sheet(draft.id);
  return draft;
};
const addresses = () => [newId("user"), newId("user")].map((id) => `${id}@inventor.test`);
const ask = async (id: Id<"listing">, emails: readonly string[], by = officer) =>
  askInventors(db.ctx(by), {
    id,
    version: (await stateOf(id)).version,
    people: emails.map((email, position) => ({ position, email })),
  });
/** A listing that waits for two inventors, with the tokens of their links. */
const asked = async (sheeted = true) => {
  const draft = await drafted(text(), sheeted);
  const emails = addresses();
  await ask(draft.id, emails);
  const tokens = (await Promise.all(emails.map((e) => linksIn(db, e)))).flat();
  return { draft, emails, tokens: tokens as [string, string] };
};
const nobody = () => db.ctx(visitor);
const accept = (token: string) => answerConfirmation(nobody(), { token, answer: "accept", comment: "" });
const comment = (token: string, said: string) =>
  answerConfirmation(nobody(), { token, answer: "comment", comment: said });
const rowsOf = (id: Id<"listing">) =>
  db.admin
    .select()
    .from(listingConfirmations)
    .where(eq(listingConfirmations.listingId, id))
    .orderBy(asc(listingConfirmations.askedAt), asc(listingConfirmations.position));

describe("askInventors", () => {
  test("sends one link each, keeps only its hash, and gives ten working days", async () => {
    const { draft, emails, tokens } = await asked();
    const rows = await rowsOf(draft.id);
    expect(rows.map((r) => [r.position, r.sharePct, r.email, r.state])).toEqual([
      [0, 60, emails[0], "asked"],
      [1, 40, emails[1], "asked"],
    ]);
    expect(rows.map((r) => r.dueAt)).toEqual(rows.map((r) => confirmationDue(r.askedAt)));
    expect(rows.some((r) => tokens.includes(r.tokenHash))).toBe(false);
    expect((await stateOf(draft.id)).state).toBe("inventor_confirm");
    const [mail] = await mailsTo(db, emails[0] ?? "");
    expect(mail).toMatchObject({ kind: "confirm-share", args: { name: "璩若衡" } });
    expect(JSON.stringify(mail?.args)).not.toContain("沟道超精研");
  });

  test("refuses shares that do not sum to 100.00, a text that lacks something, and a listing that names nobody", async () => {
    const off = await drafted(text([person("甲", 60), person("乙", 39.99)]));
    await expect(ask(off.id, addresses())).rejects.toMatchObject({
      code: "listings/not-ready",
      data: { fields: { "inventors.0.sharePct": { code: "sum-wrong", args: { expected: 100, actual: 99.99 } } } },
    });
    const thin = await drafted({ ...text(), problem: { zh: "", en: "" } });
    await expect(ask(thin.id, addresses())).rejects.toMatchObject({
      data: { fields: { "problem.zh": { code: "required" } } },
    });
    const none = await drafted(text([]));
    expect(await codeOf(ask(none.id, addresses()))).toBe("listings/not-ready");
  });

  test("hides the listing from others' officers and refuses an inventor", async () => {
    const draft = await drafted();
    const inventor = await aPerson(db, { id: officer.orgId ?? "", kind: "university" }, ["inventor"]);
    expect(await codeOf(ask(draft.id, addresses(), other))).toBe("not-found");
    expect(await codeOf(ask(draft.id, addresses(), inventor))).toBe("forbidden");
    expect(await codeOf(readAsking(db.ctx(other), draft.id))).toBe("not-found");
    expect(await codeOf(readAsking(db.ctx(inventor), draft.id))).toBe("forbidden");
  });

  test("wants an address for exactly those who have not accepted", async () => {
    const draft = await drafted();
    await expect(ask(draft.id, addresses().slice(1))).rejects.toMatchObject({
      code: "invalid",
      data: { fields: { people: { code: "ask-all", args: { places: "1, 2" } } } },
    });
  });

  test("names the member with an inventor's name, and nobody where two bear it", async () => {
    const draft = await drafted();
    const university = { id: officer.orgId ?? "", kind: "university" as const };
    const named = async (name: string) => {
      const actor = await aPerson(db, university, ["inventor"]);
      await db.admin.update(users).set({ name }).where(eq(users.id, actor.userId));
    };
    await named("璩若衡");
    await named("甘怀远");
    await named("甘怀远");
    const { people } = await readAsking(db.ctx(officer), draft.id);
    expect(people.map((p) => p.email.endsWith("@test.peony.test"))).toEqual([true, false]);
  });
});

describe("answerConfirmation", () => {
  test("passes the listing on with the last acceptance, in the same transaction", async () => {
    const { draft, tokens } = await asked();
    await accept(tokens[0]);
    expect((await stateOf(draft.id)).state).toBe("inventor_confirm");
    await accept(tokens[1]);
    expect((await stateOf(draft.id)).state).toBe("compliance");
    const [step] = await db.admin
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.object, draft.id), eq(auditEvents.action, "listing.confirm")));
    expect(step).toMatchObject({ payload: { from: "inventor_confirm", to: "compliance" } });
  });

  test("answers a second click like the first, and refuses another answer", async () => {
    const { tokens } = await asked();
    await accept(tokens[0]);
    await accept(tokens[0]);
    expect(await codeOf(comment(tokens[0], "不对"))).toBe("listings/answered");
    await comment(tokens[1], "份额不对");
    await comment(tokens[1], "份额不对");
    expect(await codeOf(accept(tokens[1]))).toBe("listings/answered");
  });

  test("the two last acceptances at once pass it on once", async () => {
    const { draft, tokens } = await asked();
    await Promise.all([...tokens, ...tokens].map((token) => accept(token)));
    expect((await stateOf(draft.id)).state).toBe("compliance");
    const steps = (await emitted(db)).filter(
      (e) => e.type === "listing.stepped" && "listingId" in e.payload && e.payload.listingId === draft.id,
    );
    expect(steps).toHaveLength(2);
  });

  test("waits for the compliance sheet, tells the office, and moves on when it is filled in", async () => {
    const { draft, tokens } = await asked(false);
    for (const token of tokens) await accept(token);
    expect((await stateOf(draft.id)).state).toBe("inventor_confirm");
    const rows = await rowsOf(draft.id);
    await notifyConfirmation(worker(), rows[1]?.id ?? "");
    await notifyConfirmation(worker(), rows[1]?.id ?? "");
    const told = await db.admin.select().from(notifications).where(eq(notifications.userId, officer.userId));
    expect(told.map((n) => [n.kind, n.href])).toEqual([["turn-fill-sheet", `/listings/${draft.id}/inventors`]]);
    const { version } = await sheet(draft.id);
    expect(await stateOf(draft.id)).toMatchObject({ state: "compliance", version });
  });

  test("keeps the listing waiting after a comment and tells the office what was said", async () => {
    const { draft, tokens } = await asked();
    await comment(tokens[0], "第二段把转速写错了");
    await accept(tokens[1]);
    expect((await stateOf(draft.id)).state).toBe("inventor_confirm");
    const [row] = await rowsOf(draft.id);
    await notifyConfirmation(worker(), row?.id ?? "");
    const [told] = await db.admin.select().from(notifications).where(eq(notifications.userId, officer.userId));
    expect(told).toMatchObject({ kind: "inventor-commented", args: { name: "璩若衡" } });
    const { people } = await readAsking(db.ctx(officer), draft.id);
    expect(people[0]?.current).toMatchObject({ state: "commented", comment: "第二段把转速写错了" });
  });

  test("joins the account of the unit's member with that address, and of nobody who never proved it", async () => {
    const draft = await drafted();
    const university = { id: officer.orgId ?? "", kind: "university" as const };
    const [own, unproved] = [await aPerson(db, university, ["inventor"]), await aPerson(db, university, ["inventor"])];
    await db.admin.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, unproved.userId));
    const emails = [own, unproved].map((p) => `${p.userId}@test.peony.test`);
    await ask(draft.id, emails);
    for (const email of emails) await accept((await linksIn(db, email)).at(-1) ?? "");
    expect((await rowsOf(draft.id)).map((r) => r.userId)).toEqual([own.userId, null]);
  });
});

describe("the link", () => {
  test("shows the whole split and the text, and nothing else of the listing", async () => {
    const { tokens } = await asked();
    const link = await readConfirmation(nobody(), tokens[1]);
    if (link.kind !== "open") throw new Error(link.kind);
    expect(link.view.inventors.map((i) => [i.name.zh, i.sharePct, i.own])).toEqual([
      ["璩若衡", 60, false],
      ["甘怀远", 40, true],
    ]);
    expect(Object.keys(link.view.text)).not.toContain("priceMin");
    expect(Object.keys(link.view.text)).not.toContain("exportClass");
    expect(JSON.stringify(link)).not.toContain("inventor.test");
  });

  test("ends with an edit, a recall and a withdrawal; what was accepted then is asked anew", async () => {
    const edited = await asked();
    await accept(edited.tokens[0]);
    await recallListing(db.ctx(officer), { id: edited.draft.id, version: (await stateOf(edited.draft.id)).version });
    expect((await readConfirmation(nobody(), edited.tokens[1])).kind).toBe("changed");
    expect(await codeOf(accept(edited.tokens[1]))).toBe("listings/link-over");
    const { id, ...fields } = edited.draft;
    const version = (await stateOf(id)).version;
    await saveListing(db.ctx(officer), { id, ...fields, version, solution: { zh: "滚压改进", en: "" } });
    expect((await readConfirmation(nobody(), edited.tokens[0])).kind).toBe("changed");
    await ask(id, edited.emails);
    const fresh = (await Promise.all(edited.emails.map((e) => linksIn(db, e)))).map((l) => l.at(-1) ?? "");
    for (const token of fresh) await accept(token);
    expect((await stateOf(id)).state).toBe("compliance");

    const gone = await asked();
    await withdrawListing(db.ctx(officer), { id: gone.draft.id, version: (await stateOf(gone.draft.id)).version });
    expect((await readConfirmation(nobody(), gone.tokens[0])).kind).toBe("changed");
    expect(await codeOf(accept(gone.tokens[0]))).toBe("listings/link-over");
  });

  test("of an unchanged text asks only who has not accepted it", async () => {
    const { draft, emails, tokens } = await asked();
    await accept(tokens[0]);
    await comment(tokens[1], "再想想");
    await recallListing(db.ctx(officer), { id: draft.id, version: (await stateOf(draft.id)).version });
    await askInventors(db.ctx(officer), {
      id: draft.id,
      version: (await stateOf(draft.id)).version,
      people: [{ position: 1, email: emails[1] ?? "" }],
    });
    await accept((await linksIn(db, emails[1] ?? "")).at(-1) ?? "");
    expect((await stateOf(draft.id)).state).toBe("compliance");
    expect(await linksIn(db, emails[0] ?? "")).toHaveLength(1);
  });

  test("is over after ninety days, and was never there for a made-up one", async () => {
    const { draft, tokens } = await asked();
    await db.admin
      .update(listingConfirmations)
      .set({ askedAt: sql`now() - interval '91 days'` })
      .where(eq(listingConfirmations.listingId, draft.id));
    expect((await readConfirmation(nobody(), tokens[0])).kind).toBe("over");
    expect(await codeOf(accept(tokens[0]))).toBe("listings/link-over");
    expect((await readConfirmation(nobody(), "A".repeat(43))).kind).toBe("over");
    expect(await codeOf(accept("A".repeat(43)))).toBe("listings/link-over");
  });

  test("goes to a better address on request; the old one opens nothing any more", async () => {
    const { draft, tokens } = await asked();
    const [row] = await rowsOf(draft.id);
    const better = addresses()[0] ?? "";
    const again = (email: string, by = officer) => askInventorAgain(db.ctx(by), { id: row?.id ?? "", email });
    expect(await codeOf(again(better, other))).toBe("not-found");
    await again(better);
    expect(await codeOf(accept(tokens[0]))).toBe("listings/link-over");
    expect(await codeOf(again(better))).toBe("listings/answered");
    for (const token of [...(await linksIn(db, better)), tokens[1]]) await accept(token);
    expect((await stateOf(draft.id)).state).toBe("compliance");
  });
});
