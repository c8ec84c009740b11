import { auditEvents } from "@peony/db/schema";
import { aMember, aPerson, type TestDb } from "@peony/db/testing";
import type { Actor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { assignReadback, confideReadback, readClinic, stateConflict, submitDemand, writeReadback } from "../index.ts";
import { aDraft, orgOf } from "./demands.ts";

export const words = "主轴和丝杠不同时热起来，要边加工边补上差的那一截，四小时内不超过八微米。";
export const note = "查验营业执照与科技计划项目库";

/** A firm, a stranger, the park and two experts of one university, and what they do to a demand in the clinic. */
export const aClinic = async (db: TestDb) => {
  const firm = await aMember(db, "firm", ["manager"]);
  const stranger = await aMember(db, "firm", ["owner"]);
  const park = await aMember(db, "park", ["manager"]);
  const university = await aMember(db, "university", ["owner"]);
  const seat = { id: orgOf(university), kind: "university" } as const;
  const expert = await aPerson(db, seat, ["expert"]);
  const second = await aPerson(db, seat, ["expert"]);

  const inClinic = async (over: Record<string, unknown> = {}) => {
    const made = await aDraft(db, firm, over);
    await submitDemand(db.ctx(firm), { id: made.id, version: 1 });
    return made;
  };
  const lastRound = async (number: string, actor: Actor = firm) => {
    const round = (await readClinic(db.ctx(actor), number)).rounds.at(-1);
    if (!round) throw new Error("no round");
    return round;
  };
  const readBack = async (id: Id<"demand">, number: string) => {
    await assignReadback(db.ctx(park), { demandId: id, expert: expert.userId });
    const { id: readbackId } = await lastRound(number);
    if ((await readClinic(db.ctx(firm), number)).demand.visibility === "hidden_name")
      await confideReadback(db.ctx(expert), { readbackId, accepted: true });
    await stateConflict(db.ctx(expert), { readbackId, conflict: "none", note: "" });
    await writeReadback(db.ctx(expert), { readbackId, text: words });
    return readbackId;
  };
  const actionsOn = async (id: string) =>
    (await db.admin.select().from(auditEvents).where(eq(auditEvents.object, id)).orderBy(auditEvents.seq)).map(
      (a) => a.action,
    );
  return { firm, stranger, park, expert, second, inClinic, lastRound, readBack, actionsOn };
};
export type Clinic = Awaited<ReturnType<typeof aClinic>>;

export const confirm = (readbackId: Id<"readback">) => ({ readbackId, answer: "confirmed" as const, correction: "" });
export const check = (demandId: Id<"demand">, over: object = {}) => ({
  demandId,
  result: "passed" as const,
  note,
  deposit: "not_required" as const,
  depositBps: null,
  ...over,
});
export const statement = (demandId: Id<"demand">) => ({
  demandId,
  statement: "没有其他财政资金支持",
  noDuplicate: true,
});
