import { DomainError, type Id, type Locale } from "@peony/domain/shared";
import { readDeal } from "@peony/features/deals";
import { readDealMoney } from "@peony/features/escrow";
import { uploadFiles } from "@peony/features/files";
import { formatBytes } from "@peony/i18n";
import { maxFormBytes } from "#features/files/limit.ts";
import { readUploads } from "#features/files/read-uploads.ts";
import type { Ctx } from "#server/ctx.ts";
import { fileStore } from "#server/gateways.ts";

/**
 * Stores what comes with a delivery and names it as files of the seller. Nothing is kept where the item cannot be delivered (any
 * more): the command that follows says why. @throws DomainError too-large, files/unsupported, files/quota, rate-limited
 */
export const attachDelivery = async (
  ctx: Ctx,
  { number, itemId, files, locale }: { number: string; itemId: Id<"item">; files: readonly File[]; locale: Locale },
): Promise<Id<"file">[]> => {
  if (files.length === 0) return [];
  const money = await readDealMoney(ctx, (await readDeal(ctx, number)).id);
  if (!money.items.some((i) => i.id === itemId && i.can.deliver)) return [];
  if (files.reduce((sum, f) => sum + f.size, 0) > maxFormBytes)
    throw new DomainError("too-large", "the files together", {
      fields: { files: { code: "file-too-large", args: { max: formatBytes(maxFormBytes, locale) } } },
    });
  const uploads = await readUploads(ctx, files, { locale, field: "files" });
  return uploadFiles(ctx, fileStore(), "delivery", uploads);
};
