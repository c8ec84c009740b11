import { newId } from "@peony/db";
import { demands } from "@peony/db/schema";
import { aMember, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import {
  type CreateDemandInput,
  type DemandVisibility,
  demandFields,
  demandKinds,
  demandVisibilities,
} from "@peony/domain/demands";
import { type PersonActor, visitor } from "@peony/domain/identity";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adjustDemand, askQuestion, publishDemand, readDemand, recallDemand, saveDemand } from "./index.ts";
import { aDraft, demandRow, setClock, versionOf } from "./testing/demands.ts";

let db: TestDb;
let firm: PersonActor;
let university: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  await setClock(db, new Date().toISOString());
  firm = await aMember(db, "firm", ["manager"]);
  university = await aMember(db, "university", ["manager"]);
});
afterAll(() => db.close());

const day = { deadline: "2031-05-20", feedbackDue: "2031-07-19" };
/** Out since today, past the clinic; a challenge too. */
const published = async (over: Record<string, unknown> = {}) => {
  const made = await aDraft(db, firm, { ...day, ...over });
  await db.admin
    .update(demands)
    .set({ state: "published", publishedAt: new Date(), closesOn: day.deadline })
    .where(eq(demands.id, made.id));
  return made;
};

/** Another value for each field of the form; the compiler asks for one when a field is added. */
const others: Omit<{ [F in keyof CreateDemandInput]: unknown }, "id" | "deadline" | "feedbackDue" | "visibility"> = {
  kind: null,
  field: "bio",
  title: { zh: "另一个题目", en: "Thermal error compensation" },
  background: { zh: "另一段背景，写得足够长，用来替换已经发布并被复述、核查过的那一段文字。", en: "" },
  targets: [],
  testMethod: { zh: "另一种方法", en: "" },
  testBasis: "undeveloped",
  constraints: { zh: "另一个限制", en: "" },
  hazards: ["toxic"],
  samplesAvailable: true,
  budgetMin: null,
  budgetMax: 1n,
  paymentMode: "once",
  ipWish: "open",
  partnerKinds: ["firm"],
  site: { zh: "另一个地点", en: "" },
  region: null,
  trlWanted: 9,
  rightsWanted: ["assignment"],
  keywordsZh: ["另一个词"],
  keywordsEn: ["another"],
  ipc: ["A61K 31/00"],
};

describe("a published demand", () => {
  test("keeps every field of the form but its last day, its day of feedback and who reads it", async () => {
    expect([...Object.keys(others), "deadline", "feedbackDue", "visibility"].sort()).toEqual(
      Object.keys(demandFields).sort(),
    );
    for (const kind of demandKinds) {
      const { id, input } = await published({ kind });
      const before = await demandRow(db, id);
      for (const [field, value] of Object.entries(others)) {
        const other = field === "kind" ? demandKinds.find((k) => k !== kind) : value;
        const refusal = saveDemand(db.ctx(firm), { ...input, version: 1, [field]: other });
        await expect(refusal, field).rejects.toMatchObject({ code: "demands/published" });
        const fields = await refusal.catch((e) => Object.entries(e.data.fields));
        expect(fields, field).toEqual([[expect.stringMatching(new RegExp(`^${field}`)), { code: "was-promised" }]]);
      }
      expect(await demandRow(db, id)).toEqual(before);
    }
  });
  test("takes a later day, and is opened but never closed to its readers again", async () => {
    const after: Record<DemandVisibility, DemandVisibility[]> = {
      open: ["open"],
      named: ["named", "open"],
      hidden_name: ["hidden_name", "open"],
    };
    for (const from of demandVisibilities)
      for (const to of demandVisibilities) {
        const { id } = await published({ visibility: from });
        const asked = adjustDemand(db.ctx(firm), { id, version: 1, ...day, visibility: to });
        expect([from, to, await codeOf(asked)]).toEqual([
          from,
          to,
          after[from].includes(to) ? "done" : "demands/published",
        ]);
      }
    const { id } = await published();
    const later = { id, version: 1, deadline: "2031-06-20", feedbackDue: null, visibility: "open" as const };
    expect(await adjustDemand(db.ctx(firm), later)).toEqual({ version: 2 });
    expect(await adjustDemand(db.ctx(firm), later)).toEqual({ version: 2 });
    expect(await demandRow(db, id)).toMatchObject({ deadline: "2031-06-20", closesOn: "2031-06-20", version: 2 });
    const nearer = { ...later, version: 2, deadline: "2031-06-19" };
    await expect(adjustDemand(db.ctx(firm), nearer)).rejects.toMatchObject({
      data: { fields: { deadline: { code: "promised-until" } } },
    });
    expect(await codeOf(adjustDemand(db.ctx(university), nearer))).toBe("not-found");
    expect(await codeOf(adjustDemand(db.ctx(firm), { ...later, version: 1, deadline: "2031-07-01" }))).toBe("stale");
  });
});

describe("recallDemand of a published demand", () => {
  test("takes an ordinary one back to its draft while nobody has answered, and publishes it as a new one", async () => {
    const { id, number } = await published();
    await recallDemand(db.ctx(firm), await versionOf(db, id));
    expect(await demandRow(db, id)).toMatchObject({ state: "draft", publishedAt: null, closesOn: null });
    expect(await codeOf(readDemand(db.ctx(visitor), number))).toBe("not-found");
    await publishDemand(db.ctx(firm), await versionOf(db, id));
    expect(await demandRow(db, id)).toMatchObject({ state: "published", closesOn: day.deadline });
  });
  test("refuses it once somebody asked, and of a challenge always", async () => {
    const { id } = await published();
    const question = { id: newId("demandQuestion"), demandId: id, text: "样件能否外送检测？", named: false };
    await askQuestion(db.ctx(university), question);
    expect(await codeOf(recallDemand(db.ctx(firm), await versionOf(db, id)))).toBe("demands/answered");
    const challenge = await published({ kind: "challenge" });
    expect(await codeOf(recallDemand(db.ctx(firm), await versionOf(db, challenge.id)))).toBe("demands/transition");
  });
});
