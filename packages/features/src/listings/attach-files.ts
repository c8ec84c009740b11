import { audit, type Ctx, inTransaction } from "@peony/db";
import { listingFiles } from "@peony/db/schema";
import type { FileStore } from "@peony/domain/files";
import { officerRoles, requireMember } from "@peony/domain/identity";
import { type Bilingual, DomainError, type Id } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { recordFile, storeUpload, type Upload } from "../files/index.ts";
import { lockListing } from "./rows.ts";

const most = 10;

/** Attaches files to the own listing, after those that are there. All or none. @throws DomainError invalid at `files` beyond ten */
export const attachListingFiles = async (
  ctx: Ctx,
  store: FileStore,
  input: { id: Id<"listing">; uploads: readonly Upload[] },
): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  const stored = await Promise.all(input.uploads.map((u) => storeUpload(store, u)));
  await inTransaction(ctx, async (t) => {
    const listing = await lockListing(t, input.id, member);
    const there = await t.tx.$count(listingFiles, eq(listingFiles.listingId, listing.id));
    if (there + stored.length > most)
      throw new DomainError("invalid", "too many files", {
        fields: { files: { code: "too-many", args: { max: most } } },
      });
    for (const [i, s] of stored.entries()) {
      const fileId = await recordFile(t, member, "listing", s);
      await t.tx.insert(listingFiles).values({ listingId: listing.id, fileId, position: there + i + 1 });
    }
    await audit(t, {
      chain: member.orgId,
      action: "listing.files-attached",
      object: listing.id,
      payload: { count: stored.length },
    });
  });
};

/** Says what a picture of the own listing shows, for who does not see it. @throws DomainError not-found */
export const describeListingFile = async (
  ctx: Ctx,
  input: { id: Id<"listing">; fileId: Id<"file">; alt: Bilingual },
): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const listing = await lockListing(t, input.id, member);
    const described = await t.tx
      .update(listingFiles)
      .set({ alt: input.alt })
      .where(and(eq(listingFiles.listingId, listing.id), eq(listingFiles.fileId, input.fileId)))
      .returning({ fileId: listingFiles.fileId });
    if (described.length === 0) throw new DomainError("not-found", input.fileId);
    await audit(t, {
      chain: member.orgId,
      action: "listing.file-described",
      object: input.fileId,
      payload: { listingId: listing.id },
    });
  });
};

/** Takes a file off the own listing. @throws DomainError not-found */
export const removeListingFile = async (ctx: Ctx, input: { id: Id<"listing">; fileId: Id<"file"> }): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const listing = await lockListing(t, input.id, member);
    const gone = await t.tx
      .delete(listingFiles)
      .where(and(eq(listingFiles.listingId, listing.id), eq(listingFiles.fileId, input.fileId)))
      .returning({ fileId: listingFiles.fileId });
    if (gone.length === 0) throw new DomainError("not-found", input.fileId);
    await audit(t, {
      chain: member.orgId,
      action: "listing.file-removed",
      object: input.fileId,
      payload: { listingId: listing.id },
    });
  });
};
