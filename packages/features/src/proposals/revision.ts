import type { TxCtx } from "@peony/db";
import { proposalRevisions } from "@peony/db/schema";
import { type ProposalFields, proposalFieldsSchema } from "@peony/domain/proposals";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { columnsOf } from "./rows.ts";

type Revision = { readonly fields: ProposalFields; readonly savedAt: Date };

/** What its people have changed in a submitted proposal and not submitted again; null where there is nothing. */
export const revisionOf = async (t: TxCtx, id: Id<"proposal">): Promise<Revision | null> => {
  const [row] = await t.tx.select().from(proposalRevisions).where(eq(proposalRevisions.proposalId, id));
  return row ? { fields: proposalFieldsSchema.parse(row.fields), savedAt: row.savedAt } : null;
};

/** Keeps a revision instead of the one before. */
export const keepRevision = async (
  t: TxCtx,
  id: Id<"proposal">,
  fields: ProposalFields,
  savedBy: Id<"user">,
): Promise<void> => {
  const said = {
    fields: { ...columnsOf(fields), budget: fields.budget?.toString() ?? null },
    savedBy,
    savedAt: t.now,
  };
  await t.tx
    .insert(proposalRevisions)
    .values({ proposalId: id, ...said })
    .onConflictDoUpdate({ target: proposalRevisions.proposalId, set: said });
};

/** Submitted again, or taken back: what stands is the proposal itself. */
export const dropRevision = async (t: TxCtx, id: Id<"proposal">): Promise<void> => {
  await t.tx.delete(proposalRevisions).where(eq(proposalRevisions.proposalId, id));
};
