import { newId } from "@peony/db";
import { demands, mails, matches, notifications } from "@peony/db/schema";
import { aListing, aMember, aPerson, codeOf, createTestDb, emitted, type TestDb } from "@peony/db/testing";
import { askQuestionInput, createDemandInput, inviteInput } from "@peony/domain/demands";
import { type FileStore, FileStoreError } from "@peony/domain/files";
import { type Actor, type PersonActor, visitor } from "@peony/domain/identity";
import { locales } from "@peony/domain/shared";
import * as demandFeatures from "@peony/features/demands";
import { readFile } from "@peony/features/files";
import { listMatchesForOrg, readPublicMatches } from "@peony/features/matching";
import { browseDemandsOf, readSitemapItems } from "@peony/features/search";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints } from "#features/api/all.ts";
import { cardOf } from "#features/cards/card-of.ts";
import type { Ctx } from "#server/ctx.ts";
import { demandJsonLd } from "./json-ld.ts";

/** What would tell whose demand it is. */
const firmSecrets = {
  nameZh: "洛阳隐名重工有限公司",
  nameEn: "Luoyang Veiled Heavy Industry",
  shortZh: "隐名重工",
  slug: "veiled-heavy",
  uscc: "91410300MA40VEILX3",
};
const secrets = [...Object.values(firmSecrets), "隐名重工", "Veiled", "涧西", "410305"];

let db: TestDb;
let firm: PersonActor;
/** Everybody who may read the demand and may not know whose it is. */
let readers: Record<string, Actor>;
let made: { id: ReturnType<typeof newId<"demand">>; number: string };
const stored = new Map<string, Uint8Array>();
const store: FileStore = {
  put: async (bytes) => {
    const name = Buffer.from(bytes).toString("hex").padEnd(64, "0").slice(-64);
    stored.set(name, bytes);
    return name;
  },
  get: async (name) => stored.get(name) ?? Promise.reject(new FileStoreError("missing", name)),
  has: async (name) => stored.has(name),
};
const textOf = (v: unknown): string =>
  v instanceof Uint8Array
    ? new TextDecoder("latin1").decode(v)
    : (JSON.stringify(v, (_k, x: unknown) => (typeof x === "bigint" ? `${x}` : x)) ?? "");

const publishHidden = async () => {
  const input = createDemandInput.parse({
    id: newId("demand"),
    field: "equipment",
    visibility: "hidden_name",
    title: { zh: "磨床热误差补偿", en: "Thermal error compensation" },
    background: { zh: "冷机起动后主轴与丝杠温升不同步，四小时内主轴端漂移约二十五微米，只能空转预热。" },
    targets: [{ name: { zh: "热漂移" }, current: "25", target: "8", direction: "at_most", unit: { zh: "μm" } }],
    testMethod: { zh: "五点位移传感器连续记录四小时" },
    testBasis: "undeveloped",
    trlWanted: 3,
    hazards: ["pressure", "toxic"],
    ipc: ["B23Q 15/18", "G05B 19/404", "C04B 35/00"],
    budgetMax: "120000000",
    deadline: "2099-12-31",
    rightsWanted: ["ordinary"],
    region: "410305",
    site: { zh: "洛阳市涧西区隐名重工磨削车间" },
  });
  const { number } = await demandFeatures.createDemand(db.ctx(firm), input);
  await demandFeatures.submitDemand(db.ctx(firm), { id: input.id, version: 1 });
  const chunk = (name: string, body: string) =>
    Buffer.concat([Buffer.from([0, 0, 0, Buffer.byteLength(body)]), Buffer.from(name + body), Buffer.alloc(4)]);
  const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const author = chunk("tEXt", `Author ${firmSecrets.nameEn}`);
  const bytes = new Uint8Array(Buffer.concat([head, chunk("IHDR", "0123456789012"), author, chunk("IEND", "")]));
  const uploads = [{ name: `${firmSecrets.nameZh}.png`, bytes }];
  await demandFeatures.attachDemandFiles(db.ctx(firm), store, { id: input.id, uploads });
  return { id: input.id, number };
};

/** Expert asked, broker invited, then published, matched, and with a question from outside. */
const bringOut = async (expert: PersonActor, broker: string, university: PersonActor) => {
  const { id } = made;
  const park = await aMember(db, "park", ["owner"]);
  const reason = "请协助说清这项需求";
  await demandFeatures.assignReadback(db.ctx(park), { demandId: id, expert: expert.userId });
  await demandFeatures.inviteOrganisation(
    db.ctx(firm),
    inviteInput.parse({ demandId: id, organisation: broker, side: "broker", reason }),
  );
  const told = async () => {
    const worker = db.ctx({ kind: "system", name: "notices" }, db.worker);
    for (const e of await emitted(db))
      if (e.type === "demand.invited" || e.type === "demand.readback" || e.type === "demand.question")
        await demandFeatures.tellOfDemand(worker, e.payload);
  };
  await told();
  await db.admin.update(demands).set({ state: "published", publishedAt: new Date() }).where(eq(demands.id, id));
  const listingId = await aListing(db, university.orgId ?? "");
  const match = { demandId: id, listingId, score: 90, engine: "test", computedAt: new Date() };
  const reasonOfMatch = {
    engine: "test",
    terms: [],
    rest: 0,
    class: null,
    fits: [{ kind: "region", want: "410305", have: "410305" }],
    misses: [],
    unstated: [],
  };
  await db.admin.insert(matches).values({ ...match, reason: reasonOfMatch });
  const question = askQuestionInput.parse({ id: newId("demandQuestion"), demandId: id, text: "样件能否外送检测？" });
  await demandFeatures.askQuestion(db.ctx(university), question);
  await demandFeatures.answerQuestion(db.ctx(firm), { questionId: question.id, answer: "可以外送。" });
  await told();
};

beforeAll(async () => {
  db = await createTestDb();
  firm = await aMember(db, "firm", ["manager"], firmSecrets);
  const university = await aMember(db, "university", ["manager"]);
  const orgId = university.orgId ?? "";
  const expert = await aPerson(db, { id: orgId, kind: "university" }, ["expert"]);
  const broker = await aMember(db, "broker", ["owner"], { slug: "quiet-broker" });
  readers = {
    visitor,
    stranger: await aMember(db, "firm", ["owner"]),
    university,
    "expert before the statement": expert,
    "broker before the answer": broker,
    bank: await aMember(db, "bank", ["owner"]),
    "self-styled park": await aMember(db, "park", ["owner"], { verification: "submitted" }),
  };
  made = await publishHidden();
  await bringOut(expert, "quiet-broker", university);
}, 60_000);
afterAll(() => db.close());

const everything = { q: "", limit: 100 };
/** Every query about demands that the house has, as somebody outside may ask it. */
const queries: Record<string, (ctx: Ctx) => Promise<unknown>> = {
  readDemand: (ctx) => demandFeatures.readDemand(ctx, made.number),
  readDemands: (ctx) => demandFeatures.readDemands(ctx, [made.id]),
  readOwnDemand: (ctx) => demandFeatures.readOwnDemand(ctx, made.number),
  readClinic: (ctx) => demandFeatures.readClinic(ctx, made.number),
  readOwnInvitation: (ctx) => demandFeatures.readOwnInvitation(ctx, made.number),
  browseDemandsByOwner: async (ctx) => {
    const { rows } = await demandFeatures.browseDemandsByOwner(ctx, firm.orgId ?? "", { page: 1, size: 50 });
    return rows.map((d) => [d.number, d.owner]);
  },
  browseDemands: (ctx) => demandFeatures.browseDemands(ctx, everything),
  countDemandsByField: (ctx) => demandFeatures.countDemandsByField(ctx),
  listOwnDemands: (ctx) => demandFeatures.listOwnDemands(ctx),
  listClinicTasks: (ctx) => demandFeatures.listClinicTasks(ctx),
  listQuestions: (ctx) => demandFeatures.listQuestions(ctx, made.number),
  listDemandFiles: (ctx) => demandFeatures.listDemandFiles(ctx, made.number),
};
/** What other parts of the house make of a demand. */
const elsewhere: Record<string, (ctx: Ctx) => Promise<unknown>> = {
  "attachment, name and bytes": async (ctx) => {
    const [file] = await demandFeatures.listDemandFiles(ctx, made.number);
    const { bytes, ...head } = await readFile(ctx, store, file?.id ?? "");
    return [head, textOf(bytes)];
  },
  "matches of an organisation": (ctx) => listMatchesForOrg(ctx),
  "matches of the page": async (ctx) => readPublicMatches(ctx, await demandFeatures.readDemand(ctx, made.number)),
  sitemap: (ctx) => readSitemapItems(ctx, "demands", { limit: 100, offset: 0 }),
  "sitemap of organisations": (ctx) => readSitemapItems(ctx, "organisations", { limit: 100, offset: 0 }),
  "page of the owner": async (ctx) =>
    (await browseDemandsOf(ctx, firm.orgId ?? "", 1)).rows.map((d) => [d.number, d.owner]),
  "structured data": async (ctx) => {
    const demand = await demandFeatures.readDemand(ctx, made.number);
    return locales.map((locale) => demandJsonLd(demand, locale, "https://peony.example.org"));
  },
  "social card": async (ctx) => Promise.all(locales.map((locale) => cardOf(ctx, [locale, "demands", made.number]))),
  notices: (ctx) =>
    db.admin
      .select()
      .from(notifications)
      .where(eq(notifications.userId, ctx.actor.kind === "person" ? ctx.actor.userId : "")),
  mails: (ctx) =>
    db.admin
      .select()
      .from(mails)
      .where(eq(mails.recipient, ctx.actor.kind === "person" ? `${ctx.actor.userId}@test.peony.test` : "")),
};

const answerOf = async (ask: () => Promise<unknown>): Promise<string> => {
  try {
    return textOf(await ask());
  } catch (e) {
    return `refused: ${e instanceof Error ? e.message : String(e)}`;
  }
};
const leaks = (text: string): string[] => [...secrets, firm.orgId ?? "", firm.userId].filter((s) => text.includes(s));

test("no query of the house says whose a hidden demand is, to anybody who may not know", async () => {
  const found: string[] = [];
  const refused: string[] = [];
  let answered = 0;
  for (const [who, actor] of Object.entries(readers))
    for (const [what, ask] of Object.entries({ ...queries, ...elsewhere })) {
      const text = await answerOf(() => ask(db.ctx(actor)));
      if (who === "visitor" && text.startsWith("refused")) refused.push(what);
      if (text.includes(made.number) || text.includes("热误差")) answered += 1;
      found.push(...leaks(text).map((secret) => `${what} tells the ${who}: ${secret}`));
    }
  expect(found).toEqual([]);
  expect(answered).toBeGreaterThan(40);
  // what is for members only; everything else was really answered
  expect(refused).toEqual([
    "readOwnDemand",
    "readClinic",
    "listOwnDemands",
    "listClinicTasks",
    "matches of an organisation",
  ]);
});

test("the table above asks every query about demands that there is", () => {
  const names = Object.entries(demandFeatures).flatMap(([name, value]) =>
    typeof value === "function" && /^(read|list|browse|count|find)[A-Z]/.test(name) ? [name] : [],
  );
  expect(names.sort()).toEqual(Object.keys(queries).sort());
});

test("no operation of the API says it", async () => {
  const reading = endpoints.filter((e) => e.method === "get" && e.path.startsWith("/demands"));
  expect(reading.length).toBeGreaterThan(4);
  const found: string[] = [];
  for (const [who, actor] of Object.entries(readers))
    for (const e of reading) {
      const input = { params: { number: made.number }, query: everything, body: undefined } as never;
      const answer = await e.run(db.ctx(actor), input).then(
        (v) => textOf(e.answer.parse(JSON.parse(textOf(v)))),
        (error: Error) => `refused: ${error.message}`,
      );
      found.push(...leaks(answer).map((secret) => `${e.id} tells the ${who}: ${secret}`));
    }
  expect(found).toEqual([]);
});

test("its owner and the park know", async () => {
  const park = await aMember(db, "park", ["owner"]);
  for (const actor of [firm, park])
    expect((await demandFeatures.readDemand(db.ctx(actor), made.number)).owner?.slug).toBe(firmSecrets.slug);
});

test("an expert who takes the duty of confidence learns it before stating what ties them to it, and nobody else does", async () => {
  const expert = readers["expert before the statement"] as PersonActor;
  const { number, id } = await publishHidden();
  const park = await aMember(db, "park", ["owner"]);
  await demandFeatures.assignReadback(db.ctx(park), { demandId: id, expert: expert.userId });
  const clinic = async (who: Actor) =>
    (await demandFeatures.readClinic(db.ctx(who), number)).demand.owner?.slug ?? null;
  const readbackId = (await demandFeatures.readClinic(db.ctx(expert), number)).rounds[0]?.id ?? "";
  const state = (conflict: "none" | "declared") =>
    codeOf(demandFeatures.stateConflict(db.ctx(expert), { readbackId, conflict, note: "持有股份" }));
  expect([await clinic(expert), await state("none")]).toEqual([null, "demands/confidence"]);
  const confide = (who: Actor) => codeOf(demandFeatures.confideReadback(db.ctx(who), { readbackId, accepted: true }));
  expect(await confide(readers.university as Actor)).toBe("not-found");
  expect([await confide(expert), await confide(expert), await clinic(expert)]).toEqual([
    "done",
    "done",
    firmSecrets.slug,
  ]);
  const first = made;
  made = { id, number };
  const worker = db.ctx({ kind: "system", name: "notices" }, db.worker);
  await demandFeatures.tellOfDemand(worker, { readbackId });
  const found: string[] = [];
  for (const [who, actor] of Object.entries(readers))
    for (const [what, ask] of Object.entries({ ...queries, ...elsewhere })) {
      const knows = actor === expert && what === "readClinic";
      const text = await answerOf(() => ask(db.ctx(actor)));
      if (knows) expect(leaks(text)).not.toEqual([]);
      else found.push(...leaks(text).map((secret) => `${what} tells the ${who}: ${secret}`));
    }
  made = first;
  expect(found).toEqual([]);
  // whoever is tied to it reads no more
  expect([await state("declared"), await codeOf(clinic(expert))]).toEqual(["done", "not-found"]);
});
