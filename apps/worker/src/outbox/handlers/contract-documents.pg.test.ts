import { createHash } from "node:crypto";
import { contractDocuments, contracts, files, listings } from "@peony/db/schema";
import { createTestDb, emitted, type TestDb } from "@peony/db/testing";
import type { DocumentKind } from "@peony/domain/contracts";
import { type FileStore, FileStoreError } from "@peony/domain/files";
import { readContractDocument, signContract } from "@peony/features/contracts";
import { aDraftedContract, type Drafted, type People, somePeople } from "@peony/features/contracts/testing";
import { documentRenderer } from "@peony/gateways/documents";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeListing } from "./close-listing.ts";
import { renderContract } from "./render-contract.ts";
import { sealContract } from "./seal-contract.ts";

const stored = new Map<string, Uint8Array>();
const memory: FileStore = {
  put: async (bytes) => {
    const name = createHash("sha256").update(bytes).digest("hex");
    stored.set(name, bytes);
    return name;
  },
  get: async (name) => {
    const bytes = stored.get(name);
    if (!bytes) throw new FileStoreError("missing", name);
    return bytes;
  },
  has: async (name) => stored.has(name),
};

let db: TestDb;
let people: People;
beforeAll(async () => {
  db = await createTestDb();
  people = await somePeople(db);
});
afterAll(() => db.close());

const deps = () => ({ db: db.worker, files: memory, documents: documentRenderer });
const rowOf = async (c: Drafted) => (await db.admin.select().from(contracts).where(sql`id = ${c.contractId}`))[0];
const kept = async (c: Drafted) => {
  const rows = await db.admin.select().from(contractDocuments).where(sql`contract_id = ${c.contractId}`);
  return Object.fromEntries(rows.map((r) => [r.kind, r.sha256])) as Partial<Record<DocumentKind, string>>;
};
const countOf = async (c: Drafted, type: string) =>
  (await emitted(db)).filter(
    (e) => e.type === type && "contractId" in e.payload && e.payload.contractId === c.contractId,
  ).length;
const signBoth = async (c: Drafted): Promise<void> => {
  const documentHash = (await rowOf(c))?.documentHash ?? "";
  // A browser may call itself anything; it must not stop the evidence.
  const origin = { requestId: "req_1", address: "203.0.113.7", agent: "😀 ".repeat(400) };
  for (const who of [people.seller, people.buyer])
    await signContract({ ...db.ctx(who), origin }, { contractId: c.contractId, documentHash });
};

describe("renderContract", () => {
  test("keeps both languages and opens the one that prevails for signing; a repeat changes nothing", async () => {
    const c = await aDraftedContract(db, people);
    await renderContract(deps(), c);
    const first = await kept(c);
    expect(Object.keys(first).sort()).toEqual(["draft_en", "draft_zh"]);
    expect(await rowOf(c)).toMatchObject({ state: "ready_to_sign", documentHash: first.draft_zh });
    await Promise.all([renderContract(deps(), c), renderContract(deps(), c)]);
    expect([await kept(c), await countOf(c, "contract.ready")]).toEqual([first, 1]);
  });

  test("two workers at once make one text", async () => {
    const c = await aDraftedContract(db, people);
    await Promise.all([renderContract(deps(), c), renderContract(deps(), c)]);
    expect(await countOf(c, "contract.ready")).toBe(1);
    expect(await db.admin.$count(files, sql`name like ${`${c.number}%`}`)).toBe(2);
  });

  test("a store that is down leaves the contract waiting, and the next try finishes", async () => {
    const c = await aDraftedContract(db, people);
    const down: FileStore = { ...memory, put: () => Promise.reject(new Error("store is down")) };
    await expect(renderContract({ ...deps(), files: down }, c)).rejects.toThrow("down");
    expect((await rowOf(c))?.state).toBe("drafting");
    await renderContract(deps(), c);
    expect((await rowOf(c))?.state).toBe("ready_to_sign");
  });
});

describe("sealContract", () => {
  test("keeps the signed pages with the signature page behind them, and the report; a repeat changes nothing", async () => {
    const c = await aDraftedContract(db, people);
    await renderContract(deps(), c);
    await sealContract(deps(), c);
    expect((await rowOf(c))?.sealedAt).toBeNull();
    await signBoth(c);
    await sealContract(deps(), c);
    const { signed = "", evidence = "", draft_zh = "" } = await kept(c);
    expect((await rowOf(c))?.sealedAt).toBeInstanceOf(Date);
    expect((await memory.get(signed)).length).toBeGreaterThan((await memory.get(draft_zh)).length);
    expect(Buffer.from(await memory.get(evidence)).toString("latin1")).toContain(draft_zh);
    await Promise.all([sealContract(deps(), c), sealContract(deps(), c)]);
    expect(await kept(c)).toMatchObject({ signed, evidence });
    const input = { contractId: c.contractId, kind: "signed" as const };
    expect(await readContractDocument(db.ctx(people.buyer), input)).toMatchObject({ sha256: signed });
    await expect(readContractDocument(db.ctx(people.broker), input)).rejects.toMatchObject({ code: "not-found" });
  });

  test("a text that is gone or changed is never sealed", async () => {
    const c = await aDraftedContract(db, people);
    await renderContract(deps(), c);
    await signBoth(c);
    const { draft_zh = "" } = await kept(c);
    const bytes = await memory.get(draft_zh);
    stored.delete(draft_zh);
    await expect(sealContract(deps(), c)).rejects.toThrow(FileStoreError);
    expect((await rowOf(c))?.sealedAt).toBeNull();
    stored.set(draft_zh, bytes);
    await sealContract(deps(), c);
    expect((await rowOf(c))?.sealedAt).toBeInstanceOf(Date);
  });
});

describe("closeListing", () => {
  test("closes what a signed exclusive contract took off the market, once", async () => {
    const c = await aDraftedContract(db, people);
    const state = async () =>
      (await db.admin.select({ state: listings.state }).from(listings).where(sql`id = ${c.listingId}`))[0]?.state;
    await renderContract(deps(), c);
    await closeListing(deps(), c);
    expect(await state()).toBe("under_option");
    await signBoth(c);
    await closeListing(deps(), c);
    await closeListing(deps(), c);
    expect(await state()).toBe("licensed_exclusive");
  });
});
