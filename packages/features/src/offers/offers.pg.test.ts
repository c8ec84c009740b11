import { rounds } from "@peony/config/settings";
import { newId } from "@peony/db";
import { auditEvents, contracts, deals, listings, offers } from "@peony/db/schema";
import { aListing, aMember, aPerson, codeOf, createTestDb, emitted, type TestDb } from "@peony/db/testing";
import { type Terms, termsSchema } from "@peony/domain/contracts";
import type { PersonActor } from "@peony/domain/identity";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listDeals, readDeal } from "../deals/index.ts";
import { openRoom } from "../rooms/index.ts";
import {
  acceptOffer,
  counterOffer,
  declineOffer,
  expireOffers,
  lapseRivals,
  sendOffer,
  termsHash,
  withdrawOffer,
} from "./index.ts";

let db: TestDb;
let tto: PersonActor;
let firm: PersonActor;
let rival: PersonActor;
let listingId: string;

const officer = async (kind: "university" | "firm") => {
  const actor = await aMember(db, kind, ["owner", "manager"]);
  await aPerson(db, { id: actor.orgId ?? "", kind }, ["signatory"]);
  return actor;
};
const terms = (over: Record<string, unknown> = {}): Terms =>
  termsSchema.parse({
    dealType: "ordinary",
    fieldOfUse: { zh: "风电主轴轴承" },
    territory: { zh: "中国境内" },
    termMonths: 60,
    milestones: [
      {
        name: { zh: "样件" },
        amount: "40000000",
        deliverable: { zh: "样件十套" },
        testMethod: { zh: "台架试验" },
        dueDays: 60,
      },
      {
        name: { zh: "批量" },
        amount: "30000000",
        deliverable: { zh: "工艺包" },
        testMethod: { zh: "连续三批" },
        dueDays: 180,
      },
    ],
    improvementOwner: "each_own",
    patentCostBearer: "licensor",
    ...over,
  });
const aDeal = async (buyer: PersonActor) => {
  const dealId = newId("deal");
  const { number } = await openRoom(db.ctx(buyer), { dealId, listingId, useCase: "风电主轴" });
  return { dealId, number };
};
const offered = async (buyer: PersonActor, t = terms()) => {
  const { dealId, number } = await aDeal(buyer);
  const id = newId("offer");
  await sendOffer(db.ctx(buyer), { id, dealId, terms: t, message: "" });
  return { dealId, number, id, accept: { offerId: id, termsHash: termsHash(t) } };
};
const stateOf = async (id: string) =>
  (await db.admin.select({ state: offers.state }).from(offers).where(sql`id = ${id}`))[0]?.state;

beforeAll(async () => {
  db = await createTestDb();
  [tto, firm, rival] = await Promise.all([officer("university"), officer("firm"), officer("firm")]);
});
beforeEach(async () => {
  listingId = await aListing(db, tto.orgId ?? "");
});
afterAll(() => db.close());

describe("openRoom", () => {
  test("a double submit and a second thought lead to the same deal", async () => {
    const input = { dealId: newId("deal"), listingId, useCase: "风电" };
    const [a, b] = await Promise.all([openRoom(db.ctx(firm), input), openRoom(db.ctx(firm), input)]);
    const again = await openRoom(db.ctx(firm), { ...input, dealId: newId("deal") });
    expect([b.number, again.number]).toEqual([a.number, a.number]);
    expect(await db.admin.$count(deals, sql`listing_id = ${listingId}`)).toBe(1);
  });
  test("refuses one's own listing, an unverified firm, and hides drafts", async () => {
    const unverified = await aMember(db, "firm", ["owner"], { verification: "submitted" });
    const input = { dealId: newId("deal"), listingId, useCase: "x" };
    expect(await codeOf(openRoom(db.ctx(tto), input))).toBe("offers/own-listing");
    expect(await codeOf(openRoom(db.ctx(unverified), input))).toBe("identity/unverified");
    await db.admin.execute(sql`update listings set state = 'draft' where id = ${listingId}`);
    expect(await codeOf(openRoom(db.ctx(firm), input))).toBe("not-found");
  });
});

describe("a negotiation", () => {
  test("goes offer, counter, agreement; the terms are locked and a contract drafted with both signers", async () => {
    const { dealId, number, id } = await offered(firm);
    const better = terms({ royaltyPct: 4 });
    const counter = newId("offer");
    await counterOffer(db.ctx(tto), { id: counter, answers: id, terms: better, message: "提成 4 %" });
    expect(await stateOf(id)).toBe("countered");
    expect((await readDeal(db.ctx(firm), number)).turn).toMatchObject({ side: "buyer", move: "answer-offer" });
    await acceptOffer(db.ctx(firm), { offerId: counter, termsHash: termsHash(better) });
    const view = await readDeal(db.ctx(tto), number);
    expect(view.phase).toBe("contract");
    expect(view.contract?.signers.map((s) => s.side)).toEqual(["seller", "buyer"]);
    expect((await db.admin.select().from(contracts).where(sql`deal_id = ${dealId}`))[0]?.termsHash).toBe(
      termsHash(better),
    );
    const types = (await emitted(db)).map((e) => e.type);
    expect(types).toEqual(expect.arrayContaining(["offer.sent", "offer.accepted", "contract.drafted"]));
    expect(
      await codeOf(counterOffer(db.ctx(tto), { id: newId("offer"), answers: counter, terms: better, message: "" })),
    ).toBe("offers/transition");
  });

  test("is hidden from strangers and refuses the wrong side, other terms and the unverified", async () => {
    const { id, number, accept } = await offered(firm);
    expect(await codeOf(acceptOffer(db.ctx(rival), accept))).toBe("not-found");
    expect(await codeOf(readDeal(db.ctx(rival), number))).toBe("not-found");
    expect((await listDeals(db.ctx(rival))).rows.map((r) => r.number)).not.toContain(number);
    expect(await codeOf(acceptOffer(db.ctx(firm), accept))).toBe("offers/not-your-turn");
    expect(await codeOf(acceptOffer(db.ctx(tto), { ...accept, termsHash: "0".repeat(64) }))).toBe("conflict");
    expect(await codeOf(acceptOffer(db.ctx({ ...tto, orgVerified: false }), accept))).toBe("identity/unverified");
    expect(await codeOf(acceptOffer(db.ctx({ ...tto, roles: ["inventor"] }), accept))).toBe("forbidden");
    expect(await codeOf(declineOffer(db.ctx(firm), { offerId: id, reason: "price" }))).toBe("forbidden");
    expect(await stateOf(id)).toBe("submitted");
  });

  test("a repeated submit of the same offer is one offer", async () => {
    const { dealId } = await aDeal(firm);
    const input = { id: newId("offer"), dealId, terms: terms(), message: "" };
    await Promise.all([sendOffer(db.ctx(firm), input), sendOffer(db.ctx(firm), input)]);
    expect(await db.admin.$count(offers, sql`deal_id = ${dealId}`)).toBe(1);
  });

  test("a commission names a verified broker agency or is refused at its field", async () => {
    const { dealId } = await aDeal(firm);
    const bad = terms({ commissions: [{ organisationId: rival.orgId, pct: 5 }] });
    await expect(
      sendOffer(db.ctx(firm), { id: newId("offer"), dealId, terms: bad, message: "" }),
    ).rejects.toMatchObject({
      code: "invalid",
      data: { fields: { "terms.commissions.0.organisationId": { code: "not-an-option" } } },
    });
  });

  test("declining closes the deal, withdrawing leaves room for another round", async () => {
    const first = await offered(firm);
    await withdrawOffer(db.ctx(firm), { offerId: first.id });
    const next = newId("offer");
    await sendOffer(db.ctx(firm), { id: next, dealId: first.dealId, terms: terms(), message: "" });
    await declineOffer(db.ctx(tto), { offerId: next, reason: "price" });
    expect((await readDeal(db.ctx(firm), first.number)).phase).toBe("closed");
    expect(
      await codeOf(sendOffer(db.ctx(firm), { id: newId("offer"), dealId: first.dealId, terms: terms(), message: "" })),
    ).toBe("offers/transition");
  });

  test("each end of a round is told under its own name, and audited under the same", async () => {
    const [refused, taken, late] = [await offered(firm), await offered(rival), await offered(await officer("firm"))];
    await declineOffer(db.ctx(tto), { offerId: refused.id, reason: "price" });
    await withdrawOffer(db.ctx(rival), { offerId: taken.id });
    await db.admin.execute(sql`update offers set expires_at = now() - interval '1 second' where id = ${late.id}`);
    await expireOffers(db.ctx({ kind: "system", name: "schedule" }, db.worker));
    const told = (await emitted(db)).map((e) => [e.type, ...("offerId" in e.payload ? [e.payload.offerId] : [])]);
    for (const [id, end] of [
      [refused.id, "declined"],
      [taken.id, "withdrawn"],
      [late.id, "expired"],
    ] as const) {
      expect(told.filter(([, of]) => of === id).map(([type]) => type)).toEqual(["offer.sent", `offer.${end}`]);
      const written = await db.admin
        .select({ action: auditEvents.action })
        .from(auditEvents)
        .where(sql`object = ${id}`);
      expect(written.map((a) => a.action).sort()).toEqual([`offer.${end}`, "offer.sent"].sort());
    }
  });

  test("a round that ran out is expired by the schedule only, once", async () => {
    const { id, accept } = await offered(firm);
    await db.admin.execute(sql`update offers set expires_at = now() - interval '1 second' where id = ${id}`);
    expect(await codeOf(acceptOffer(db.ctx(tto), accept))).toBe("offers/transition");
    expect(await codeOf(expireOffers(db.ctx(tto)))).toBe("not-found");
    const system = db.ctx({ kind: "system", name: "schedule" }, db.worker);
    const [a, b] = await Promise.all([expireOffers(system), expireOffers(system)]);
    expect(a + b).toBe(1);
    expect(await stateOf(id)).toBe("expired");
  });
});

describe("rivals", () => {
  test("racing acceptances of exclusive offers never leave two winners, and the loser's round lapses", {
    repeats: rounds(0, 49),
  }, async () => {
    const exclusive = terms({ dealType: "exclusive" });
    const a = await offered(firm, exclusive);
    const b = await offered(rival, exclusive);
    const results = await Promise.all([
      codeOf(acceptOffer(db.ctx(tto), a.accept)),
      codeOf(acceptOffer(db.ctx(tto), b.accept)),
    ]);
    expect(results.filter((r) => r === "done")).toHaveLength(1);
    const winner = results[0] === "done" ? a : b;
    const system = db.ctx({ kind: "system", name: "offers" }, db.worker);
    expect(await Promise.all([lapseRivals(system, winner.id), lapseRivals(system, winner.id)])).toContain(1);
    expect([await stateOf(a.id), await stateOf(b.id)].sort()).toEqual(["accepted", "lapsed"]);
    expect(
      (await db.admin.select({ state: listings.state }).from(listings).where(sql`id = ${listingId}`))[0]?.state,
    ).toBe("under_option");
  });

  test("when the buyer accepts, rivals the buyer cannot see lapse all the same, and nobody starts anew", async () => {
    const exclusive = terms({ dealType: "exclusive" });
    const mine = await offered(firm, exclusive);
    const theirs = await offered(rival, exclusive);
    const counter = newId("offer");
    const better = terms({ dealType: "exclusive", royaltyPct: 2 });
    await counterOffer(db.ctx(tto), { id: counter, answers: mine.id, terms: better, message: "" });
    await acceptOffer(db.ctx(firm), { offerId: counter, termsHash: termsHash(better) });
    expect(await codeOf(acceptOffer(db.ctx(tto), theirs.accept))).toBe("listings/transition");
    expect(await codeOf(lapseRivals(db.ctx(tto), counter))).toBe("not-found");
    expect(await lapseRivals(db.ctx({ kind: "system", name: "offers" }, db.worker), counter)).toBe(1);
    expect(await stateOf(theirs.id)).toBe("lapsed");
  });

  test("accept against withdraw against counter: one wins", async () => {
    for (let n = 0; n < 8; n++) {
      listingId = await aListing(db, tto.orgId ?? "");
      const { id, accept } = await offered(firm);
      const results = await Promise.all([
        codeOf(acceptOffer(db.ctx(tto), accept)),
        codeOf(withdrawOffer(db.ctx(firm), { offerId: id })),
        codeOf(
          counterOffer(db.ctx(tto), { id: newId("offer"), answers: id, terms: terms({ royaltyPct: 1 }), message: "" }),
        ),
      ]);
      expect(results.filter((r) => r === "done")).toHaveLength(1);
      expect(await db.admin.$count(contracts, sql`offer_id = ${id}`)).toBe(results[0] === "done" ? 1 : 0);
    }
  });

  test("an accepted offer accepted again by the same person is answered as success", async () => {
    const { accept, dealId } = await offered(firm);
    expect(
      await Promise.all([codeOf(acceptOffer(db.ctx(tto), accept)), codeOf(acceptOffer(db.ctx(tto), accept))]),
    ).toEqual(["done", "done"]);
    expect(await db.admin.$count(contracts, sql`deal_id = ${dealId}`)).toBe(1);
  });
});
