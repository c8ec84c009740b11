import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { listingConfirmations, rewardLines, rewardObjections, users } from "@peony/db/schema";
import { officerRoles } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { and, eq, isNull } from "drizzle-orm";
import { hashToken, makeToken } from "../identity/index.ts";
import { membersWith, queueMail, tell } from "../shared/index.ts";

type Line = typeof rewardLines.$inferSelect;
type News = { readonly kind: "statement-ready" | "statement-paid" | "objection-decided"; readonly fact: string };

/**
 * Tells the inventor of a line, by account or, where there is none, by a mail with a fresh link: of the old one only the hash is known.
 * A fact already told makes no new link.
 */
const tellInventor = async (t: TxCtx, line: Line, { kind, fact }: News): Promise<void> => {
  if (line.userId) {
    const [person] = await t.tx
      .select({ userId: users.id, email: users.email, locale: users.locale })
      .from(users)
      .where(and(eq(users.id, line.userId), isNull(users.suspendedAt)));
    if (person)
      await tell(t, person, {
        orgId: line.orgId,
        kind,
        urgency: "changed",
        href: "/statement",
        args: {},
        fact: `${fact}:${line.id}`,
      });
    return;
  }
  if (!line.confirmationId) return;
  const byId = and(eq(listingConfirmations.id, line.confirmationId), eq(listingConfirmations.state, "accepted"));
  const [confirmation] = await t.tx.select().from(listingConfirmations).where(byId).for("update");
  if (!confirmation) return;
  const token = makeToken();
  const dedupe = `${fact}:${line.id}`;
  const made = await queueMail(t, {
    to: confirmation.email,
    locale: "zh",
    kind: `${kind}-link`,
    args: { name: line.name.zh || line.name.en, path: `/inventor/${token}` },
    dedupe,
  });
  if (made)
    await t.tx
      .update(listingConfirmations)
      .set({ tokenHash: hashToken(token) })
      .where(byId);
};

/** A benefit statement is written: each inventor in it learns of it, and until when objections are taken. */
export const notifyReward = (ctx: Ctx, rewardId: Id<"reward">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const lines = await t.tx.select().from(rewardLines).where(eq(rewardLines.rewardId, rewardId));
    for (const line of lines) await tellInventor(t, line, { kind: "statement-ready", fact: "statement-ready" });
  });

/** A statement is paid out: each inventor in it learns of it. */
export const notifyRewardPaid = (ctx: Ctx, rewardId: Id<"reward">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const lines = await t.tx.select().from(rewardLines).where(eq(rewardLines.rewardId, rewardId));
    for (const line of lines) await tellInventor(t, line, { kind: "statement-paid", fact: "statement-paid" });
  });

/** An objection: raised, officers and finance learn of it; decided, the inventor does. */
export const notifyObjection = (ctx: Ctx, objectionId: Id<"objection">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const [found] = await t.tx
      .select({ objection: rewardObjections, line: rewardLines })
      .from(rewardObjections)
      .innerJoin(rewardLines, eq(rewardLines.id, rewardObjections.lineId))
      .where(eq(rewardObjections.id, objectionId));
    if (!found || found.objection.state === "withdrawn") return;
    if (found.objection.state !== "open")
      return tellInventor(t, found.line, { kind: "objection-decided", fact: `objection-decided:${objectionId}` });
    for (const person of await membersWith(t, found.line.orgId, [...officerRoles, "finance"]))
      await tell(t, person, {
        orgId: found.line.orgId,
        kind: "turn-answer-objection",
        urgency: "turn",
        href: "/statement",
        args: {},
        inside: { name: found.line.name.zh || found.line.name.en },
        fact: `turn-answer-objection:${objectionId}`,
      });
  });
