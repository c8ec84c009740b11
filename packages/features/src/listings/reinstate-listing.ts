import { type Ctx, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { auditEvents } from "@peony/db/schema";
import { officerRoles, requireMember } from "@peony/domain/identity";
import {
  endedBy,
  type LegalStatus,
  legalStatuses,
  type ReinstateListingInput,
  reinstateEvents,
} from "@peony/domain/listings";
import { chineseDay, DomainError } from "@peony/domain/shared";
import { and, desc, eq } from "drizzle-orm";
import { refuseStale } from "../shared/index.ts";
import { type ListingRow, lockListing } from "./rows.ts";
import { stepListing } from "./step-listing.ts";

/** Who called it lapsed, from which state and legal status, as the audit chain has it. */
const lapseOf = async (t: TxCtx, row: ListingRow) =>
  oneOr404(
    await t.tx
      .select({ actor: auditEvents.actor, payload: auditEvents.payload })
      .from(auditEvents)
      .where(
        and(eq(auditEvents.chain, row.orgId), eq(auditEvents.object, row.id), eq(auditEvents.action, "listing.lapse")),
      )
      .orderBy(desc(auditEvents.seq))
      .limit(1),
    `no lapse of ${row.id}`,
  );

const isStatus = (status: unknown): status is LegalStatus => legalStatuses.some((s) => s === status);

const isLeft = (state: unknown): state is keyof typeof reinstateEvents =>
  typeof state === "string" && state in reinstateEvents;

/**
 * Takes a lapse back that was a slip: another officer than the one who called it lapsed says so, with the reason, and the listing is again
 * what it was, with the legal status it had and no better one. A right that its own dates end stays lapsed, as does one whose status the
 * audit does not tell; that one becomes a draft and is mended there.
 * @throws DomainError listings/transition where it is not lapsed, listings/own-lapse, listings/ended, stale, invalid at `legalStatus`
 */
export const reinstateListing = async (ctx: Ctx, input: ReinstateListingInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  const { id, version, legalStatus, reason } = input;
  await inTransaction(ctx, async (t) => {
    const row = await lockListing(t, id, member);
    if (row.state !== "lapsed") throw new DomainError("listings/transition", `${id} is ${row.state}`);
    await refuseStale(t, row, version);
    const lapse = await lapseOf(t, row);
    if (lapse.actor === member.userId) throw new DomainError("listings/own-lapse", `${member.userId} called it lapsed`);
    const { from, status } = (lapse.payload ?? {}) as { from?: unknown; status?: unknown };
    const ended = isStatus(status) ? endedBy({ ...row, legalStatus: status }, chineseDay(t.now)) : "record";
    if (ended || !isLeft(from) || !isStatus(status))
      throw new DomainError("listings/ended", `${id} has ended by its ${ended ?? "record"}`);
    if (legalStatus !== undefined && legalStatus !== status)
      throw new DomainError("invalid", `${id} was ${status}`, { fields: { legalStatus: { code: "not-an-option" } } });
    await stepListing(t, row, reinstateEvents[from], "checker", { legalStatus: status }, { reason });
  });
};
