import { audit, type Ctx, inTransaction, oneOr404, reading, type TxCtx } from "@peony/db";
import {
  contractDocuments,
  contracts,
  deals,
  deliveryFiles,
  files,
  heldItems,
  listingConfirmations,
  listingFiles,
} from "@peony/db/schema";
import { type FileStore, maxFileBytes, mediaTypeOf, organisationQuotaBytes, safeFileName } from "@peony/domain/files";
import { isTeam, type MemberActor, requireMember, visitor } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import { requireGate } from "../shared/index.ts";

export type Upload = { readonly name: string; readonly bytes: Uint8Array };
type Purpose = (typeof files.$inferSelect)["purpose"];

/** The media type of an upload. @throws DomainError too-large, files/unsupported */
export const judgeUpload = (upload: Upload): string => {
  if (upload.bytes.length > maxFileBytes) throw new DomainError("too-large", `${upload.bytes.length} bytes`);
  const mediaType = mediaTypeOf(upload.name, upload.bytes);
  if (!mediaType) throw new DomainError("files/unsupported", upload.name);
  return mediaType;
};

/** Stores the bytes before any transaction; the row that names them is written in the caller's. Bytes nobody names are harmless. */
export const storeUpload = async (
  store: FileStore,
  upload: Upload,
): Promise<{ sha256: string; mediaType: string; name: string; size: number }> => {
  const mediaType = judgeUpload(upload);
  return {
    sha256: await store.put(upload.bytes),
    mediaType,
    name: safeFileName(upload.name),
    size: upload.bytes.length,
  };
};

type Stored = Awaited<ReturnType<typeof storeUpload>>;

/** Names stored bytes as a file of the organisation. @throws DomainError files/quota */
export const recordFile = async (
  t: TxCtx,
  member: Pick<MemberActor, "orgId" | "userId">,
  purpose: Purpose,
  stored: Stored,
): Promise<Id<"file">> => {
  // Uploads of one organisation are counted one after the other, so that two at once never both fit into the last of the room.
  await t.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`files:${member.orgId}`}, 0))`);
  const { rows } = await t.tx.execute<{ used: string }>(
    sql`select coalesce(sum(size), 0)::bigint as used from files where org_id = ${member.orgId}`,
  );
  if (Number(rows[0]?.used ?? 0) + stored.size > organisationQuotaBytes)
    throw new DomainError("files/quota", member.orgId);
  const id = t.newId("file");
  await t.tx
    .insert(files)
    .values({ id, orgId: member.orgId, purpose, createdBy: member.userId, createdAt: t.now, ...stored });
  return id;
};

/** What was delivered is the technology itself, and a contract describes it: the gate stands before the buyer's reading. @throws DomainError listings/gate */
const requireOpenDeal = async (t: TxCtx, id: Id<"file">): Promise<void> => {
  const receiving = { listingId: deals.listingId, demandId: deals.demandId, buyerOrgId: deals.buyerOrgId };
  const delivered = await t.tx
    .select(receiving)
    .from(deliveryFiles)
    .innerJoin(heldItems, eq(heldItems.id, deliveryFiles.itemId))
    .innerJoin(deals, eq(deals.id, heldItems.dealId))
    .where(eq(deliveryFiles.fileId, id));
  const written = await t.tx
    .select(receiving)
    .from(contractDocuments)
    .innerJoin(contracts, eq(contracts.id, contractDocuments.contractId))
    .innerJoin(deals, eq(deals.id, contracts.dealId))
    .where(eq(contractDocuments.fileId, id));
  const [deal] = [...delivered, ...written];
  if (deal && t.actor.kind === "person" && t.actor.orgId === deal.buyerOrgId) await requireGate(t, deal, "room");
};

/** Whether a member without a seat in the office may have a file of an own listing: it is public, or one of those that name them. */
const isForInventor = async (ctx: Ctx, id: Id<"file">, userId: Id<"user">): Promise<boolean> => {
  const open = await reading({ ...ctx, actor: visitor }, (t) => t.tx.$count(files, eq(files.id, id)));
  if (open > 0) return true;
  const named = await reading(ctx, (t) =>
    t.tx
      .select({ id: listingFiles.listingId })
      .from(listingFiles)
      .innerJoin(listingConfirmations, eq(listingConfirmations.listingId, listingFiles.listingId))
      .where(and(eq(listingFiles.fileId, id), eq(listingConfirmations.userId, userId)))
      .limit(1),
  );
  return named.length > 0;
};

/** A file's bytes for somebody who may read what it hangs on; row-level security decides. @throws DomainError not-found */
export const readFile = async (
  ctx: Ctx,
  store: FileStore,
  id: Id<"file">,
): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> => {
  const row = await reading(ctx, async (t) => {
    const found = oneOr404(
      await t.tx
        .select({
          name: files.name,
          mediaType: files.mediaType,
          sha256: files.sha256,
          purpose: files.purpose,
          orgId: files.orgId,
        })
        .from(files)
        .where(eq(files.id, id)),
      id,
    );
    if (found.purpose === "delivery" || found.purpose === "document") await requireOpenDeal(t, id);
    return found;
  });
  // Row-level security asks for the organisation; what hangs on a deal is for its team, not for every member.
  if (row.purpose !== "listing" && row.purpose !== "demand" && !isTeam(ctx.actor))
    throw new DomainError("not-found", `${id} is for the team`);
  const { actor } = ctx;
  if (row.purpose === "listing" && actor.kind === "person" && actor.orgId === row.orgId && !isTeam(actor))
    if (!(await isForInventor(ctx, id, actor.userId))) throw new DomainError("not-found", `${id} is of a draft`);
  return { name: row.name, mediaType: row.mediaType, bytes: await store.get(row.sha256) };
};

/** Uploads files of one purpose for the acting organisation; all or none are named. */
export const uploadFiles = async (
  ctx: Ctx,
  store: FileStore,
  purpose: "listing" | "delivery",
  uploads: readonly Upload[],
): Promise<Id<"file">[]> => {
  const member = requireMember(ctx.actor);
  const stored = await Promise.all(uploads.map((u) => storeUpload(store, u)));
  return inTransaction(ctx, async (t) => {
    const ids: Id<"file">[] = [];
    for (const s of stored) ids.push(await recordFile(t, member, purpose, s));
    if (ids.length > 0)
      await audit(t, { chain: member.orgId, action: "files.uploaded", object: ids.join(" "), payload: { purpose } });
    return ids;
  });
};
