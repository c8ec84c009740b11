import { audit, type Ctx, emit, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { demandChecks, demands } from "@peony/db/schema";
import {
  type CheckDemandInput,
  depositOf,
  noDeposit,
  type ReturnDemandInput,
  type StateFundingInput,
} from "@peony/domain/demands";
import { officerRoles, requireMember } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import { changedColumns, refuseStale } from "../shared/index.ts";
import { checkerRole, requireChecker } from "./rights.ts";
import { type DemandRow, lockDemand } from "./rows.ts";
import { lockDemandRow, stepDemand } from "./step-demand.ts";

const checkOf = async (t: TxCtx, demandId: Id<"demand">) => {
  const [row] = await t.tx.select().from(demandChecks).where(eq(demandChecks.demandId, demandId));
  return row;
};

const requireClinic = (demand: DemandRow): void => {
  if (demand.state !== "clinic") throw new DomainError("demands/transition", `${demand.id} is ${demand.state}`);
};

/**
 * The firm says what other public money pays for the same work, and that none pays twice. Saying something else asks for a new check.
 * @throws DomainError not-found, demands/transition once it is published
 */
export const stateFunding = async (ctx: Ctx, input: StateFundingInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const demand = await lockDemand(t, input.demandId, member);
    if (demand.state !== "draft") requireClinic(demand);
    const before = await checkOf(t, demand.id);
    if (before?.statement === input.statement) return;
    const said = {
      statement: input.statement,
      noDuplicate: input.noDuplicate,
      statedBy: member.userId,
      statedAt: t.now,
      ...{ result: null, note: "", checkedBy: null, checkedOrgId: null, checkedAt: null },
    };
    await t.tx
      .insert(demandChecks)
      .values({ demandId: demand.id, ...said })
      .onConflictDoUpdate({ target: demandChecks.demandId, set: said });
    await t.tx.update(demands).set(noDeposit).where(eq(demands.id, demand.id));
    await audit(t, { chain: demand.orgId, action: "demand.funding-stated", object: demand.id });
    // a check that was taken back is made again: its firm and the park hear of it
    if (before?.result) await emit(t.tx, "demand.checked", { demandId: demand.id });
  });
};

/** A demand before a checker: what is still a draft is not there. */
const lockForChecker = async (t: TxCtx, id: Id<"demand">): Promise<DemandRow> => {
  const demand = await lockDemandRow(t, id);
  if (demand.state === "draft" || demand.state === "cancelled") throw new DomainError("not-found", id);
  return demand;
};

/**
 * An officer of the park or the operator ticks that the firm is real and that nobody pays for the same work already, with a note, and
 * writes down the deposit that was agreed, if any. Nobody checks a demand of the own organisation.
 * @throws DomainError not-found, demands/transition, demands/clinic where the firm's statement is missing
 */
export const checkDemand = async (ctx: Ctx, input: CheckDemandInput): Promise<void> => {
  const member = requireChecker(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const demand = await lockForChecker(t, input.demandId);
    requireClinic(demand);
    if (demand.orgId === member.orgId) throw new DomainError("forbidden", "own demand");
    const before = await checkOf(t, demand.id);
    if (!before?.noDuplicate && input.result === "passed")
      throw new DomainError("demands/clinic", "no statement", { fields: { result: { code: "statement-open" } } });
    const seen = {
      result: input.result,
      note: input.note,
      checkedBy: member.userId,
      checkedOrgId: member.orgId,
      checkedAt: t.now,
    };
    await t.tx
      .insert(demandChecks)
      .values({ demandId: demand.id, ...seen })
      .onConflictDoUpdate({ target: demandChecks.demandId, set: seen });
    const agreed = input.deposit === "agreed" ? input.depositBps : null;
    const version = await setDeposit(t, demand, input.deposit, agreed);
    const payload = { result: input.result, deposit: input.deposit, version };
    await audit(t, { chain: demand.orgId, action: "demand.checked", object: demand.id, payload });
    await emit(t.tx, "demand.checked", { demandId: demand.id });
  });
};

/** Writes a deposit down as an edit like any other: whoever has the demand open is told. Returns the version since. */
const setDeposit = async (
  t: TxCtx,
  demand: DemandRow,
  depositState: DemandRow["depositState"],
  depositBps: number | null,
): Promise<number> => {
  const depositAmount = depositOf(demand.budgetMax, depositBps);
  const columns = { depositState, depositBps, depositAmount };
  if (changedColumns(demand, columns).length === 0) return demand.version;
  const moved = await t.tx
    .update(demands)
    .set({ ...columns, version: demand.version + 1, changeSeq: sql`nextval('change_seq')`, updatedAt: t.now })
    .where(and(eq(demands.id, demand.id), eq(demands.version, demand.version)))
    .returning({ version: demands.version });
  return oneOr404(moved, demand.id).version;
};

/** The park or the operator sends a demand back to its firm, and says why. @throws DomainError not-found, stale, demands/transition */
export const returnDemand = async (ctx: Ctx, input: ReturnDemandInput): Promise<void> => {
  const member = requireChecker(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const demand = await lockForChecker(t, input.id);
    if (demand.state === "clinic") await refuseStale(t, demand, input.version);
    await stepDemand(t, demand, "return", checkerRole(member), { set: { returnReason: input.reason } });
    await emit(t.tx, "demand.checked", { demandId: demand.id });
  });
};
