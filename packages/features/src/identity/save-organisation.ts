import { audit, type Ctx, inTransaction, oneOr404 } from "@peony/db";
import { organisations } from "@peony/db/schema";
import { managerRoles, requireMember, type SaveOrganisationInput, verificationMachine } from "@peony/domain/identity";
import { DomainError, nextState } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { refuseTakenUscc } from "./create-organisation.ts";

/** Fields whose change makes a verified organisation unverified again: the operator vouched for exactly these. */
const vouched = ["nameZh", "country", "uscc", "registerNo", "legalRepresentative"] as const;

/** Saves the own organisation. @throws DomainError stale, naming the fields somebody else changed */
export const saveOrganisation = async (ctx: Ctx, input: SaveOrganisationInput): Promise<void> => {
  const m = requireMember(ctx.actor, managerRoles);
  await inTransaction(ctx, async (t) => {
    const before = oneOr404(
      await t.tx.select().from(organisations).where(eq(organisations.id, m.orgId)).for("update"),
      m.orgId,
    );
    const { version, ...fields } = input;
    if (before.version !== version) {
      const keys = Object.keys(fields) as (keyof typeof fields)[];
      throw new DomainError("stale", `version ${version} of ${before.version}`, {
        changed: keys.filter((k) => before[k] !== fields[k]),
      });
    }
    const reopens = before.verification === "verified" && vouched.some((k) => before[k] !== fields[k]);
    if (reopens && !m.roles.includes("owner"))
      throw new DomainError("forbidden", "only an owner changes what was verified");
    if (fields.uscc && before.uscc !== fields.uscc) await refuseTakenUscc(t, fields.uscc, m.orgId);
    const verification = reopens
      ? nextState(verificationMachine, "identity/transition", before.verification, "reopen", "owner")
      : before.verification;
    await t.tx
      .update(organisations)
      .set({ ...fields, verification, version: version + 1 })
      .where(and(eq(organisations.id, m.orgId), eq(organisations.version, version)));
    await audit(t, {
      chain: m.orgId,
      action: reopens ? "organisation.reopened" : "organisation.saved",
      object: m.orgId,
    });
  });
};
