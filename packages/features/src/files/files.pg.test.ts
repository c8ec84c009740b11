import { aMember, aPerson, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { type FileStore, FileStoreError } from "@peony/domain/files";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFile, uploadFiles } from "./index.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const stored = new Map<string, Uint8Array>();
const store: FileStore = {
  put: async (bytes) => {
    const name = Buffer.from(bytes).toString("hex").padEnd(64, "0").slice(0, 64);
    stored.set(name, bytes);
    return name;
  },
  get: async (name) => stored.get(name) ?? Promise.reject(new FileStoreError("missing", name)),
  has: async (name) => stored.has(name),
};

describe("readFile", () => {
  test("gives a delivery's file to the team only, whatever id is known", async () => {
    const officer = await aMember(db, "university", ["manager"]);
    const org = { id: officer.orgId ?? "", kind: "university" } as const;
    const [id = ""] = await uploadFiles(db.ctx(officer), store, "delivery", [
      { name: "样件.txt", bytes: new TextEncoder().encode("report") },
    ]);
    expect((await readFile(db.ctx(await aPerson(db, org, ["signatory"])), store, id)).name).toBe("样件.txt");
    expect(await codeOf(readFile(db.ctx(await aPerson(db, org, ["inventor"])), store, id))).toBe("not-found");
    expect(await codeOf(readFile(db.ctx(await aMember(db, "firm", ["owner"])), store, id))).toBe("not-found");
  });
});
