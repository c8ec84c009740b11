import { type Ctx, reading } from "@peony/db";
import type { Id } from "@peony/domain/shared";
import { sql } from "drizzle-orm";

/** How an organisation deals, from its records; figures only, since the records are its own and its partners'. */
export type OrganisationFigures = {
  /** Deals with a signed contract whose every sum is settled, on either side. */
  readonly closed: number;
  /** How long those who asked it waited for the first answer: the median, and of how many. Null below five. */
  readonly reply: { readonly medianSeconds: number; readonly count: number } | null;
};

/** The figures of a verified organisation, which anybody may read; of another one there are none. */
export const readOrganisationFigures = (ctx: Ctx, orgId: Id<"organisation">): Promise<OrganisationFigures> =>
  reading(ctx, async (t) => {
    const { rows } = await t.tx.execute<{ closed: number; replies: number; median: number | null }>(
      sql`select closed, replies, median_seconds as median from organisation_figures(${orgId})`,
    );
    const [found] = rows;
    if (!found) return { closed: 0, reply: null };
    const { closed, replies, median } = found;
    return { closed, reply: median === null ? null : { medianSeconds: median, count: replies } };
  });
