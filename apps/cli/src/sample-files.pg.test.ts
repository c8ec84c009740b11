import { listings } from "@peony/db/schema";
import { aMember, createTestDb, type TestDb } from "@peony/db/testing";
import { visitor } from "@peony/domain/identity";
import { type ImportReport, importListings } from "@peony/features/imports";
import { readListing } from "@peony/features/listings";
import { and, count, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rowsOf, sha256OfFile } from "./commands/import.ts";
import {
  hasSamples,
  noSamples,
  type Sample,
  sampleFile,
  sampleMap,
  sampleOwner,
  samples,
} from "./testing/sample-files.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const say = (line: string) => process.stdout.write(`${line}\n`);

describe("maps of the sample files", () => {
  test.each(samples)("%s: is a map, and says openly what is made up", (name) => {
    const map = sampleMap(name);
    expect(map.source).toBe(name.replace("_", "-"));
    expect(map.madeUp).toMatch(/made up/);
    expect(map.constants).toMatchObject({ noDataYet: true, rights: ["ordinary"], priceMode: "ask" });
  });
});

/** Rows the source itself leaves incomplete: no readable number of a granted patent, or a status nobody can name. */
const incomplete: Readonly<Partial<Record<Sample, number>>> = { nasa_patents: 4 };

describe("the sample files", () => {
  test("are imported and published whole, owned by the organisation of sample data, and again without a change", async () => {
    if (!hasSamples()) {
      say(noSamples);
      return;
    }
    const owner = await aMember(db, "university", ["owner"], sampleOwner);
    const run = async (name: Sample): Promise<ImportReport> =>
      importListings(db.ctx(owner), {
        open: () => rowsOf(sampleFile(name)),
        map: sampleMap(name),
        fileName: `${name}.jsonl`,
        fileSha256: await sha256OfFile(sampleFile(name)),
        publish: true,
        dryRun: false,
      });
    for (const name of samples) {
      const started = performance.now();
      const r = await run(name);
      const seconds = (performance.now() - started) / 1000;
      say(
        `${name}: ${r.read} rows in ${seconds.toFixed(1)} s (${Math.round(r.read / seconds)} rows/s), ${r.published} published, ${r.kept} kept as drafts, ${r.refused} refused`,
      );
      expect(r).toMatchObject({ created: r.read, refused: 0, kept: incomplete[name] ?? 0 });
      expect(r.published).toBe(r.read - r.kept);
      expect(await run(name)).toMatchObject({ read: r.read, created: 0, updated: 0, published: 0, refused: 0 });
      const [stored] = await db.admin
        .select({ n: count() })
        .from(listings)
        .where(and(eq(listings.orgId, owner.orgId ?? ""), eq(listings.source, sampleMap(name).source)));
      expect(stored?.n).toBe(r.read);
    }
    const [one] = await db.admin
      .select({ id: listings.id })
      .from(listings)
      .where(eq(listings.sourceId, "US-11950524-B2"));
    const shown = await readListing(db.ctx(visitor), one?.id ?? "");
    expect(shown).toMatchObject({ source: "us-patents", sourceId: "US-11950524-B2", number: "US11950524B2" });
  });
});
