import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@peony/db";
import { listings, users } from "@peony/db/schema";
import { aListing, aMember, aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import { createDemandInput } from "@peony/domain/demands";
import { exchangeEnvelope } from "@peony/domain/exchange";
import type { PersonActor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { createDemand } from "@peony/features/demands";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Command, CommandFailed } from "../command.ts";
import { demandCommand } from "./demand.ts";
import { exchangeCommand } from "./exchange.ts";
import { listingCommand } from "./listing.ts";

let db: TestDb;
let folder: string;
beforeAll(async () => {
  db = await createTestDb();
  folder = mkdtempSync(join(tmpdir(), "exchange-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  return db.close();
});

const mailOf = async (p: PersonActor): Promise<string> =>
  (await db.admin.select({ email: users.email }).from(users).where(eq(users.id, p.userId)))[0]?.email ?? "";
const run = async (command: Command, positionals: string[], values: Record<string, string> = {}) => {
  const said: string[] = [];
  const env = { DATABASE_URL: db.url("operator") } as Parameters<Command["run"]>[0]["env"];
  const code = await command.run({ env, values, positionals, print: (line) => said.push(line) });
  return { code, said };
};

describe("peony exchange", () => {
  test("writes an envelope that the schema takes, and another organisation takes it over, once", async () => {
    const [giver, taker] = [await aMember(db, "university", ["manager"]), await aMember(db, "university", ["manager"])];
    for (const titleZh of ["滚道强化", "滚道测量", "滚道抛光"]) await aListing(db, giver.orgId ?? "", { titleZh });
    const file = join(folder, "catalogue.json");
    const out = await run(exchangeCommand, ["export", file], { as: await mailOf(giver) });
    expect(out.said).toEqual([`Wrote 3 items to ${file}.`]);
    expect(exchangeEnvelope.parse(JSON.parse(readFileSync(file, "utf8"))).items).toHaveLength(3);
    await expect(run(exchangeCommand, ["export", file], { as: await mailOf(giver) })).rejects.toThrow("there already");
    const as = await mailOf(taker);
    expect((await run(exchangeCommand, ["import", file], { as })).said).toEqual([
      "3 created, 0 updated, 0 unchanged, 0 refused.",
    ]);
    expect((await run(exchangeCommand, ["import", file], { as })).said).toEqual([
      "0 created, 0 updated, 3 unchanged, 0 refused.",
    ]);
  });

  test("names a wrong item and a file that is none, and prints the schema", async () => {
    const as = await mailOf(await aMember(db, "university", ["manager"]));
    const file = join(folder, "wrong.json");
    const head = { format: "peony-exchange", version: "1.0", source: "x", exportedAt: "2026-11-25T00:00:00Z" };
    const item = { type: "listing", id: "A", assetKind: "patent", field: "bearing", title: { zh: "甲" } };
    writeFileSync(file, JSON.stringify({ ...head, items: [{ ...item, number: "ZL201919900006.5" }, item] }));
    const { code, said } = await run(exchangeCommand, ["import", file], { as });
    expect([code, ...said]).toEqual([
      1,
      "item 0 (A): invalid number bad-patent-number",
      "1 created, 0 updated, 0 unchanged, 1 refused.",
    ]);
    writeFileSync(file, "title;number");
    await expect(run(exchangeCommand, ["import", file], { as })).rejects.toThrow(CommandFailed);
    expect(JSON.parse((await run(exchangeCommand, ["schema"])).said.join("\n"))).toMatchObject({ type: "object" });
  });
});

describe("peony listing", () => {
  test("takes each step in somebody's name, and the second person is another", async () => {
    const writer = await aMember(db, "university", ["manager"]);
    const checker = await aPerson(db, { id: writer.orgId ?? "", kind: "university" }, ["manager"]);
    const stranger = await aMember(db, "university", ["manager"]);
    const id: Id<"listing"> = await aListing(db, writer.orgId ?? "", {
      ...{ state: "compliance", assetKind: "know_how", noDataYet: true, trl: 3, rights: ["ordinary"] },
      ...{ secrecy: "not_secret", thirdParty: "none", stateAsset: "exempt", complianceBy: writer.userId },
      ...{ problem: { zh: "裂纹", en: "" }, solution: { zh: "滚压", en: "" } },
    });
    const as = { writer: await mailOf(writer), checker: await mailOf(checker), stranger: await mailOf(stranger) };
    const step = (name: string, who: keyof typeof as) => run(listingCommand, [name, id], { as: as[who], reason: "" });
    await expect(step("clear", "writer")).rejects.toMatchObject({ code: "listings/same-person" });
    await expect(step("clear", "stranger")).rejects.toMatchObject({ code: "not-found" });
    await step("clear", "checker");
    await step("publish", "writer");
    await step("pause", "writer");
    await step("resume", "writer");
    expect((await step("show", "writer")).said[0]).toMatch(new RegExp(`^${id} published `));
    await expect(step("explode", "writer")).rejects.toThrow("Name a step");
    expect((await db.admin.select().from(listings).where(eq(listings.id, id)))[0]?.clearedBy).toBe(checker.userId);
  });
});

describe("peony demand", () => {
  test("shows what is missing, and takes steps in somebody's name only", async () => {
    const firm = await aMember(db, "firm", ["manager"]);
    const input = createDemandInput.parse({ id: newId("demand"), field: "bearing", title: { zh: "主轴寿命" } });
    const { number } = await createDemand(db.ctx(firm), input);
    const [as, other] = [await mailOf(firm), await mailOf(await aMember(db, "firm", ["manager"]))];
    const { said } = await run(demandCommand, ["show", number], { as });
    expect(said[0]).toBe(`${number} draft version 1: 主轴寿命`);
    expect(said.join()).toContain("testMethod.zh required");
    await expect(run(demandCommand, ["show", number], { as: other })).rejects.toMatchObject({ code: "not-found" });
    await expect(run(demandCommand, ["publish", number], { as })).rejects.toMatchObject({ code: "demands/not-ready" });
    expect((await run(demandCommand, ["cancel", number], { as })).said).toEqual([`Done: cancel ${number}.`]);
  });
});
