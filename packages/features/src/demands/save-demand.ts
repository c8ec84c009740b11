import { audit, type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { demandChecks, demandReadbacks, demands } from "@peony/db/schema";
import {
  type CreateDemandInput,
  type DemandState,
  editableDemandStates,
  noDeposit,
  type SaveDemandInput,
} from "@peony/domain/demands";
import { type MemberActor, officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, isNull, sql } from "drizzle-orm";
import { changedColumns, fieldsOf, nextNumber, refuseStale } from "../shared/index.ts";
import { adjustRow } from "./adjust-demand.ts";
import { publishRow, submitRow } from "./publish-demand.ts";
import { reopenReadback } from "./readback-rows.ts";
import { columnsOf, type DemandRow, lockDemand, searchTextOf } from "./rows.ts";

/** @throws DomainError conflict where the id is another organisation's */
const ownNumber = async (t: TxCtx, id: Id<"demand">, orgId: Id<"organisation">): Promise<string> => {
  const [own] = await t.tx
    .select({ number: demands.number })
    .from(demands)
    .where(and(eq(demands.id, id), eq(demands.orgId, orgId)));
  if (!own) throw new DomainError("conflict", "demand id is taken");
  return own.number;
};

/** Starts a draft; a repeat with the same id is the same draft. Unverified organisations may draft. */
export const createDemand = async (
  ctx: Ctx,
  input: CreateDemandInput,
): Promise<{ id: Id<"demand">; number: string }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    if (await t.tx.$count(demands, eq(demands.id, input.id)))
      return { id: input.id, number: await ownNumber(t, input.id, member.orgId) };
    const { id, ...fields } = input;
    const number = await nextNumber(t, "DN");
    const columns = columnsOf(fields);
    const made = await t.tx
      .insert(demands)
      .values({
        id,
        number,
        orgId: member.orgId,
        ...columns,
        searchText: searchTextOf({ number, ...columns }),
        createdBy: member.userId,
        createdAt: t.now,
        updatedAt: t.now,
      })
      .onConflictDoNothing({ target: demands.id })
      .returning({ number: demands.number });
    // Sent twice at once: the other submit made it, and its number is the answer.
    if (made.length === 0) return { id, number: await ownNumber(t, id, member.orgId) };
    await audit(t, { chain: member.orgId, action: "demand.created", object: id });
    return { id, number };
  });
};

/** What an expert read back; a change of it asks for another reading. */
const problemColumns: ReadonlySet<string> = new Set([
  ...["titleZh", "titleEn", "background", "targets", "testMethod", "testBasis", "constraints", "hazards"],
]);

/** Where the form shows a column. */
const placeOf = (column: string): string =>
  ({
    ...{ titleZh: "title.zh", titleEn: "title.en", targets: "targets.0.target" },
    ...{ background: "background.zh", testMethod: "testMethod.zh", constraints: "constraints.zh", site: "site.zh" },
  })[column] ?? column;

/** A whole form of what is published already: it may hold another day or a wider circle of readers, and nothing else that is new. */
const savePublished = async (
  t: TxCtx,
  before: DemandRow,
  version: number,
  columns: ReturnType<typeof columnsOf>,
): Promise<DemandRow> => {
  const { deadline, feedbackDue, visibility, ...text } = columns;
  const rewritten = changedColumns(before, text);
  if (rewritten.length === 0) return adjustRow(t, before, version, { deadline, feedbackDue, visibility });
  await refuseStale(t, before, version);
  throw new DomainError("demands/published", `${before.id} stands as it was published`, {
    fields: Object.fromEntries(rewritten.map((column) => [placeOf(column), { code: "was-promised" }])),
  });
};

/** What others said of another text does not stand for this one: the expert reads again, and the check is taken back. */
const forgetClinic = async (t: TxCtx, before: DemandRow): Promise<void> => {
  if (before.state === "clinic") await reopenReadback(t, before.id);
  else
    await t.tx
      .update(demandReadbacks)
      .set({ replacedAt: t.now })
      .where(and(eq(demandReadbacks.demandId, before.id), isNull(demandReadbacks.replacedAt)));
  await t.tx
    .update(demandChecks)
    .set({ result: null, checkedBy: null, checkedAt: null })
    .where(eq(demandChecks.demandId, before.id));
};

/** Writes what was changed; what is before everybody stands. Saving what is there already changes nothing. */
const saveRow = async (t: TxCtx, member: MemberActor, input: SaveDemandInput): Promise<DemandRow> => {
  const before = await lockDemand(t, input.id, member);
  const { id, version, ...fields } = input;
  const columns = columnsOf(fields);
  if (before.state === "published") return savePublished(t, before, version, columns);
  const changed = changedColumns(before, columns);
  if (changed.length === 0) return before;
  await refuseStale(t, before, version);
  if (!editableDemandStates.some((s) => s === before.state))
    throw new DomainError("demands/transition", `${id} is ${before.state}`);
  const otherProblem = changed.some((c) => problemColumns.has(c));
  const after = {
    ...columns,
    ...(otherProblem ? noDeposit : {}),
    searchText: searchTextOf({ number: before.number, ...columns }),
    version: version + 1,
    updatedAt: t.now,
  };
  await t.tx
    .update(demands)
    .set({ ...after, changeSeq: sql`nextval('change_seq')` })
    .where(and(eq(demands.id, id), eq(demands.version, version)));
  await audit(t, {
    chain: member.orgId,
    action: "demand.saved",
    object: id,
    payload: { version: version + 1, changed: fieldsOf(changed) },
  });
  if (otherProblem) await forgetClinic(t, before);
  return { ...before, ...after };
};

/**
 * Saves a draft. Of a published demand it takes a later day and a wider circle of readers. A double submit is answered like the first.
 * @throws DomainError stale, naming what others changed; demands/published at every field of a published one that may not change
 */
export const saveDemand = async (ctx: Ctx, input: SaveDemandInput): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => ({ version: (await saveRow(t, member, input)).version }));
};

/**
 * Saves and publishes what the form holds, both or neither; what an expert or the park must look at first goes to the clinic.
 * @throws DomainError stale; demands/not-ready with every gap at its field; demands/clinic
 */
export const saveAndPublishDemand = async (ctx: Ctx, input: SaveDemandInput): Promise<{ state: DemandState }> => {
  const member = requireVerified(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => ({ state: (await publishRow(t, await saveRow(t, member, input))).state }));
};

/** Saves what the form holds and sends the draft to the clinic, complete or not. @throws DomainError stale, demands/transition */
export const saveAndSubmitDemand = async (ctx: Ctx, input: SaveDemandInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    await submitRow(t, await saveRow(t, member, input));
  });
};
