import { type PatentRecord, patentRecordSchema, readPatentNumber } from "@peony/domain/listings";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { epoRegistry } from "./epo/epo-registry.ts";
import { documentsOf, recordOf } from "./epo/ops-biblio.ts";
import { endedOn } from "./epo/ops-legal.ts";
import { type OpsStandIn, startOpsStandIn } from "./epo/testing/ops-stand-in.ts";
import { fileRegistry } from "./file/file-registry.ts";
import sample from "./file/records.json" with { type: "json" };
import { registryContract } from "./registry.contract.ts";
import { patentRegistryFrom } from "./registry.ts";

const records = sample.records.map((record) => patentRecordSchema.parse(record));
const now = new Date("2026-11-25T08:00:00Z");
const isDesign = ({ number }: PatentRecord): boolean => /^CN\d{4}3/.test(number);
const numberOf = (text: string) => {
  const found = readPatentNumber(text);
  if (!found.ok) throw new Error(`${text} is no number`);
  return found.number;
};

registryContract(
  "the sample file",
  async () => ({
    registry: fileRegistry(() => now),
    records,
    now,
    held: (r) => r,
    fail: null,
    stop: async () => undefined,
  }),
  false,
);

registryContract(
  "the European Patent Office on a local stand-in",
  async () => {
    const held = records.filter((r) => !isDesign(r));
    const standIn = await startOpsStandIn(held);
    const registry = epoRegistry({ ...standIn, now: () => now, totalMs: 1500 });
    // the clock stands still here, so no allowance per minute is named
    standIn.throttling = "";
    return {
      registry,
      records: held,
      now,
      held: (r) => ({
        ...r,
        annuityDue: null,
        printedNumber: r.country === "US" ? r.number.slice(2).replace("/", "") : r.printedNumber,
      }),
      fail: (how) => {
        standIn.mood = how ?? "well";
      },
      stop: standIn.stop,
    };
  },
  true,
);

describe("the European Patent Office", () => {
  let standIn: OpsStandIn;
  let clock = now.getTime();
  const [first, second] = records.filter((r) => r.country === "EP");
  const registry = () => epoRegistry({ ...standIn, now: () => new Date(clock), totalMs: 1500 });
  const known = numberOf(first?.publicationNumber ?? "");
  beforeAll(async () => {
    standIn = await startOpsStandIn(records);
  });
  beforeEach(() => {
    standIn.mood = "well";
    standIn.asked.length = 0;
    standIn.throttling = "idle (inpadoc=green:600, retrieval=green:600)";
    clock = now.getTime();
  });
  afterAll(() => standIn.stop());

  test("signs in once, again after the token's time, and again where the register ended it early", async () => {
    const it = registry();
    const signIns = () => standIn.asked.filter((path) => path === "/auth/accesstoken").length;
    await it.find(known);
    await it.find(numberOf(second?.publicationNumber ?? ""));
    expect(signIns()).toBe(1);
    clock += 1_200_000;
    await it.find(known);
    expect(signIns()).toBe(2);
    standIn.endTokens();
    expect(await it.find(known)).not.toBeNull();
    expect(signIns()).toBe(3);
  });

  test("is refused with a wrong secret", async () => {
    const it = epoRegistry({ ...standIn, secret: "other", now: () => now });
    await expect(it.find(known)).rejects.toMatchObject({ fault: "refused" });
  });

  test("keeps to the allowance that the register names, and goes on a minute later", async () => {
    const it = registry();
    standIn.throttling = "busy (inpadoc=green:600, retrieval=yellow:2)";
    await it.find(known);
    await it.find(known);
    standIn.asked.length = 0;
    await expect(it.find(known)).rejects.toMatchObject({ fault: "limited", retryAfterSeconds: 60 });
    expect(standIn.asked).toEqual([]);
    clock += 60_000;
    expect(await it.find(known)).not.toBeNull();
  });

  test("does not call where the light is black", async () => {
    const it = registry();
    standIn.throttling = "overloaded (retrieval=black:0)";
    await it.find(known);
    await expect(it.find(known)).rejects.toMatchObject({ fault: "limited" });
  });

  test("says the status is unknown where the legal events cannot be had, never that it is alive", async () => {
    standIn.mood = "legal-down";
    const finding = await registry().find(known);
    expect(finding?.record).toMatchObject({ legalStatus: "unknown", legalStatusOn: null });
  });

  test("holds no Chinese designs and cannot tell a United States series number, and does not ask", async () => {
    const design = records.find(isDesign);
    for (const text of [design?.number ?? "", design?.publicationNumber ?? "", "13/033,085"])
      expect(await registry().find(numberOf(text))).toBeNull();
    expect(standIn.asked).toEqual([]);
  });

  test("a right that came back is not ended, and another country's events do not end it", () => {
    const legal = (...events: [code: string, office: string, day: string][]) => ({
      "ops:world-patent-data": {
        "ops:patent-family": {
          "ops:family-member": {
            "ops:legal": events.map(([code, office, day]) => ({
              "@code": code,
              "ops:L001EP": { $: office },
              "ops:L007EP": { $: day },
            })),
          },
        },
      },
    });
    expect(endedOn(legal(["CF01", "CN", "2024-03-01"]), "CN")).toBe("2024-03-01");
    expect(endedOn(legal(["RR01", "CN", "2025-01-02"], ["CF01", "CN", "2024-03-01"]), "CN")).toBeNull();
    expect(endedOn(legal(["PG25", "EP", "2024-03-01"], ["LAPS", "US", "2024-03-01"]), "EP")).toBeNull();
  });

  test("reads any JSON without falling over", () => {
    const keys = ["exchange-document", "bibliographic-data", "document-id", "$", "@kind", "parties", "applicant", "p"];
    const node = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom<unknown>(null, 7, "x", "20200101"),
        fc.array(tie("any"), { maxLength: 3 }),
        tie("object"),
      ),
      object: fc.dictionary(fc.constantFrom(...keys), tie("any"), { maxKeys: 4 }),
    })).any;
    fc.assert(
      fc.property(node, (answer) => {
        const wrapped = { "ops:world-patent-data": { "exchange-documents": answer } };
        const draft = { ...recordOf(documentsOf(wrapped), "EP9990001A1"), legalStatus: "unknown", legalStatusOn: null };
        patentRecordSchema.safeParse({ ...draft, annuityDue: null });
        endedOn(answer, "CN");
      }),
    );
  });
});

describe("the sample", () => {
  test("has 200 rights of four offices, live, pending and lapsed, no two with one title or number", () => {
    expect(records).toHaveLength(200);
    for (const of of [(r: PatentRecord) => r.number, (r: PatentRecord) => r.title.zh, (r: PatentRecord) => r.title.en])
      expect(new Set(records.map(of)).size).toBe(200);
    expect(new Set(records.map((r) => r.country))).toEqual(new Set(["CN", "US", "EP", "WO"]));
    expect(new Set(records.map((r) => r.legalStatus))).toEqual(new Set(["granted", "pending", "lapsed"]));
    for (const r of records.filter((one) => one.country === "CN")) expect(r.number).toMatch(/^CN\d{5}99\d{5}[\dX]$/);
  });
});

test("the office is asked where a key is configured, the sample otherwise", async () => {
  const number = numberOf(records[0]?.number ?? "");
  const sampled = await patentRegistryFrom({}, () => now).find(number);
  expect(sampled?.source.url).toBeNull();
  const away = patentRegistryFrom(
    { EPO_OPS_URL: "http://127.0.0.1:9", EPO_OPS_KEY: "k", EPO_OPS_SECRET: "s" },
    () => now,
  );
  await expect(away.find(number)).rejects.toMatchObject({ fault: "unavailable" });
});
