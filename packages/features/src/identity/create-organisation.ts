import { audit, type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { members, organisations } from "@peony/db/schema";
import { type CreateOrganisationInput, requirePerson } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";

/** A short name for addresses: Latin letters of the English name where there are some, and the end of the id so that it is alone. */
const slugOf = (input: CreateOrganisationInput): string => {
  const latin = input.nameEn
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40);
  return `${latin ? `${latin}-` : ""}${input.id.slice(-6)}`;
};

/** @throws DomainError identity/uscc-taken where a verified organisation has the code */
export const refuseTakenUscc = async (t: TxCtx, uscc: string, except?: Id<"organisation">): Promise<void> => {
  const [taken] = await t.tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(
      and(
        eq(organisations.uscc, uscc),
        eq(organisations.verification, "verified"),
        except ? sql`${organisations.id} <> ${except}` : undefined,
      ),
    );
  if (taken) throw new DomainError("identity/uscc-taken", uscc, { fields: { uscc: { code: "already-used" } } });
};

/** Makes an organisation with the person as its owner; a repeat with the same id is the same organisation. */
export const createOrganisation = async (
  ctx: Ctx,
  input: CreateOrganisationInput,
): Promise<{ id: Id<"organisation"> }> => {
  const person = requirePerson(ctx.actor);
  return inTransaction(ctx, async (t) => {
    if (input.uscc) await refuseTakenUscc(t, input.uscc);
    const { id, ...fields } = input;
    const made = await t.tx
      .insert(organisations)
      .values({ id, slug: slugOf(input), ...fields, createdAt: t.now })
      .onConflictDoNothing({ target: organisations.id })
      .returning({ id: organisations.id });
    if (made.length === 0) {
      const [own] = await t.tx
        .select({ orgId: members.orgId })
        .from(members)
        .where(and(eq(members.orgId, id), eq(members.userId, person.userId)));
      if (!own) throw new DomainError("conflict", "organisation id is taken");
      return { id };
    }
    await t.tx.insert(members).values({ orgId: id, userId: person.userId, roles: ["owner"], createdAt: t.now });
    await audit(t, { chain: id, action: "organisation.created", object: id, payload: { kind: input.kind } });
    return { id };
  });
};
