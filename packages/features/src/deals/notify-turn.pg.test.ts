import { newId } from "@peony/db";
import { mails, notifications, offers } from "@peony/db/schema";
import { aListing, aMember, createTestDb, type TestDb } from "@peony/db/testing";
import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { someTerms } from "../escrow/testing/index.ts";
import { counterOffer, sendOffer } from "../offers/index.ts";
import { openRoom } from "../rooms/index.ts";
import { notifyTurn } from "./notify-turn.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

describe("notifyTurn", () => {
  test("tells the officer whose turn it is once, by notice and mail, with the instant of the deadline", async () => {
    const [tto, firm] = await Promise.all([aMember(db, "university", ["owner"]), aMember(db, "firm", ["owner"])]);
    const listingId = await aListing(db, tto.orgId ?? "");
    const [dealId, id] = [newId("deal"), newId("offer")];
    const { number } = await openRoom(db.ctx(firm), { dealId, listingId, useCase: "风电主轴" });
    const broker = await aMember(db, "broker", ["owner"]);
    await sendOffer(db.ctx(firm), { id, dealId, terms: someTerms(broker.orgId ?? "", ["100"]), message: "" });
    const worker = db.ctx({ kind: "system", name: "notices" }, db.worker);
    await notifyTurn(worker, dealId);
    await notifyTurn(worker, dealId);
    const [offer] = await db.admin.select().from(offers).where(eq(offers.id, id));
    const told = await db.admin.select().from(notifications);
    expect(told.map((n) => [n.userId, n.kind, n.args])).toEqual([
      [tto.userId, "turn-answer-offer", { number, deadline: offer?.expiresAt.toISOString() }],
    ]);
    const sent = await db.admin.select().from(mails);
    expect(sent.map((m) => [m.recipient, m.args.deadline])).toEqual([
      [`${tto.userId}@test.peony.test`, offer?.expiresAt.toISOString()],
    ]);
  });

  test("takes a notice for read once its step was taken, and leaves the next one to be read", async () => {
    const [tto, firm] = await Promise.all([aMember(db, "university", ["owner"]), aMember(db, "firm", ["owner"])]);
    const broker = await aMember(db, "broker", ["owner"]);
    const listingId = await aListing(db, tto.orgId ?? "");
    const [dealId, id] = [newId("deal"), newId("offer")];
    await openRoom(db.ctx(firm), { dealId, listingId, useCase: "风电主轴" });
    await sendOffer(db.ctx(firm), { id, dealId, terms: someTerms(broker.orgId ?? "", ["100"]), message: "" });
    const worker = db.ctx({ kind: "system", name: "notices" }, db.worker);
    await notifyTurn(worker, dealId);
    const terms = someTerms(broker.orgId ?? "", ["200"]);
    await counterOffer(db.ctx(tto), { id: newId("offer"), answers: id, terms, message: "" });
    await notifyTurn(worker, dealId);
    await notifyTurn(worker, dealId);
    const told = await db.admin
      .select()
      .from(notifications)
      .where(like(notifications.dedupe, `${dealId}:%`));
    expect(told.map((n) => [n.userId, n.readAt !== null]).sort()).toEqual(
      [
        [tto.userId, true],
        [firm.userId, false],
      ].sort(),
    );
  });
});
