import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { disclosureInventors, disclosures, listings, stepDelays, users } from "@peony/db/schema";
import { officerRoles } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { and, asc, desc, eq, gt, inArray, isNull, lte, or } from "drizzle-orm";
import { membersWith, type Told, tell } from "../shared/index.ts";
import type { DisclosureRow } from "./rows.ts";

/** Who wrote it and who is named in it and has an account here. */
const inventorsWith = async (t: TxCtx, row: DisclosureRow): Promise<Told[]> => {
  const named = await t.tx
    .select({ userId: disclosureInventors.userId })
    .from(disclosureInventors)
    .where(eq(disclosureInventors.disclosureId, row.id));
  const ids = [...new Set([row.createdBy, ...named.flatMap((n) => n.userId ?? [])])];
  return t.tx
    .select({ userId: users.id, email: users.email, locale: users.locale })
    .from(users)
    .where(and(inArray(users.id, ids), isNull(users.suspendedAt)));
};

/** The officer who has the step, else all of them. */
const officersFor = async (t: TxCtx, row: DisclosureRow): Promise<Told[]> => {
  const all = await membersWith(t, row.orgId, officerRoles);
  const owner = all.filter((m) => m.userId === row.officerId);
  return owner.length > 0 ? owner : all;
};

const send = async (t: TxCtx, people: readonly Told[], row: DisclosureRow, kind: string, fact: string) => {
  for (const person of people)
    await tell(t, person, {
      orgId: row.orgId,
      kind,
      urgency: kind.startsWith("turn-") ? "turn" : "changed",
      href: `/results/${row.id}`,
      args: {},
      inside: { title: row.title },
      fact,
    });
};

const news = {
  draft: null,
  disclosed: "turn-assess-disclosure",
  assessed: "disclosure-assessed",
  protected: "disclosure-protected",
  returned_to_inventor: "disclosure-returned",
} as const;

/** Tells whoever is next, and the inventors what became of their result. One that has moved on is told of by its later step. */
export const notifyDisclosure = (ctx: Ctx, disclosureId: Id<"disclosure">, version: number): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const [row] = await t.tx.select().from(disclosures).where(eq(disclosures.id, disclosureId));
    if (row?.version !== version) return;
    const [delay] = await t.tx
      .select()
      .from(stepDelays)
      .where(eq(stepDelays.disclosureId, row.id))
      .orderBy(desc(stepDelays.at))
      .limit(1);
    if (delay && row.dueAt?.getTime() === delay.newDueAt.getTime())
      return send(t, await inventorsWith(t, row), row, "disclosure-delayed", `disclosure-delayed:${delay.id}`);
    const kind = news[row.state];
    if (!kind) return;
    const people = row.state === "disclosed" ? await officersFor(t, row) : await inventorsWith(t, row);
    await send(t, people, row, kind, `${kind}:${row.id}:${version}`);
  });

const batch = 100;

/** Tells of the next late steps, by key. */
const remindBatch = (ctx: Ctx, after: string): Promise<string[]> =>
  inTransaction(ctx, async (t) => {
    const late = await t.tx
      .select({ row: disclosures })
      .from(disclosures)
      .leftJoin(listings, eq(listings.id, disclosures.listingId))
      .where(
        and(
          lte(disclosures.dueAt, t.now),
          gt(disclosures.id, after),
          // a listing that is out has ended the step of listing it
          or(isNull(listings.id), isNull(listings.publishedAt)),
        ),
      )
      .orderBy(asc(disclosures.id))
      .limit(batch);
    for (const { row } of late)
      await send(
        t,
        await officersFor(t, row),
        row,
        "turn-explain-delay",
        `turn-explain-delay:${row.id}:${row.dueAt?.toISOString()}`,
      );
    return late.map(({ row }) => row.id);
  });

/** Asks the owner of each step that is past its date for a reason, once for each date. Returns how many are late. */
export const remindSteps = async (ctx: Ctx): Promise<number> => {
  let seen = 0;
  for (let after = ""; ; ) {
    const some = await remindBatch(ctx, after);
    seen += some.length;
    after = some.at(-1) ?? after;
    if (some.length < batch) return seen;
  }
};
