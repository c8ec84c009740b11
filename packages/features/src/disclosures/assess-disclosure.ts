import { audit, type Ctx, emit, inTransaction } from "@peony/db";
import { disclosures, stepDelays } from "@peony/db/schema";
import {
  type AssessDisclosureInput,
  type ExplainDelayInput,
  type ListDisclosureInput,
  listingDraftOf,
  type ProtectDisclosureInput,
} from "@peony/domain/disclosures";
import { officerRoles, requireMember } from "@peony/domain/identity";
import { chineseDay, DomainError, type Id } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { writeDraft } from "../listings/index.ts";
import { refuseStale } from "../shared/index.ts";
import { type DisclosureRow, inventorsOf, lockDisclosure, stepDisclosure } from "./rows.ts";

/** @throws DomainError disclosures/listed once a listing was made of it: then the listing is withdrawn, not the disclosure returned */
const requireUnlisted = (row: DisclosureRow): void => {
  if (row.listingId) throw new DomainError("disclosures/listed", `${row.id} is listed as ${row.listingId}`);
};

/**
 * The office decides: protect it, keep it as know-how, or give it back to its inventors with a reason. Whoever decides owns the step
 * that follows.
 * @throws DomainError stale, disclosures/transition, disclosures/listed
 */
export const assessDisclosure = async (ctx: Ctx, input: AssessDisclosureInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const row = await lockDisclosure(t, input.id, member);
    const event = input.decision === "return" ? "return" : "assess";
    await refuseStale(t, row, input.version);
    if (event === "return") requireUnlisted(row);
    await stepDisclosure(t, member, row, event, {
      route: input.decision === "return" ? null : input.decision,
      note: input.note,
      officerId: member.userId,
    });
  });
};

/** Says that the application is filed, or the know-how put under secrecy. @throws DomainError stale, disclosures/transition */
export const protectDisclosure = async (ctx: Ctx, input: ProtectDisclosureInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const row = await lockDisclosure(t, input.id, member);
    await refuseStale(t, row, input.version);
    await stepDisclosure(t, member, row, "protect", { note: input.note, officerId: member.userId });
  });
};

/**
 * Makes a listing draft of a result in one step: everything the disclosure says is in it, and the two stay linked. One listing only; a
 * repeat answers with the one there is.
 * @throws DomainError stale, disclosures/transition before it was assessed or after it was given back
 */
export const listDisclosure = async (ctx: Ctx, input: ListDisclosureInput): Promise<{ listingId: Id<"listing"> }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    const row = await lockDisclosure(t, input.id, member);
    if (row.listingId) return { listingId: row.listingId };
    if (row.state !== "assessed" && row.state !== "protected")
      throw new DomainError("disclosures/transition", `${row.id} is ${row.state}`);
    await refuseStale(t, row, input.version);
    const told = { ...row, inventors: await inventorsOf(t, row.id) };
    const { id: listingId } = await writeDraft(t, member, listingDraftOf(told, input.listingId, input.assetKind));
    await t.tx
      .update(disclosures)
      .set({ listingId, officerId: member.userId, version: row.version + 1, updatedAt: t.now })
      .where(and(eq(disclosures.id, row.id), eq(disclosures.version, row.version)));
    await audit(t, {
      chain: row.orgId,
      action: "disclosure.listed",
      object: row.id,
      payload: { version: row.version + 1, changed: ["listingId"], listing: listingId },
    });
    return { listingId };
  });
};

/**
 * A step past its date: its owner says why, and until when it will be done. The clock then runs to the new date.
 * @throws DomainError disclosures/not-overdue, invalid at `dueOn` where the new date is not ahead, stale
 */
export const explainDelay = async (ctx: Ctx, input: ExplainDelayInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const row = await lockDisclosure(t, input.id, member);
    await refuseStale(t, row, input.version);
    if (!row.dueAt || row.dueAt > t.now) throw new DomainError("disclosures/not-overdue", `${row.id} is in time`);
    if (input.dueOn <= chineseDay(t.now))
      throw new DomainError("invalid", "a day ahead", { fields: { dueOn: { code: "date-in-past" } } });
    // the end of that day in China
    const newDueAt = new Date(`${input.dueOn}T23:59:59+08:00`);
    await t.tx.insert(stepDelays).values({
      id: t.newId("delay"),
      disclosureId: row.id,
      step: row.state,
      dueAt: row.dueAt,
      newDueAt,
      reason: input.reason,
      explainedBy: member.userId,
      at: t.now,
    });
    await t.tx
      .update(disclosures)
      .set({ dueAt: newDueAt, version: row.version + 1, updatedAt: t.now })
      .where(and(eq(disclosures.id, row.id), eq(disclosures.version, row.version)));
    await audit(t, {
      chain: row.orgId,
      action: "disclosure.delayed",
      object: row.id,
      payload: { version: row.version + 1, changed: ["dueAt"], until: input.dueOn },
    });
    await emit(t.tx, "disclosure.stepped", { disclosureId: row.id, version: row.version + 1 });
  });
};
