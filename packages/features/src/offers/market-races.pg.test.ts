import { rounds } from "@peony/config/settings";
import { type Ctx, newId } from "@peony/db";
import { contracts, listings, offers } from "@peony/db/schema";
import { aListing, aMember, aPerson, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { someTerms } from "../escrow/testing/index.ts";
import { withdrawListing } from "../listings/index.ts";
import { openRoom } from "../rooms/index.ts";
import { acceptOffer, counterOffer, sendOffer, termsHash } from "./index.ts";

let db: TestDb;
let tto: PersonActor;
let firm: PersonActor;
let rival: PersonActor;
let listingId: Id<"listing">;
let brokerOrgId: Id<"organisation">;

beforeAll(async () => {
  db = await createTestDb();
  [tto, firm, rival] = await Promise.all([
    aMember(db, "university", ["owner"]),
    aMember(db, "firm", ["owner"]),
    aMember(db, "firm", ["owner"]),
  ]);
  for (const { orgId, orgKind } of [tto, firm, rival])
    if (orgId && orgKind) await aPerson(db, { id: orgId, kind: orgKind }, ["signatory"]);
  brokerOrgId = (await aMember(db, "broker", ["owner"])).orgId ?? "";
});
beforeEach(async () => {
  listingId = await aListing(db, tto.orgId ?? "");
});
afterAll(() => db.close());

const terms = (months = 60) => someTerms(brokerOrgId, ["40000000"], { dealType: "ordinary", termMonths: months });
const aDeal = async (buyer: PersonActor) => {
  const dealId = newId("deal");
  await openRoom(db.ctx(buyer), { dealId, listingId, useCase: "风电主轴" });
  return dealId;
};
const send = (ctx: Ctx, dealId: Id<"deal">, id = newId("offer")) =>
  sendOffer(ctx, { id, dealId, terms: terms(), message: "" });
const offered = async (buyer: PersonActor) => {
  const id = newId("offer");
  await send(db.ctx(buyer), await aDeal(buyer), id);
  return id;
};
const counter = (answers: Id<"offer">) =>
  counterOffer(db.ctx(tto), { id: newId("offer"), answers, terms: terms(24), message: "" });

/** Whether somebody waits for a row of this database. */
const somebodyWaits = async () =>
  (
    await db.admin.execute(sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`)
  ).rows.length > 0;

/** Transactions that a deadlock undid; commands try again by themselves, so their outcomes do not show it. */
const deadlocks = async () =>
  (
    await db.admin.execute<{ n: string }>(
      sql`select deadlocks as n from pg_stat_database where datname = current_database()`,
    )
  ).rows.map((r) => Number(r.n));

/** Starts a command while the withdrawal of the listing is written and not committed, commits, and says how the command ended. */
const duringWithdrawal = async (command: () => Promise<unknown>): Promise<string> => {
  let ended: Promise<string> = Promise.resolve("");
  await db.admin.transaction(async (tx) => {
    await tx.update(listings).set({ state: "withdrawn" }).where(eq(listings.id, listingId));
    let over = false;
    ended = codeOf(command()).finally(() => {
      over = true;
    });
    await expect.poll(async () => over || (await somebodyWaits()), { timeout: 10_000 }).toBe(true);
  });
  return ended;
};

describe("offers on a listing that leaves the market at the same moment", () => {
  test("a first round waits for the withdrawal and is refused", async () => {
    const dealId = await aDeal(firm);
    expect(await duringWithdrawal(() => send(db.ctx(firm), dealId))).toBe("offers/transition");
    expect(await db.admin.$count(offers, eq(offers.dealId, dealId))).toBe(0);
  });

  test("an answer with other terms waits for the withdrawal and is refused, and the round it answers stays open", async () => {
    const id = await offered(firm);
    expect(await duringWithdrawal(() => counter(id))).toBe("offers/transition");
    const [round] = await db.admin.select().from(offers).where(eq(offers.id, id));
    expect(round?.state).toBe("submitted");
  });

  test("send, counter, accept and withdraw at once: nobody is a deadlock's victim, and one history is left", async () => {
    for (let n = 0; n < rounds(8, 50); n++) {
      listingId = await aListing(db, tto.orgId ?? "");
      const id = await offered(firm);
      const other = await aDeal(rival);
      const [sent, countered, accepted, withdrawn] = await Promise.all([
        codeOf(send(db.ctx(rival), other)),
        codeOf(counter(id)),
        codeOf(acceptOffer(db.ctx(tto), { offerId: id, termsHash: termsHash(terms()) })),
        codeOf(withdrawListing(db.ctx(tto), { id: listingId, version: 1 })),
      ]);
      const refusals = ["offers/transition", "conflict"];
      expect(withdrawn).toBe("done");
      expect(["done", "offers/transition"]).toContain(sent);
      const answers = [countered, accepted];
      expect(answers.filter((a) => a === "done").length).toBeLessThanOrEqual(1);
      for (const a of answers) expect(["done", ...refusals]).toContain(a);
      expect(await db.admin.$count(contracts, eq(contracts.offerId, id))).toBe(accepted === "done" ? 1 : 0);
      const [end] = await db.admin.select().from(offers).where(eq(offers.id, id));
      const ends = accepted === "done" ? "accepted" : countered === "done" ? "countered" : "submitted";
      expect(end?.state).toBe(ends);
      expect(await db.admin.$count(offers, eq(offers.dealId, other))).toBe(sent === "done" ? 1 : 0);
    }
    expect(await deadlocks()).toEqual([0]);
  });
});
