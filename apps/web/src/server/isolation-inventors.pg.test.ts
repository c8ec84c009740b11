import { newId } from "@peony/db";
import { aListing, aMember, aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import { createDisclosureInput } from "@peony/domain/disclosures";
import { type Actor, type PersonActor, visitor } from "@peony/domain/identity";
import { isDomainError } from "@peony/domain/shared";
import {
  assessDisclosure,
  createDisclosure,
  listResults,
  readResult,
  saveDisclosure,
  submitDisclosure,
} from "@peony/features/disclosures";
import { readAsking } from "@peony/features/listings";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cellOf } from "./isolation-matrix.ts";
import { type ActorKind, actorKinds } from "./isolation-rows.ts";

type Ctx = ReturnType<TestDb["ctx"]>;
const hiding = new Set(["not-found", "forbidden", "unauthenticated"]);
/** Whether it is there for this reader; a fault is neither. */
const isThere = async (look: () => Promise<unknown>): Promise<boolean> => {
  try {
    await look();
    return true;
  } catch (e) {
    if (isDomainError(e) && hiding.has(e.code)) return false;
    throw e;
  }
};

let db: TestDb;
let actors: Readonly<Record<ActorKind, Actor>>;
let looks: Readonly<Record<string, (ctx: Ctx) => Promise<unknown>>>;
let colleague: PersonActor;
let id: string;

const told = (email: string) =>
  createDisclosureInput.parse({
    ...{ id: newId("disclosure"), title: "沟道超精研", novelty: "砂条自锐" },
    inventors: [{ name: { zh: "璩若衡" }, sharePct: 100, email }],
  });

beforeAll(async () => {
  db = await createTestDb();
  const officer = await aMember(db, "university", ["owner", "manager"]);
  const unit = { id: officer.orgId ?? "", kind: "university" as const };
  const inventor = await aPerson(db, unit, ["inventor"]);
  colleague = await aPerson(db, unit, ["inventor", "expert", "signatory", "finance"]);
  const of = (kind: "firm" | "broker" | "park" | "bank" | "operator" | "university") =>
    aMember(db, kind, ["owner", "manager"]);
  actors = {
    ...{ V: visitor, S: await of("university"), T: officer, I: inventor, F: await of("firm"), B: await of("broker") },
    X: await aMember(db, "firm", ["owner"], { country: "DE" }),
    ...{ "B'": await of("broker"), P: await of("park"), K: await of("bank"), E: await of("university") },
    O: await of("operator"),
  };
  const draft = told(`${inventor.userId}@test.peony.test`);
  await createDisclosure(db.ctx(inventor), draft);
  await submitDisclosure(db.ctx(inventor), { id: draft.id, version: 1 });
  id = draft.id;
  const listingId = await aListing(db, unit.id, { state: "draft" });
  looks = {
    "inventors-asked": (ctx) => readAsking(ctx, listingId),
    result: (ctx) => readResult(ctx, id),
    // an old version: whoever may write hears that, everybody else hears nothing
    disclosure: async (ctx) => {
      const late = (e: unknown) => {
        if (!isDomainError(e) || e.code !== "stale") throw e;
      };
      if (ctx.actor === inventor) return saveDisclosure(ctx, { ...draft, title: "x", version: 1 }).catch(late);
      return assessDisclosure(ctx, { id: draft.id, version: 1, decision: "protect", note: "" }).catch(late);
    },
  };
});
afterAll(() => db.close());

describe("who sees what of inventors", () => {
  test.each(["inventors-asked", "result", "disclosure"])("%s: exactly whom the matrix names", async (resource) => {
    for (const kind of actorKinds) {
      const there = await isThere(async () => looks[resource]?.(db.ctx(actors[kind])));
      expect([resource, kind, there]).toEqual([resource, kind, cellOf(resource, kind) !== ""]);
    }
  });

  test("a colleague who is not named, whatever the role, finds nothing", async () => {
    expect(await isThere(() => readResult(db.ctx(colleague), id))).toBe(false);
    expect(await listResults(db.ctx(colleague), { whole: true })).toEqual([]);
  });
});
