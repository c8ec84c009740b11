import { newId } from "@peony/db";
import { contracts, listings } from "@peony/db/schema";
import { aListing, aMember, aPerson, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { type PersonActor, visitor } from "@peony/domain/identity";
import { type ExportClass, exportClasses, type Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readContract, signContract } from "../contracts/index.ts";
import { someTerms } from "../escrow/testing/index.ts";
import { readListing, readListings, readSearchDocuments } from "../listings/index.ts";
import { acceptOffer, sendOffer, termsHash } from "../offers/index.ts";
import { openRoom } from "../rooms/index.ts";
import { readDeal } from "./index.ts";

let db: TestDb;
let tto: PersonActor;
let signer: PersonActor;
let broker: PersonActor;
const readers: Record<"CN" | "DE", PersonActor> = {} as Record<"CN" | "DE", PersonActor>;
beforeAll(async () => {
  db = await createTestDb();
  [tto, broker] = await Promise.all([aMember(db, "university", ["owner"]), aMember(db, "broker", ["owner"])]);
  signer = await aPerson(db, { id: tto.orgId ?? "", kind: "university" }, ["signatory"]);
  readers.CN = await aMember(db, "firm", ["manager"]);
  readers.DE = await aMember(db, "firm", ["manager"], { country: "DE" });
  for (const country of ["CN", "DE"] as const)
    await aPerson(db, { id: readers[country].orgId ?? "", kind: "firm", country }, ["signatory"]);
});
afterAll(() => db.close());

const secret = { zh: "滚道滚压至次表层零点九毫米", en: "Rolled to nine tenths of a millimetre" };
const classified = (exportClass: ExportClass): Promise<Id<"listing">> =>
  aListing(db, tto.orgId ?? "", {
    exportClass,
    problem: secret,
    solution: secret,
    keywordsZh: ["次表层"],
    number: "CN2019199000064",
    ipc: ["F16C 33/64"],
  });
const reclassify = (id: Id<"listing">, exportClass: ExportClass) =>
  db.admin.update(listings).set({ exportClass }).where(eq(listings.id, id));

const open = async (id: Id<"listing">, by: PersonActor) => {
  const dealId = newId("deal");
  const { number } = await openRoom(db.ctx(by), { dealId, listingId: id, useCase: "风电主轴" });
  return { dealId, number };
};

describe("the export gate", () => {
  const cells = exportClasses.flatMap((c) => (["CN", "DE", null] as const).map((country) => [c, country] as const));

  test.each(cells)(
    "%s technology for a reader of %s: page, list, index and room agree",
    async (exportClass, country) => {
      const id = await classified(exportClass);
      const actor = country === null ? visitor : readers[country];
      const home = country === "CN";
      const level = exportClass === "free" || home ? "open" : exportClass === "prohibited" ? "closed" : "teaser";
      const page = level === "closed" ? null : await readListing(db.ctx(actor), id);
      if (level === "closed") expect(await codeOf(readListing(db.ctx(actor), id))).toBe("not-found");
      const listed = await readListings(db.ctx(actor), [id]);
      const documents = await readSearchDocuments(db.ctx(actor), [id]);
      const told = JSON.stringify([page, listed], (_key, v: unknown) => (typeof v === "bigint" ? `${v}` : v));
      expect(told.includes(secret.zh)).toBe(level === "open");
      expect(told.includes("CN2019199000064")).toBe(level === "open");
      expect(listed).toHaveLength(level === "closed" ? 0 : 1);
      expect(JSON.stringify(documents).includes("次表层")).toBe(exportClass === "free");
      expect(documents).toHaveLength(exportClass === "prohibited" ? 0 : 1);
      if (actor.kind !== "person") return;
      const refused = { open: "done", teaser: "listings/gate", closed: "not-found" }[level];
      expect(await codeOf(open(id, actor))).toBe(refused);
    },
  );

  test("closes an open deal before a buyer abroad on the next request, and opens it again", async () => {
    const id = await classified("free");
    const buyer = readers.DE;
    const { dealId, number } = await open(id, buyer);
    const terms = someTerms(broker.orgId ?? "", ["100"]);
    const offerId = newId("offer");
    await sendOffer(db.ctx(buyer), { id: offerId, dealId, terms, message: "" });
    await reclassify(id, "restricted");
    expect(await readDeal(db.ctx(buyer), number)).toMatchObject({
      gateOpen: false,
      rounds: [],
      room: null,
      turn: null,
    });
    expect((await readDeal(db.ctx(tto), number)).rounds).toHaveLength(1);
    const accept = () => codeOf(acceptOffer(db.ctx(tto), { offerId, termsHash: termsHash(terms) }));
    expect(await accept()).toBe("listings/gate");
    await reclassify(id, "free");
    expect((await readDeal(db.ctx(buyer), number)).rounds).toHaveLength(1);
    expect(await accept()).toBe("done");
    await reclassify(id, "unknown");
    expect(await codeOf(readContract(db.ctx(buyer), { dealId }))).toBe("listings/gate");
    const [contract] = await db.admin.select({ id: contracts.id }).from(contracts).where(eq(contracts.dealId, dealId));
    await db.admin
      .update(contracts)
      .set({ state: "ready_to_sign", documentHash: "a".repeat(64) })
      .where(eq(contracts.dealId, dealId));
    const sign = signContract(db.ctx(signer), { contractId: contract?.id ?? "", documentHash: "a".repeat(64) });
    expect(await codeOf(sign)).toBe("listings/gate");
  });

  test("leaves deals at home alone", async () => {
    const id = await classified("prohibited");
    const { dealId, number } = await open(id, readers.CN);
    const terms = someTerms(broker.orgId ?? "", ["100"]);
    await sendOffer(db.ctx(readers.CN), { id: newId("offer"), dealId, terms, message: "" });
    expect(await readDeal(db.ctx(readers.CN), number)).toMatchObject({ gateOpen: true });
  });
});
