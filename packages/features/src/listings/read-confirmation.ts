import { type Ctx, oneOr404, reading, type TxCtx } from "@peony/db";
import { listingConfirmations, listings, members, organisations, users } from "@peony/db/schema";
import { officerRoles, requireMember } from "@peony/domain/identity";
import { type ListingGap, listingGaps } from "@peony/domain/listings";
import { type Bilingual, type Id, linkEnds } from "@peony/domain/shared";
import { and, asc, desc, eq, isNull, ne } from "drizzle-orm";
import { hashToken } from "../identity/index.ts";
import { enterUnit } from "../shared/index.ts";
import { type ConfirmationRow, hasSheet, isOwn } from "./confirmations.ts";
import { factsOf, type ListingRow } from "./rows.ts";

/** What an inventor is shown to confirm: the text, every share, and what was answered. */
export type ConfirmationView = {
  readonly id: Id<"confirmation">;
  readonly listingId: Id<"listing">;
  readonly orgId: Id<"organisation">;
  readonly owner: { readonly nameZh: string; readonly nameEn: string };
  readonly text: Pick<
    ListingRow,
    | "titleZh"
    | "titleEn"
    | "summary"
    | "problem"
    | "solution"
    | "benefits"
    | "noDataYet"
    | "rival"
    | "applications"
    | "evidence"
    | "trl"
    | "number"
    | "rights"
    | "prevailing"
  >;
  readonly inventors: readonly { readonly name: Bilingual; readonly sharePct: number; readonly own: boolean }[];
  readonly state: ConfirmationRow["state"];
  readonly comment: string | null;
  readonly dueAt: Date;
  readonly answeredAt: Date | null;
};

/** A link as it stands: to be answered, answered, or closed because the text changed or the link is old or was never made. */
export type ConfirmationLink =
  | { readonly kind: "open" | "answered"; readonly view: ConfirmationView }
  | { readonly kind: "changed" | "over" }
  /** Answered so long ago that the link opens nothing any more. */
  | { readonly kind: "ended"; readonly answeredAt: Date };

const viewOf = (row: ListingRow, owner: ConfirmationView["owner"], c: ConfirmationRow): ConfirmationView => ({
  id: c.id,
  listingId: row.id,
  orgId: row.orgId,
  owner,
  text: row,
  inventors: row.inventors.map((i, n) => ({ name: i.name, sharePct: i.sharePct, own: n === c.position })),
  state: c.state,
  comment: c.comment,
  dueAt: c.dueAt,
  answeredAt: c.answeredAt,
});

const picked = ({ text, ...view }: ConfirmationView): ConfirmationView => {
  const { titleZh, titleEn, summary, problem, solution, benefits, noDataYet, rival } = text;
  const { applications, evidence, trl, number, rights, prevailing } = text;
  const said = { titleZh, titleEn, summary, problem, solution, benefits, noDataYet, rival };
  return { ...view, text: { ...said, applications, evidence, trl, number, rights, prevailing } };
};

/** What a link opens. An accepted one is the inventor's own page for some weeks; nothing is read but what it names. */
export const readConfirmation = (ctx: Ctx, token: string): Promise<ConfirmationLink> =>
  reading(ctx, async (t) => {
    await enterUnit(t, hashToken(token));
    const [found] = await t.tx
      .select({ row: listings, confirmation: listingConfirmations, owner: organisations })
      .from(listingConfirmations)
      .innerJoin(listings, eq(listings.id, listingConfirmations.listingId))
      .innerJoin(organisations, eq(organisations.id, listings.orgId))
      .where(eq(listingConfirmations.tokenHash, hashToken(token)));
    if (!found) return { kind: "over" };
    const { row, confirmation: c, owner } = found;
    if (c.state === "recalled") return { kind: "changed" };
    if (linkEnds(c) < t.now) return c.answeredAt ? { kind: "ended", answeredAt: c.answeredAt } : { kind: "over" };
    const view = picked(viewOf(row, { nameZh: owner.nameZh, nameEn: owner.nameEn }, c));
    if (c.state === "accepted") return { kind: "answered", view };
    if (row.state !== "inventor_confirm") return { kind: "changed" };
    if (c.state === "commented") return { kind: "answered", view };
    return { kind: "open", view };
  });

/**
 * What of a listing waits for the reader's own word, or has it, in the account: the same as the mailed link shows. Empty where the reader
 * is no inventor of it, or its office is changing the text.
 */
export const readOwnConfirmations = (ctx: Ctx, listingId: string): Promise<readonly ConfirmationView[]> => {
  const member = requireMember(ctx.actor);
  return reading(ctx, async (t) => {
    const found = await t.tx
      .select({ row: listings, confirmation: listingConfirmations, owner: organisations })
      .from(listingConfirmations)
      .innerJoin(listings, eq(listings.id, listingConfirmations.listingId))
      .innerJoin(organisations, eq(organisations.id, listings.orgId))
      .where(
        and(
          eq(listings.id, listingId),
          eq(listings.orgId, member.orgId),
          eq(listings.state, "inventor_confirm"),
          ne(listingConfirmations.state, "recalled"),
          isOwn(t, member),
        ),
      )
      .orderBy(asc(listingConfirmations.position));
    return found.map(({ row, confirmation, owner }) =>
      picked(viewOf(row, { nameZh: owner.nameZh, nameEn: owner.nameEn }, confirmation)),
    );
  });
};

/** An inventor as the office sees the asking: who, what share, at which address, and what came back. */
export type AskedInventor = {
  readonly position: number;
  readonly name: Bilingual;
  readonly sharePct: number;
  /** The address of the last round, else of the member with this name, else empty. */
  readonly email: string;
  readonly current: Pick<
    ConfirmationRow,
    "id" | "state" | "comment" | "askedAt" | "dueAt" | "remindedAt" | "answeredAt"
  > | null;
};
export type Asking = {
  readonly id: Id<"listing">;
  readonly version: number;
  readonly state: ListingRow["state"];
  readonly titleZh: string;
  readonly titleEn: string;
  readonly gaps: readonly ListingGap[];
  readonly hasSheet: boolean;
  readonly people: readonly AskedInventor[];
};

const addressBook = async (t: TxCtx, orgId: Id<"organisation">): Promise<ReadonlyMap<string, string>> => {
  const rows = await t.tx
    .select({ name: users.name, email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.orgId, orgId), isNull(members.suspendedAt)));
  // a name that two people bear leads to nobody
  return new Map(rows.filter((r) => rows.filter((o) => o.name === r.name).length === 1).map((r) => [r.name, r.email]));
};

/** The own listing's inventors and how far each is. @throws DomainError not-found, forbidden to who is no officer */
export const readAsking = async (ctx: Ctx, id: string): Promise<Asking> => {
  const member = requireMember(ctx.actor, officerRoles);
  return reading(ctx, async (t) => {
    const own = and(eq(listings.id, id), eq(listings.orgId, member.orgId));
    const row = oneOr404(await t.tx.select().from(listings).where(own), id);
    const rounds = await t.tx
      .select()
      .from(listingConfirmations)
      .where(eq(listingConfirmations.listingId, id))
      .orderBy(desc(listingConfirmations.askedAt), desc(listingConfirmations.id));
    const book = await addressBook(t, member.orgId);
    const people = row.inventors.map((inventor, position): AskedInventor => {
      const current = rounds.find((c) => c.position === position && c.state !== "recalled") ?? null;
      const last = rounds.find((c) => c.name.zh === inventor.name.zh && c.name.en === inventor.name.en);
      const email = last?.email ?? book.get(inventor.name.zh) ?? book.get(inventor.name.en) ?? "";
      return { position, name: inventor.name, sharePct: inventor.sharePct, email, current };
    });
    return {
      id: row.id,
      version: row.version,
      state: row.state,
      titleZh: row.titleZh,
      titleEn: row.titleEn,
      gaps: listingGaps(factsOf(row)),
      hasSheet: hasSheet(row),
      people,
    };
  });
};
