import { newId } from "@peony/db";
import { listings, partyStatements } from "@peony/db/schema";
import { aMember, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { type PersonActor, visitor } from "@peony/domain/identity";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aDraftedContract, type People, somePeople } from "../contracts/testing/index.ts";
import { aConfirmation } from "../royalties/testing/confirmation.ts";
import { listResultsByLink } from "./list-results.ts";
import { readResult, readResultByLink } from "./read-result.ts";
import { stateRelation } from "./state-relation.ts";

let db: TestDb;
let stranger: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  stranger = await aMember(db, "university", ["owner"]);
});
afterAll(() => db.close());

const mailOf = (p: PersonActor) => `${p.userId}@test.peony.test`;
/** A result in an agreed deal: the first inventor has an account, the second only a link. */
const inDeal = async () => {
  const people: People = await somePeople(db);
  const contract = await aDraftedContract(db, people);
  await db.admin
    .update(listings)
    .set({
      inventors: [
        { name: { zh: "璩若衡", en: "" }, sharePct: 60 },
        { name: { zh: "甘怀远", en: "" }, sharePct: 40 },
      ],
    })
    .where(eq(listings.id, contract.listingId));
  const { inventor } = people;
  await aConfirmation(db, contract, { position: 0, email: mailOf(inventor) });
  const { token } = await aConfirmation(db, contract, { position: 1, email: `${newId("user")}@elsewhere.test` });
  return { people, contract, inventor, token };
};
type Detail = Awaited<ReturnType<typeof readResult>>;
const word = (d: Detail, over: object = {}) => ({
  ...{ dealId: d.deals[0]?.dealId ?? "", noticeHash: d.deals[0]?.noticeHash ?? "", agree: true as const },
  ...{ related: "no" as const, relation: "" },
  ...over,
});

describe("stateRelation", () => {
  test("keeps each word with the text it was given on; the last one counts", async () => {
    const w = await inDeal();
    const read = () => readResult(db.ctx(w.inventor), w.contract.listingId);
    const first = await read();
    expect(first).toMatchObject({ result: { stage: "in_deal", holder: "parties" }, share: { from: "deal" } });
    expect(first.deals[0]).toMatchObject({ mayState: true, said: [] });
    await stateRelation(db.ctx(w.inventor), word(first));
    await stateRelation(db.ctx(w.inventor), word(first));
    await stateRelation(db.ctx(w.inventor), word(first, { related: "yes", relation: "配偶持股" }));
    await stateRelation(db.ctx(w.inventor), word(first));
    expect((await read()).deals[0]?.said.map((s) => [s.related, s.own, s.current])).toEqual([
      [false, true, true],
      [true, true, true],
      [false, true, true],
    ]);
    const change = db.admin.update(partyStatements).set({ related: true });
    expect(await codeOf(Promise.resolve(change))).toBe("23001");
  });

  test("refuses a text that is not the one there is, and whoever is no inventor of it", async () => {
    const w = await inDeal();
    const d = await readResult(db.ctx(w.inventor), w.contract.listingId);
    const by = (who: PersonActor, over = {}) => codeOf(stateRelation(db.ctx(who), word(d, over)));
    expect(await by(w.inventor, { noticeHash: "0".repeat(64) })).toBe("stale");
    expect([await by(w.people.officer), await by(w.people.buyer), await by(stranger)]).toEqual(
      Array(3).fill("not-found"),
    );
  });

  test("takes the word of who holds the link, and shows that inventor nobody else's", async () => {
    const w = await inDeal();
    await stateRelation(
      db.ctx(w.inventor),
      word(await readResult(db.ctx(w.inventor), w.contract.listingId), { related: "yes", relation: "持股" }),
    );
    const nobody = db.ctx(visitor);
    const d = await readResultByLink(nobody, w.token, w.contract.listingId);
    await stateRelation(nobody, word(d, { token: w.token }));
    const after = await readResultByLink(nobody, w.token, w.contract.listingId);
    expect(after.deals[0]?.said.map((s) => [s.name.zh, s.related])).toEqual([["甘怀远", false]]);
    expect(after.result.makers.map((m) => m.own)).toEqual([false, true]);
    expect((await listResultsByLink(nobody, w.token)).map((r) => r.listingId)).toEqual([w.contract.listingId]);
    expect(await codeOf(readResultByLink(nobody, w.token, newId("listing")))).toBe("not-found");
    const office = await readResult(db.ctx(w.people.officer), w.contract.listingId);
    expect(office.deals[0]?.said).toHaveLength(2);
  });
});
