import { aMember, createTestDb, type TestDb } from "@peony/db/testing";
import { visitor } from "@peony/domain/identity";
import { importMapSchema } from "@peony/domain/imports";
import { importListings } from "@peony/features/imports";
import { listOwnListings, readListing } from "@peony/features/listings";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listingShape } from "./shapes.ts";
import { listingToWire } from "./wire.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

test("an imported listing says in the API where it came from and its own id there", async () => {
  const owner = await aMember(db, "university", ["owner"], { sample: true });
  await importListings(db.ctx(owner), {
    open: async function* () {
      yield { line: 1, row: { nr: "KSC-1", title: "A wire" } };
    },
    map: importMapSchema.parse({
      source: "own-records",
      sourceId: "nr",
      columns: { title: "title.en" },
      constants: {
        ...{
          assetKind: "know_how",
          field: "other",
          legalStatus: "none",
          trl: 2,
          noDataYet: true,
          rights: ["ordinary"],
        },
        ...{ "problem.en": "None stated.", "solution.en": "None stated." },
      },
    }),
    fileName: "records.jsonl",
    fileSha256: "0".repeat(64),
    publish: true,
    dryRun: false,
  });
  const [own] = (await listOwnListings(db.ctx(owner), { page: 1 })).rows;
  const wire = listingShape.parse(listingToWire(await readListing(db.ctx(visitor), own?.id ?? "")));
  expect(wire).toMatchObject({ source: "own-records", sourceId: "KSC-1" });
});
