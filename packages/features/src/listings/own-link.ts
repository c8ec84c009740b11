import { audit, type Ctx, inTransaction } from "@peony/db";
import { listingConfirmations } from "@peony/db/schema";
import { requireMember } from "@peony/domain/identity";
import type { OwnLinkAgainInput } from "@peony/domain/listings";
import { DomainError } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { hashToken, makeToken } from "../identity/index.ts";
import { queueMail } from "../shared/index.ts";
import { lockOwnConfirmation } from "./answer-confirmation.ts";
import { namedInMail, orgShortOf } from "./mail-names.ts";

/**
 * Mails an inventor a new link to the address that was asked; the old link ends. At most one an hour: a second press within it is
 * answered like the first.
 * @throws DomainError not-found, listings/answered
 */
export const sendOwnLinkAgain = async (ctx: Ctx, input: OwnLinkAgainInput): Promise<void> => {
  const member = requireMember(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const { row, confirmation } = await lockOwnConfirmation(t, input.id, member);
    if (confirmation.state !== "asked" || row.state !== "inventor_confirm")
      throw new DomainError("listings/answered", `${confirmation.id} is ${confirmation.state}`);
    const token = makeToken();
    const queued = await queueMail(t, {
      to: confirmation.email,
      locale: member.locale,
      kind: "confirm-share",
      args: {
        name: confirmation.name.zh || confirmation.name.en,
        organisation: await orgShortOf(t, row.orgId, member.locale),
        result: namedInMail(row, member.locale),
        deadline: confirmation.dueAt.toISOString(),
        path: `/inventor/${token}`,
      },
      dedupe: `confirm-share:${confirmation.id}:${t.now.toISOString().slice(0, 13)}`,
    });
    if (!queued) return;
    await t.tx
      .update(listingConfirmations)
      .set({ tokenHash: hashToken(token) })
      .where(and(eq(listingConfirmations.id, confirmation.id), eq(listingConfirmations.state, "asked")));
    await audit(t, {
      chain: row.orgId,
      action: "listing.confirmation-link-renewed",
      object: confirmation.id,
      payload: { listingId: row.id, position: confirmation.position },
    });
  });
};
