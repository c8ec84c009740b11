import { newId } from "@peony/db";
import { clockOffset, demands } from "@peony/db/schema";
import type { TestDb } from "@peony/db/testing";
import { type CreateDemandInput, createDemandInput } from "@peony/domain/demands";
import type { Actor, PersonActor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { createDemand } from "../save-demand.ts";

/** A demand that lacks nothing and is easy: published in one step. */
export const someDemand = (over: Record<string, unknown> = {}): CreateDemandInput =>
  createDemandInput.parse({
    id: newId("demand"),
    field: "equipment",
    title: { zh: "磨床热误差补偿", en: "Thermal error compensation" },
    background: { zh: "冷机起动后主轴与丝杠温升不同步，四小时内主轴端漂移约二十五微米，只能空转预热。" },
    targets: [{ name: { zh: "热漂移" }, current: "25", target: "8", direction: "at_most", unit: { zh: "μm" } }],
    testMethod: { zh: "五点位移传感器连续记录四小时" },
    budgetMin: "60000000",
    budgetMax: "120000000",
    deadline: "2099-12-31",
    rightsWanted: ["ordinary"],
    region: "410305",
    site: { zh: "洛阳市涧西区隐名重工磨削车间" },
    ...over,
  });

/** What makes a demand hard enough for an expert and a broker. */
export const hard = {
  testBasis: "undeveloped",
  trlWanted: 3,
  hazards: ["pressure", "toxic"],
  ipc: ["B23Q 15/18", "G05B 19/404", "C04B 35/00"],
};

export const aDraft = async (db: TestDb, actor: Actor, over: Record<string, unknown> = {}) => {
  const input = someDemand(over);
  return { input, ...(await createDemand(db.ctx(actor), input)) };
};

/** The stored row, whoever may read it. */
export const demandRow = async (db: TestDb, id: Id<"demand">) => {
  const [row] = await db.admin.select().from(demands).where(eq(demands.id, id));
  if (!row) throw new Error(`no demand ${id}`);
  return row;
};

export const versionOf = async (db: TestDb, id: Id<"demand">) => ({ id, version: (await demandRow(db, id)).version });

/** Sets the clock every decision uses to an instant. */
export const setClock = async (db: TestDb, at: string): Promise<void> => {
  await db.admin.update(clockOffset).set({ offsetMs: Date.parse(at) - Date.now() });
};

/** Text of any answer, for looking for what must not be in it. */
export const textOf = (v: unknown): string =>
  JSON.stringify(v, (_k, x: unknown) => (typeof x === "bigint" ? `${x}` : x));

export const orgOf = (actor: PersonActor): Id<"organisation"> => {
  if (!actor.orgId) throw new Error("no organisation");
  return actor.orgId;
};
