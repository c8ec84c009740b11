import { rounds } from "@peony/config/settings";
import { inTransaction, verifyChain } from "@peony/db";
import { contractSigners, contracts, heldItems } from "@peony/db/schema";
import { codeOf, createTestDb, emitted, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readContract, readContractDocument, recordDrafts, signContract } from "./index.ts";
import { aDraftedContract, aReadyContract, hashOf, house, type People, somePeople } from "./testing/drafted.ts";

let db: TestDb;
let people: People;
beforeAll(async () => {
  db = await createTestDb();
  people = await somePeople(db);
});
afterAll(() => db.close());

type Ready = Awaited<ReturnType<typeof aReadyContract>>;
const sign = (who: PersonActor, c: Ready, documentHash = c.documentHash) =>
  signContract(db.ctx(who), { contractId: c.contractId, documentHash });
const rowOf = async (c: Ready) => (await db.admin.select().from(contracts).where(sql`id = ${c.contractId}`))[0];
const signersOf = (c: Ready) =>
  db.admin.select().from(contractSigners).where(sql`contract_id = ${c.contractId}`).orderBy(contractSigners.position);
const itemsOf = (c: Ready) => db.admin.$count(heldItems, sql`contract_id = ${c.contractId}`);
const eventsOf = async (c: Ready) =>
  (await emitted(db))
    .filter((e) => "contractId" in e.payload && e.payload.contractId === c.contractId)
    .map((e) => e.type);

describe("signContract", () => {
  test("takes both signatures in order; the last one opens the held money", async () => {
    const c = await aReadyContract(db, people);
    expect((await readContract(db.ctx(people.seller), { contractId: c.contractId })).yourTurn).toBe("now");
    expect(await sign(people.seller, c)).toEqual({ complete: false });
    expect([(await rowOf(c))?.state, await itemsOf(c)]).toEqual(["ready_to_sign", 0]);
    const view = await readContract(db.ctx(people.buyer), { dealId: c.dealId });
    expect([view.yourTurn, view.signers.map((s) => s.state), view.documentHash]).toEqual([
      "now",
      ["signed", "waiting"],
      c.documentHash,
    ]);
    expect(await sign(people.buyer, c)).toEqual({ complete: true });
    const row = await rowOf(c);
    expect([row?.state, row?.signedAt instanceof Date, await itemsOf(c)]).toEqual(["signed", true, 2]);
    expect(await eventsOf(c)).toEqual(["contract.drafted", "contract.ready", "contract.signature", "contract.signed"]);
  });

  test("keeps who signed what, when, from where, and proves it by the chain", async () => {
    const c = await aReadyContract(db, people);
    const origin = { requestId: "req_1", address: "203.0.113.7", agent: "Test/1" };
    await signContract(
      { ...db.ctx(people.seller), origin },
      { contractId: c.contractId, documentHash: c.documentHash },
    );
    expect((await signersOf(c))[0]).toMatchObject({
      state: "signed",
      signedHash: c.documentHash,
      address: "203.0.113.7",
      agent: "Test/1",
    });
    expect(await inTransaction(db.ctx(people.seller), (t) => verifyChain(t, c.dealId))).toBeNull();
  });

  test("is hidden from strangers and from the broker on the deal, on every path", async () => {
    const c = await aReadyContract(db, people);
    for (const who of [people.stranger, people.broker]) {
      expect(await codeOf(sign(who, c))).toBe("not-found");
      expect(await codeOf(readContract(db.ctx(who), { contractId: c.contractId }))).toBe("not-found");
      expect(await codeOf(readContract(db.ctx(who), { dealId: c.dealId }))).toBe("not-found");
      const input = { contractId: c.contractId, kind: "draft_zh" as const };
      expect(await codeOf(readContractDocument(db.ctx(who), input))).toBe("not-found");
      // Through a role that row-level security lets see everything, the commands hide it themselves.
      const open = db.ctx(who, db.worker);
      expect(await codeOf(readContractDocument(open, input))).toBe("not-found");
      expect(await codeOf(readContract(open, { dealId: c.dealId }))).toBe("not-found");
      expect(await codeOf(signContract(open, { contractId: c.contractId, documentHash: c.documentHash }))).toBe(
        "not-found",
      );
    }
    expect(await codeOf(readContract(db.ctx(people.inventor), { contractId: c.contractId }))).toBe("not-found");
    const found = await readContractDocument(db.ctx(people.officer), { contractId: c.contractId, kind: "draft_zh" });
    expect(found).toMatchObject({ sha256: c.documentHash, name: `${c.number}-C1-draft-zh.pdf` });
  });

  test("refuses the wrong role, the wrong person, the wrong turn, another text, an old proof of identity", async () => {
    const c = await aReadyContract(db, people);
    expect(await codeOf(sign(people.officer, c))).toBe("forbidden");
    expect(await codeOf(sign({ ...people.officer, roles: ["signatory"] }, c))).toBe("forbidden");
    expect(await codeOf(sign({ ...people.seller, orgVerified: false }, c))).toBe("identity/unverified");
    expect(await codeOf(sign(people.buyer, c))).toBe("contracts/not-your-turn");
    expect(await codeOf(sign(people.seller, c, hashOf("another text")))).toBe("contracts/hash");
    expect(await codeOf(sign({ ...people.seller, provedAt: new Date(Date.now() - 11 * 60_000) }, c))).toBe("step-up");
    expect(await codeOf(sign({ ...people.seller, provedAt: null }, c))).toBe("step-up");
    expect((await signersOf(c)).map((s) => s.state)).toEqual(["waiting", "waiting"]);
  });

  test("refuses a contract whose text is not ready", async () => {
    const c = { ...(await aDraftedContract(db, people)), documentHash: hashOf("x") };
    expect(await codeOf(sign(people.seller, c))).toBe("contracts/transition");
  });

  test("answers a second click as success, also at the same time, and signs once", async () => {
    const c = await aReadyContract(db, people);
    expect(await Promise.all([sign(people.seller, c), sign(people.seller, c), sign(people.seller, c)])).toEqual(
      Array(3).fill({ complete: false }),
    );
    expect(await sign({ ...people.seller, provedAt: null }, c)).toEqual({ complete: false });
    expect((await eventsOf(c)).filter((t) => t === "contract.signature")).toHaveLength(1);
    await Promise.all([sign(people.buyer, c), sign(people.buyer, c)]);
    expect(await itemsOf(c)).toBe(2);
    expect((await eventsOf(c)).filter((t) => t === "contract.signed")).toHaveLength(1);
  });

  test("the last two signers at once: in order, or the later is asked to wait; never half a contract", {
    repeats: rounds(0, 49),
  }, async () => {
    for (let round = 0; round < 8; round++) {
      const c = await aReadyContract(db, people);
      const [seller, buyer] = await Promise.all([codeOf(sign(people.seller, c)), codeOf(sign(people.buyer, c))]);
      expect(seller).toBe("done");
      expect(["done", "contracts/not-your-turn"]).toContain(buyer);
      const complete = buyer === "done";
      expect([(await rowOf(c))?.state, await itemsOf(c)]).toEqual(complete ? ["signed", 2] : ["ready_to_sign", 0]);
      if (!complete) expect(await sign(people.buyer, c)).toEqual({ complete: true });
    }
  });

  test("a process that dies within the last signature leaves nothing of it", async () => {
    const c = await aReadyContract(db, people);
    await sign(people.seller, c);
    await db.admin.execute(sql`alter table held_items add constraint no_more check (position < 2) not valid`);
    try {
      // The second held item is the last thing but one that the transaction writes.
      await expect(sign(people.buyer, c)).rejects.toThrow();
    } finally {
      await db.admin.execute(sql`alter table held_items drop constraint no_more`);
    }
    expect([(await rowOf(c))?.state, await itemsOf(c)]).toEqual(["ready_to_sign", 0]);
    expect((await signersOf(c)).map((s) => s.state)).toEqual(["signed", "waiting"]);
    expect(await eventsOf(c)).not.toContain("contract.signed");
    expect(await sign(people.buyer, c)).toEqual({ complete: true });
  });
});

describe("recordDrafts", () => {
  test("keeps the first text; a repeat with another changes nothing", async () => {
    const c = await aReadyContract(db, people);
    const other = { kind: "draft_zh" as const, sha256: hashOf("later"), size: 1 };
    await recordDrafts(db.ctx(house, db.worker), c.contractId, { zh: other, en: { ...other, kind: "draft_en" } });
    expect((await rowOf(c))?.documentHash).toBe(c.documentHash);
    expect((await eventsOf(c)).filter((t) => t === "contract.ready")).toHaveLength(1);
  });
  test("refuses anybody but the house", async () => {
    const c = await aDraftedContract(db, people);
    const draft = { kind: "draft_zh" as const, sha256: hashOf("x"), size: 1 };
    expect(await codeOf(recordDrafts(db.ctx(people.officer), c.contractId, { zh: draft, en: draft }))).toBe(
      "not-found",
    );
  });
});
