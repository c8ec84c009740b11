import { audit, type Ctx, inTransaction } from "@peony/db";
import { disclosures } from "@peony/db/schema";
import {
  type CreateDisclosureInput,
  disclosureGaps,
  isWritable,
  type MoveDisclosureInput,
  type SaveDisclosureInput,
} from "@peony/domain/disclosures";
import { requireMember } from "@peony/domain/identity";
import { shareSum } from "@peony/domain/listings";
import { DomainError, type ErrorData, type Id } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { changedColumns, fieldsOf, refuseStale } from "../shared/index.ts";
import {
  type DisclosureInventor,
  inventorsOf,
  lockDisclosure,
  rolesIn,
  stepDisclosure,
  writeInventors,
} from "./rows.ts";

/** Starts a disclosure of the own unit; a draft is its author's alone. A repeat with the same id is the same draft. */
export const createDisclosure = async (ctx: Ctx, input: CreateDisclosureInput): Promise<{ id: Id<"disclosure"> }> => {
  const member = requireMember(ctx.actor);
  return inTransaction(ctx, async (t) => {
    const { inventors, ...fields } = input;
    const made = await t.tx
      .insert(disclosures)
      .values({
        ...fields,
        orgId: member.orgId,
        createdBy: member.userId,
        stepAt: t.now,
        createdAt: t.now,
        updatedAt: t.now,
      })
      .onConflictDoNothing({ target: disclosures.id })
      .returning({ id: disclosures.id });
    if (made.length === 0) {
      const own = await t.tx
        .select({ id: disclosures.id })
        .from(disclosures)
        .where(and(eq(disclosures.id, input.id), eq(disclosures.createdBy, member.userId)));
      if (own.length === 0) throw new DomainError("conflict", "disclosure id is taken");
      return { id: input.id };
    }
    await writeInventors(t, { id: input.id, orgId: member.orgId }, inventors);
    await audit(t, { chain: member.orgId, action: "disclosure.created", object: input.id });
    return { id: input.id };
  });
};

const asTyped = (rows: readonly DisclosureInventor[]) =>
  rows.map(({ name, sharePct, email }) => ({ name, sharePct, email }));

/**
 * Saves what its author goes on writing; what was handed in stays as it was. Saving what is there already changes nothing.
 * @throws DomainError stale, disclosures/transition, forbidden to who is not its author
 */
export const saveDisclosure = async (ctx: Ctx, input: SaveDisclosureInput): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor);
  return inTransaction(ctx, async (t) => {
    const row = await lockDisclosure(t, input.id, member);
    if (!rolesIn(member, row).includes("author"))
      throw new DomainError("forbidden", `${member.userId} did not write it`);
    const { id, version, inventors, ...columns } = input;
    const before = { ...row, inventors: asTyped(await inventorsOf(t, id)) };
    const changed = changedColumns(before, { ...columns, inventors });
    if (changed.length === 0) return { version: row.version };
    await refuseStale(t, row, version);
    if (!isWritable(row.state)) throw new DomainError("disclosures/transition", `${id} is ${row.state}`);
    await t.tx
      .update(disclosures)
      .set({ ...columns, version: version + 1, updatedAt: t.now })
      .where(and(eq(disclosures.id, id), eq(disclosures.version, version)));
    if (changed.includes("inventors")) await writeInventors(t, row, inventors);
    await audit(t, {
      chain: row.orgId,
      action: "disclosure.saved",
      object: id,
      payload: { version: version + 1, changed: fieldsOf(changed) },
    });
    return { version: version + 1 };
  });
};

/**
 * Hands a disclosure in: the office has twenty working days to assess it.
 * @throws DomainError disclosures/not-ready with every gap at its field, stale, disclosures/transition
 */
export const submitDisclosure = async (ctx: Ctx, input: MoveDisclosureInput): Promise<void> => {
  const member = requireMember(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const row = await lockDisclosure(t, input.id, member);
    if (isWritable(row.state)) {
      await refuseStale(t, row, input.version);
      const inventors = await inventorsOf(t, row.id);
      const gaps = disclosureGaps({ ...row, inventors });
      const actual = shareSum(inventors) / 100;
      const fields: ErrorData["fields"] = Object.fromEntries(
        gaps.map(({ field, code }) => [
          field,
          code === "sum-wrong" ? { code, args: { expected: 100, actual } } : { code },
        ]),
      );
      if (gaps.length > 0) throw new DomainError("disclosures/not-ready", `${row.id} lacks parts`, { fields });
    }
    await stepDisclosure(t, member, row, "submit", { route: null, officerId: null });
  });
};
