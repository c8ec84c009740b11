import { aMember, createTestDb, type TestDb } from "@peony/db/testing";
import type { Locale } from "@peony/domain/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importExchangeEndpoint } from "./exchange.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

test("a refused item is told of in the caller's language, at each of its fields", async () => {
  const ctx = db.ctx(await aMember(db, "university", ["manager"]));
  const item = {
    type: "listing",
    id: "A-1",
    assetKind: "aeroplane",
    field: "bearing",
    title: { zh: "轴承" },
    country: "XX",
  };
  const body = {
    ...{ format: "peony-exchange", version: "1.1" },
    source: "x",
    exportedAt: "2026-11-25T00:00:00Z",
    items: [item],
  };
  const asked = {
    body: body as never,
    params: undefined,
    query: undefined,
    file: { name: "", bytes: new Uint8Array() },
  };
  const refusedIn = async (locale: Locale) =>
    importExchangeEndpoint.answer.parse(await importExchangeEndpoint.run(ctx, { ...asked, locale })) as never;
  expect(await refusedIn("zh")).toMatchObject({
    refused: [
      {
        code: "invalid",
        message: expect.stringMatching(/\p{Script=Han}/u),
        fields: { assetKind: { code: "not-an-option", message: "没有这个选项" }, country: { code: "not-an-option" } },
      },
    ],
  });
  expect(JSON.stringify(await refusedIn("en"))).toContain("There is no such choice");
  expect(JSON.stringify(await refusedIn("en"))).not.toMatch(/Invalid|expected/);
});
