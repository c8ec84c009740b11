import { aMember, aPerson, codeOf, createTestDb, memoryFiles, type TestDb } from "@peony/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFile, uploadFiles } from "./index.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const { store } = memoryFiles();

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
