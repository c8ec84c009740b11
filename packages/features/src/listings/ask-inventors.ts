import { audit, type Ctx, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { listingConfirmations, members, users } from "@peony/db/schema";
import { type MemberActor, officerRoles, requireMember } from "@peony/domain/identity";
import { type AskAgainInput, type AskInventorsInput, confirmationDue } from "@peony/domain/listings";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { hashToken, makeToken } from "../identity/index.ts";
import { queueMail, refuseStale } from "../shared/index.ts";
import { unconfirmed } from "./confirmations.ts";
import { namedInMail, orgShortOf } from "./mail-names.ts";
import { type ListingRow, lockListing, requireReady } from "./rows.ts";
import { stepListing } from "./step-listing.ts";

/** The unit's member with this address, where it was proved; a seat or person that is suspended is none. */
export const accountOf = async (t: TxCtx, orgId: Id<"organisation">, email: string) => {
  const [user] = await t.tx
    .select({ userId: users.id, locale: users.locale })
    .from(users)
    .innerJoin(members, and(eq(members.userId, users.id), eq(members.orgId, orgId)))
    .where(
      and(
        eq(sql`lower(${users.email})`, email),
        isNotNull(users.emailVerifiedAt),
        isNull(users.suspendedAt),
        isNull(members.suspendedAt),
      ),
    );
  return user ?? null;
};

type Person = { readonly position: number; readonly email: string };

/** Writes one inventor's row with a link of its own and leaves the mail. What is stored of the link is its hash. */
const askOne = async (t: TxCtx, row: ListingRow, version: number, { position, email }: Person): Promise<void> => {
  const inventor = row.inventors[position];
  if (!inventor) throw new DomainError("stale", `${row.id} has no inventor ${position}`);
  const account = await accountOf(t, row.orgId, email);
  const token = makeToken();
  const id = t.newId("confirmation");
  const dueAt = confirmationDue(t.now);
  await t.tx.insert(listingConfirmations).values({
    id,
    listingId: row.id,
    position,
    name: inventor.name,
    sharePct: inventor.sharePct,
    email,
    userId: account?.userId ?? null,
    tokenHash: hashToken(token),
    version,
    askedAt: t.now,
    dueAt,
  });
  const locale = account?.locale ?? (t.actor.kind === "person" ? t.actor.locale : "zh");
  await queueMail(t, {
    to: email,
    locale,
    kind: "confirm-share",
    args: {
      name: inventor.name.zh || inventor.name.en,
      organisation: await orgShortOf(t, row.orgId, locale),
      result: namedInMail(row, locale),
      deadline: dueAt.toISOString(),
      path: `/inventor/${token}`,
    },
    dedupe: `confirm-share:${id}`,
  });
};

/** @throws DomainError listings/not-ready with every gap at its field; a listing that names nobody has nobody to ask */
const requireAskable = (row: ListingRow): void => {
  requireReady(row);
  if (row.inventors.length === 0)
    throw new DomainError("listings/not-ready", `${row.id} names no inventor`, {
      fields: { "inventors.0.name.zh": { code: "required" } },
    });
};

/** Who is not asked now would have no way to answer later. @throws DomainError invalid at `people`, with the places that must be named */
const requireAll = (people: readonly Person[], waiting: readonly number[]): void => {
  const named = people.map((p) => p.position).toSorted((a, b) => a - b);
  if (String(named) === String(waiting)) return;
  const args = { places: waiting.map((n) => n + 1).join(", ") };
  throw new DomainError("invalid", `waits for ${waiting.join(", ")}`, {
    fields: { people: { code: "ask-all", args } },
  });
};

const openStates = ["asked", "commented"] as const;

/**
 * Asks each inventor who has not accepted this very text to confirm it and the shares: one link each by mail. Links of earlier rounds
 * end here; who accepted the unchanged text is not asked twice.
 * @throws DomainError stale, listings/not-ready, listings/confirmed where nobody is left to ask, invalid unless all who wait are named
 */
export const askInventors = async (ctx: Ctx, input: AskInventorsInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const row = await lockListing(t, input.id, member);
    if (row.state === "draft") {
      await refuseStale(t, row, input.version);
      requireAskable(row);
    }
    const waiting = await unconfirmed(t, row);
    if (row.state === "draft" && waiting.length === 0)
      throw new DomainError("listings/confirmed", `${row.id} is confirmed`);
    if (row.state === "draft") requireAll(input.people, waiting);
    const moved = await stepListing(t, row, "ask_inventors", "officer", {}, { asked: waiting.length });
    await t.tx
      .update(listingConfirmations)
      .set({ state: "recalled" })
      .where(and(eq(listingConfirmations.listingId, row.id), inArray(listingConfirmations.state, [...openStates])));
    for (const person of input.people) await askOne(t, row, moved.version, person);
  });
};

const lockOwn = async (t: TxCtx, id: Id<"confirmation">, member: MemberActor) => {
  const named = await t.tx
    .select({ listingId: listingConfirmations.listingId })
    .from(listingConfirmations)
    .where(eq(listingConfirmations.id, id));
  const row = await lockListing(t, oneOr404(named, id).listingId, member);
  const confirmation = oneOr404(
    await t.tx.select().from(listingConfirmations).where(eq(listingConfirmations.id, id)),
    id,
  );
  return { row, confirmation };
};

/**
 * Sends one inventor a new link, to the same address or a better one; the old link ends. After a comment that was settled in talks it
 * asks for the same text again.
 * @throws DomainError listings/transition unless the listing waits for its inventors, listings/answered where this one accepted
 */
export const askInventorAgain = async (ctx: Ctx, input: AskAgainInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { row, confirmation } = await lockOwn(t, input.id, member);
    if (row.state !== "inventor_confirm") throw new DomainError("listings/transition", `${row.id} is ${row.state}`);
    if (!openStates.some((s) => s === confirmation.state))
      throw new DomainError("listings/answered", `${input.id} is ${confirmation.state}`);
    await t.tx.update(listingConfirmations).set({ state: "recalled" }).where(eq(listingConfirmations.id, input.id));
    await askOne(t, row, row.version, { position: confirmation.position, email: input.email });
    await audit(t, {
      chain: row.orgId,
      action: "listing.inventor-asked-again",
      object: row.id,
      payload: { position: confirmation.position, before: confirmation.state },
    });
  });
};
