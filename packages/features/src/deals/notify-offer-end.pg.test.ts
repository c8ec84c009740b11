import { newId } from "@peony/db";
import { mails, notifications } from "@peony/db/schema";
import { aListing, aMember, createTestDb, type TestDb } from "@peony/db/testing";
import { like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { someTerms } from "../escrow/testing/index.ts";
import { declineOffer, sendOffer, withdrawOffer } from "../offers/index.ts";
import { openRoom } from "../rooms/index.ts";
import { notifyOfferEnd } from "./notify-offer-end.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const offered = async () => {
  const [tto, firm] = await Promise.all([aMember(db, "university", ["owner"]), aMember(db, "firm", ["manager"])]);
  const broker = await aMember(db, "broker", ["owner"]);
  const listingId = await aListing(db, tto.orgId ?? "");
  const [dealId, id] = [newId("deal"), newId("offer")];
  await openRoom(db.ctx(firm), { dealId, listingId, useCase: "风电主轴" });
  await sendOffer(db.ctx(firm), { id, dealId, terms: someTerms(broker.orgId ?? "", ["100"]), message: "" });
  const told = async () => {
    await notifyOfferEnd(db.ctx({ kind: "system", name: "notices" }, db.worker), id);
    const notices = await db.admin
      .select()
      .from(notifications)
      .where(like(notifications.dedupe, `${id}:%`));
    const sent = await db.admin
      .select()
      .from(mails)
      .where(like(mails.dedupe, `${id}:%`));
    return [notices.map((n) => [n.userId, n.kind]), sent.map((m) => [m.recipient, m.kind])];
  };
  return { tto, firm, id, told };
};
const mailOf = ({ userId }: { userId: string }) => `${userId}@test.peony.test`;

describe("notifyOfferEnd", () => {
  test("tells whoever made the offer that it was declined, once", async () => {
    const { tto, firm, id, told } = await offered();
    await declineOffer(db.ctx(tto), { offerId: id, reason: "price" });
    await told();
    expect(await told()).toEqual([[[firm.userId, "offer-declined"]], [[mailOf(firm), "offer-declined"]]]);
  });

  test("tells the side that was asked that the offer was withdrawn", async () => {
    const { tto, firm, id, told } = await offered();
    await withdrawOffer(db.ctx(firm), { offerId: id });
    expect(await told()).toEqual([[[tto.userId, "offer-withdrawn"]], [[mailOf(tto), "offer-withdrawn"]]]);
  });

  test("tells nobody about a round that is still open", async () => {
    const { told } = await offered();
    expect(await told()).toEqual([[], []]);
  });
});
