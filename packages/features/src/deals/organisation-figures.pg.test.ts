import { newId } from "@peony/db";
import { contracts, deals, demandQuestions, demands, heldItems, offers, organisations, rooms } from "@peony/db/schema";
import { aListing, aMember, createTestDb, type TestDb } from "@peony/db/testing";
import { createDemandInput } from "@peony/domain/demands";
import { type PersonActor, visitor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDemand } from "../demands/index.ts";
import { readOrganisationFigures } from "./index.ts";

let db: TestDb;
let seller: PersonActor;
let buyer: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
});
beforeEach(async () => {
  seller = await aMember(db, "university", ["manager"]);
  buyer = await aMember(db, "firm", ["manager"]);
});
afterAll(() => db.close());

const orgOf = (actor: PersonActor): Id<"organisation"> => actor.orgId ?? newId("organisation");
const figures = (actor = seller) => readOrganisationFigures(db.ctx(visitor), orgOf(actor));
const start = new Date("2026-11-02T01:00:00Z");
const after = (hours: number): Date => new Date(start.getTime() + hours * 3_600_000);
let serial = 0;

/** An interest in a listing of the seller's, and the offers that followed. */
const aDeal = async (rounds: readonly { side: "seller" | "buyer"; sent: number; answered?: number }[] = []) => {
  serial += 1;
  const id = newId("deal");
  const listingId = await aListing(db, orgOf(seller));
  const parties = { sellerOrgId: orgOf(seller), buyerOrgId: orgOf(buyer) };
  const at = { createdAt: start, updatedAt: start };
  const number = `PN-2026-9${String(serial).padStart(5, "0")}`;
  await db.admin.insert(deals).values({ id, number, listingId, ...parties, openedBy: buyer.userId, ...at });
  await db.admin.insert(rooms).values({ id: newId("room"), dealId: id, useCase: "试用", createdAt: start });
  for (const [i, { side, sent, answered }] of rounds.entries())
    await db.admin.insert(offers).values({
      ...{ id: newId("offer"), dealId: id, round: i + 1, side, termsHash: "", terms: {} as never },
      ...{ sentBy: buyer.userId, sentAt: after(sent), expiresAt: after(999) },
      state: "lapsed",
      ...(answered === undefined ? {} : { answeredAt: after(answered), answeredBy: seller.userId }),
    });
  return { id, number, parties };
};

/** The deal's contract, signed, with sums in these states. */
const signed = async (states: readonly ("settled" | "cancelled" | "held")[]) => {
  const { id, number, parties } = await aDeal([{ side: "seller", sent: 1 }]);
  const [offer] = await db.admin.select({ id: offers.id }).from(offers).where(eq(offers.dealId, id));
  const contractId = newId("contract");
  const hash = { termsHash: "" };
  await db.admin.insert(contracts).values({
    ...{ id: contractId, number: `${number}-C1`, dealId: id, offerId: offer?.id ?? newId("offer"), state: "signed" },
    ...{ terms: {} as never, ...hash, facts: {}, template: "t", createdAt: start },
  });
  const said = { zh: "", en: "" };
  for (const [position, state] of states.entries())
    await db.admin.insert(heldItems).values({
      ...{ id: newId("item"), dealId: id, contractId, position, name: said, deliverable: said, testMethod: said },
      ...{ ...parties, currency: "CNY", due: 1n, state, inspectionDays: 10, ...hash, splits: [] },
      ...{ createdAt: start, updatedAt: start },
    });
};

describe("the median reply", () => {
  test("is told from five answers on, with their count", async () => {
    for (const hours of [1, 2, 30, 50]) await aDeal([{ side: "seller", sent: hours }]);
    await aDeal();
    expect(await figures()).toEqual({ closed: 0, reply: null });
    await aDeal([{ side: "seller", sent: 400 }]);
    expect(await figures()).toEqual({ closed: 0, reply: { medianSeconds: 30 * 3_600, count: 5 } });
  });

  test("counts the owner's first act: its own offer, or its answer to one; an offer that only ran out is no answer", async () => {
    await aDeal([{ side: "buyer", sent: 0, answered: 10 }]);
    await aDeal([
      { side: "buyer", sent: 1, answered: 20 },
      { side: "seller", sent: 40 },
    ]);
    for (const hours of [30, 40, 50])
      await aDeal([
        { side: "buyer", sent: 1 },
        { side: "seller", sent: hours },
      ]);
    await aDeal([{ side: "buyer", sent: 1 }]);
    expect(await figures()).toMatchObject({ reply: { medianSeconds: 30 * 3_600, count: 5 } });
    expect(await figures(buyer)).toMatchObject({ reply: null });
  });

  test("counts answered questions to demands, but none of an owner who hides its name", async () => {
    const ask = async (visibility: "open" | "hidden_name", hours: number) => {
      const id = newId("demand");
      await createDemand(db.ctx(buyer), createDemandInput.parse({ id, field: "bearing", title: { zh: "主轴寿命" } }));
      await db.admin.update(demands).set({ visibility }).where(eq(demands.id, id));
      await db.admin.insert(demandQuestions).values({
        ...{ id: newId("demandQuestion"), demandId: id, askedBy: seller.userId, askOrgId: orgOf(seller), named: false },
        ...{ text: "?", createdAt: start, answer: "!", answeredBy: buyer.userId, answeredAt: after(hours) },
      });
    };
    for (const hours of [2, 4, 6, 8, 10]) await ask("open", hours);
    await ask("hidden_name", 900);
    expect(await figures(buyer)).toEqual({ closed: 0, reply: { medianSeconds: 6 * 3_600, count: 5 } });
  });
});

describe("closed deals", () => {
  test("are those signed and settled to the last sum, for both sides", async () => {
    await signed(["settled", "cancelled"]);
    await signed(["settled"]);
    await signed(["settled", "held"]);
    await signed(["cancelled"]);
    await signed([]);
    expect([(await figures()).closed, (await figures(buyer)).closed]).toEqual([2, 2]);
  });
});

test("an organisation that is not verified has no figures", async () => {
  await signed(["settled"]);
  await db.admin
    .update(organisations)
    .set({ verification: "submitted" })
    .where(eq(organisations.id, orgOf(seller)));
  expect(await figures()).toEqual({ closed: 0, reply: null });
});
