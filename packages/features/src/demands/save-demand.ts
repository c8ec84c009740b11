import { audit, type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { demands } from "@peony/db/schema";
import type { CreateDemandInput, SaveDemandInput } from "@peony/domain/demands";
import { type MemberActor, officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import { changedColumns, fieldsOf, nextNumber, refuseStale } from "../shared/index.ts";
import { publishRow } from "./publish-demand.ts";
import { columnsOf, type DemandRow, lockDemand, requireReady, searchTextOf } from "./rows.ts";

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

/** Writes what was changed; what is before everybody stays complete. Saving what is there already changes nothing. */
const saveRow = async (t: TxCtx, member: MemberActor, input: SaveDemandInput): Promise<DemandRow> => {
  const before = await lockDemand(t, input.id, member);
  const { id, version, ...fields } = input;
  const columns = columnsOf(fields);
  const changed = changedColumns(before, columns);
  if (changed.length === 0) return before;
  await refuseStale(t, before, version);
  if (before.state !== "draft" && before.state !== "published")
    throw new DomainError("demands/transition", `${id} is ${before.state}`);
  if (before.state === "published") requireReady({ ...before, ...columns }, t.now);
  const after = {
    ...columns,
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
  if (before.state === "published") await emit(t.tx, "demand.changed", { demandId: id });
  return { ...before, ...after };
};

/**
 * Saves a draft or a published demand. A double submit is answered like the first.
 * @throws DomainError stale, naming what others changed; demands/not-ready where a published one would lose what it needs
 */
export const saveDemand = async (ctx: Ctx, input: SaveDemandInput): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => ({ version: (await saveRow(t, member, input)).version }));
};

/** Saves and publishes what the form holds, both or neither. @throws DomainError stale; demands/not-ready with every gap at its field */
export const saveAndPublishDemand = async (ctx: Ctx, input: SaveDemandInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    await publishRow(t, await saveRow(t, member, input));
  });
};
