import { audit, type Ctx, emit, inTransaction, oneOr404 } from "@peony/db";
import { members, organisations, users } from "@peony/db/schema";
import {
  type Actor,
  type DecideVerificationInput,
  requireMember,
  type VerificationEvent,
  type VerificationRole,
  verificationMachine,
} from "@peony/domain/identity";
import { DomainError, homeCountry, type Id, nextState } from "@peony/domain/shared";
import { and, asc, eq } from "drizzle-orm";
import { queueMail } from "../shared/index.ts";
import { refuseTakenUscc } from "./create-organisation.ts";

const move = async (
  ctx: Ctx,
  orgId: Id<"organisation">,
  event: VerificationEvent,
  role: VerificationRole,
  extra: (now: Date) => Partial<typeof organisations.$inferInsert>,
) =>
  inTransaction(ctx, async (t) => {
    const before = oneOr404(
      await t.tx.select().from(organisations).where(eq(organisations.id, orgId)).for("update"),
      orgId,
    );
    const to = nextState(verificationMachine, "identity/transition", before.verification, event, role);
    if (event === "submit" && before.country === homeCountry && !before.uscc)
      throw new DomainError("invalid", "no credit code", { fields: { uscc: { code: "required" } } });
    if (event === "verify" && before.uscc) await refuseTakenUscc(t, before.uscc, orgId);
    const moved = await t.tx
      .update(organisations)
      .set({ ...extra(t.now), verification: to, version: before.version + 1 })
      .where(and(eq(organisations.id, orgId), eq(organisations.verification, before.verification)))
      .returning({ version: organisations.version });
    const version = moved[0]?.version;
    if (version === undefined) throw new DomainError("conflict", `${orgId} left ${before.verification}`);
    await audit(t, { chain: orgId, action: `organisation.${event}`, object: orgId });
    await emit(t.tx, "identity.organisation-changed", { organisationId: orgId });
    if (role === "operator") {
      const owners = await t.tx
        .select({ email: users.email, locale: users.locale, roles: members.roles })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(eq(members.orgId, orgId));
      for (const o of owners.filter((x) => x.roles.includes("owner")))
        await queueMail(t, {
          to: o.email,
          locale: o.locale,
          kind: `organisation-${to}`,
          args: { organisation: before.nameZh, path: "/start" },
          dedupe: `verification:${orgId}:${version}:${o.email}`,
        });
    }
  });

/** Sends the own organisation to the operator for checking. */
export const submitOrganisation = async (ctx: Ctx): Promise<void> => {
  const m = requireMember(ctx.actor, ["owner"]);
  await move(ctx, m.orgId, "submit", "owner", (now) => ({ submittedAt: now, returnedReason: null }));
};

/** A member of the marketplace operator; to everybody else the operator's pages are not there. @throws DomainError not-found */
export const requireOperator = (actor: Actor) => {
  if (actor.kind !== "person" || actor.orgKind !== "operator" || !actor.orgVerified)
    throw new DomainError("not-found", "not an operator");
  return requireMember(actor, ["owner", "manager", "member"]);
};

/** The operator's answer: verified, or returned with a reason the owner reads. */
export const decideVerification = async (ctx: Ctx, input: DecideVerificationInput): Promise<void> => {
  const operator = requireOperator(ctx.actor);
  if (operator.orgId === input.organisationId) throw new DomainError("forbidden", "nobody verifies themselves");
  await move(ctx, input.organisationId, input.decision, "operator", (now) =>
    input.decision === "verify"
      ? { verifiedAt: now, verifiedBy: operator.userId, returnedReason: null }
      : { verifiedAt: null, verifiedBy: null, returnedReason: input.reason },
  );
};

/** The operator's queue, oldest first. */
export const listVerifications = async (ctx: Ctx, state: "submitted" | "verified" | "returned" = "submitted") => {
  requireOperator(ctx.actor);
  return ctx.db
    .select()
    .from(organisations)
    .where(eq(organisations.verification, state))
    .orderBy(asc(organisations.submittedAt), asc(organisations.id))
    .limit(200);
};
