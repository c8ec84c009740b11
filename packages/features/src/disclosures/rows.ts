import { audit, emit, oneOr404, type TxCtx } from "@peony/db";
import { disclosureInventors, disclosures } from "@peony/db/schema";
import {
  type DisclosureEvent,
  type DisclosureFields,
  type DisclosureRole,
  disclosureMachine,
  stepDue,
} from "@peony/domain/disclosures";
import { isOfficer, type MemberActor } from "@peony/domain/identity";
import { DomainError, type Id, nextState } from "@peony/domain/shared";
import { and, asc, eq } from "drizzle-orm";
import { accountOf } from "../listings/index.ts";
import { stepDaysOf } from "./step-days.ts";

export type DisclosureRow = typeof disclosures.$inferSelect;
export type DisclosureInventor = typeof disclosureInventors.$inferSelect;

/** The disclosure, locked. Which ones are there for this reader the database decides by its policies; others are not there. */
export const lockDisclosure = async (t: TxCtx, id: Id<"disclosure">, member: MemberActor): Promise<DisclosureRow> =>
  oneOr404(
    await t.tx
      .select()
      .from(disclosures)
      .where(and(eq(disclosures.id, id), eq(disclosures.orgId, member.orgId)))
      .for("update"),
    id,
  );

export const inventorsOf = (t: TxCtx, id: Id<"disclosure">): Promise<DisclosureInventor[]> =>
  t.tx
    .select()
    .from(disclosureInventors)
    .where(eq(disclosureInventors.disclosureId, id))
    .orderBy(asc(disclosureInventors.position));

/** Every role this reader has in a disclosure; who wrote it may be an officer too. */
export const rolesIn = (member: MemberActor, row: DisclosureRow): readonly DisclosureRole[] => [
  ...(row.createdBy === member.userId ? (["author"] as const) : []),
  ...(isOfficer(member) ? (["officer"] as const) : []),
];

/** The role under which an event is asked for: one that may, where the reader has such a one. */
const roleFor = (member: MemberActor, row: DisclosureRow, event: DisclosureEvent): DisclosureRole => {
  const roles = rolesIn(member, row);
  const rows: Partial<Record<DisclosureEvent, { readonly by: readonly DisclosureRole[] }>> =
    disclosureMachine[row.state];
  return roles.find((r) => rows[event]?.by.includes(r)) ?? roles[0] ?? "inventor";
};

type Extra = Partial<Pick<DisclosureRow, "route" | "note" | "officerId">>;

/**
 * Moves a disclosure that the transaction holds and begins the clock of its next step.
 * @throws DomainError disclosures/transition, forbidden, conflict
 */
export const stepDisclosure = async (
  t: TxCtx,
  member: MemberActor,
  row: DisclosureRow,
  event: DisclosureEvent,
  extra: Extra = {},
): Promise<DisclosureRow> => {
  const role = roleFor(member, row, event);
  const to = nextState(disclosureMachine, "disclosures/transition", row.state, event, role);
  const dueAt = stepDue(to, t.now, await stepDaysOf(t, row.orgId));
  const [moved] = await t.tx
    .update(disclosures)
    .set({ ...extra, state: to, stepAt: t.now, dueAt, version: row.version + 1, updatedAt: t.now })
    .where(and(eq(disclosures.id, row.id), eq(disclosures.state, row.state), eq(disclosures.version, row.version)))
    .returning();
  if (!moved) throw new DomainError("conflict", `${row.id} left ${row.state}`);
  await audit(t, {
    chain: row.orgId,
    action: `disclosure.${event}`,
    object: row.id,
    payload: { version: moved.version, changed: ["state"], from: row.state, to },
  });
  await emit(t.tx, "disclosure.stepped", { disclosureId: row.id, version: moved.version });
  return moved;
};

/** Writes who made it, each with the account that the unit's member with this proved address has. */
export const writeInventors = async (
  t: TxCtx,
  row: Pick<DisclosureRow, "id" | "orgId">,
  inventors: DisclosureFields["inventors"],
): Promise<void> => {
  await t.tx.delete(disclosureInventors).where(eq(disclosureInventors.disclosureId, row.id));
  for (const [position, i] of inventors.entries())
    await t.tx.insert(disclosureInventors).values({
      disclosureId: row.id,
      position,
      ...i,
      userId: i.email ? ((await accountOf(t, row.orgId, i.email))?.userId ?? null) : null,
    });
};
