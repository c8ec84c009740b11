import { audit, type Ctx, emit, inTransaction, reading, type TxCtx } from "@peony/db";
import { demandFiles, demands, files } from "@peony/db/schema";
import { cleanFile, editableDemandStates, isPublicDemand, mostDemandFiles } from "@peony/domain/demands";
import type { FileStore } from "@peony/domain/files";
import { officerRoles, requireMember } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, asc, eq, sql } from "drizzle-orm";
import { judgeUpload, recordFile, storeUpload, type Upload } from "../files/index.ts";
import { readableWhole } from "./rights.ts";
import { type DemandRow, lockDemand } from "./rows.ts";

const refused = (code: string, args: Record<string, string | number> = {}): DomainError =>
  new DomainError("invalid", `files ${code}`, { fields: { files: { code, args } } });

const extensions: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
};

/** The upload without its name and its marks of origin. @throws DomainError invalid at `files` where they cannot be taken out */
const anonymous = (upload: Upload): Upload => {
  const mediaType = judgeUpload(upload);
  const extension = extensions[mediaType];
  if (!extension) throw refused("file-kind", { kinds: "pdf png jpg" });
  const bytes = cleanFile(mediaType, upload.bytes);
  if (!bytes) throw refused("file-unclean");
  return { name: `附件.${extension}`, bytes };
};

const lockEditable = async (t: TxCtx, id: Id<"demand">): Promise<DemandRow> => {
  const demand = await lockDemand(t, id, requireMember(t.actor, officerRoles));
  if (!editableDemandStates.some((s) => s === demand.state))
    throw new DomainError("demands/transition", `${id} is ${demand.state}`);
  return demand;
};

const changed = async (t: TxCtx, demand: DemandRow): Promise<void> => {
  await t.tx.update(demands).set({ updatedAt: t.now }).where(eq(demands.id, demand.id));
  if (isPublicDemand(demand.state)) await emit(t.tx, "demand.changed", { demandId: demand.id });
};

/**
 * Hangs files on the own demand, whatever its visibility without their names and marks of origin: it may hide its owner later. All or
 * none. @throws DomainError invalid at `files`, not-found, demands/transition
 */
export const attachDemandFiles = async (
  ctx: Ctx,
  store: FileStore,
  input: { id: Id<"demand">; uploads: readonly Upload[] },
): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  const clean = input.uploads.map(anonymous);
  const stored = await Promise.all(clean.map((u) => storeUpload(store, u)));
  await inTransaction(ctx, async (t) => {
    const demand = await lockEditable(t, input.id);
    if (demand.visibility === "hidden_name" && stored.some((s) => s.mediaType === "application/pdf"))
      throw refused("file-may-name");
    const { rows } = await t.tx.execute<{ there: number; last: number }>(
      sql`select count(*)::int as there, coalesce(max(position), 0)::int as last from demand_files where demand_id = ${demand.id}`,
    );
    const { there = 0, last = 0 } = rows[0] ?? {};
    if (there + stored.length > mostDemandFiles) throw refused("too-many", { max: mostDemandFiles });
    for (const [i, s] of stored.entries()) {
      const position = last + i + 1;
      const name = s.name.replace("附件", `附件${position}`);
      const fileId = await recordFile(t, member, "demand", { ...s, name });
      await t.tx.insert(demandFiles).values({ demandId: demand.id, fileId, position });
    }
    const payload = { count: stored.length };
    await audit(t, { chain: member.orgId, action: "demand.files-attached", object: demand.id, payload });
    await changed(t, demand);
  });
};

/** Takes a file off the own demand. @throws DomainError not-found, demands/transition */
export const removeDemandFile = async (ctx: Ctx, input: { id: Id<"demand">; fileId: Id<"file"> }): Promise<void> => {
  await inTransaction(ctx, async (t) => {
    const demand = await lockEditable(t, input.id);
    const gone = await t.tx
      .delete(demandFiles)
      .where(and(eq(demandFiles.demandId, demand.id), eq(demandFiles.fileId, input.fileId)))
      .returning({ fileId: demandFiles.fileId });
    if (gone.length === 0) throw new DomainError("not-found", input.fileId);
    const payload = { demandId: demand.id };
    await audit(t, { chain: demand.orgId, action: "demand.file-removed", object: input.fileId, payload });
    await changed(t, demand);
  });
};

export type DemandFile = {
  readonly id: Id<"file">;
  readonly position: number;
  readonly size: number;
  readonly mediaType: string;
};

/** Attachments of a demand for whoever reads it, in their order; without names. */
export const listDemandFiles = (ctx: Ctx, number: string): Promise<DemandFile[]> =>
  reading(ctx, async (t) =>
    t.tx
      .select({ id: files.id, position: demandFiles.position, size: files.size, mediaType: files.mediaType })
      .from(demandFiles)
      .innerJoin(demands, eq(demands.id, demandFiles.demandId))
      .innerJoin(files, eq(files.id, demandFiles.fileId))
      .where(and(eq(demands.number, number), readableWhole(t)))
      .orderBy(asc(demandFiles.position)),
  );
