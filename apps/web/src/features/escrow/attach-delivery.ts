import { fileExtensions, maxFileBytes } from "@peony/domain/files";
import { requireMember } from "@peony/domain/identity";
import { DomainError, type Id, type Locale } from "@peony/domain/shared";
import { readDeal } from "@peony/features/deals";
import { readDealMoney } from "@peony/features/escrow";
import { judgeUpload, uploadFiles } from "@peony/features/files";
import { formatBytes } from "@peony/i18n";
import type { Ctx } from "#server/ctx.ts";
import { fileStore } from "#server/gateways.ts";
import { spend } from "#server/limits.ts";
import { maxDeliveryBytes } from "./delivery-limits.ts";

const tooLarge = (detail: string, most: number, locale: Locale): DomainError =>
  new DomainError("too-large", detail, {
    fields: { files: { code: "file-too-large", args: { max: formatBytes(most, locale) } } },
  });

/** Refuses at the field, in words that say what would be taken. */
const judged = (upload: { name: string; bytes: Uint8Array }, locale: Locale): void => {
  try {
    judgeUpload(upload);
  } catch (e) {
    if (!(e instanceof DomainError)) throw e;
    if (e.code === "too-large") throw tooLarge(e.message, maxFileBytes, locale);
    const files = { code: "file-kind", args: { kinds: fileExtensions.join(" ") } };
    throw new DomainError(e.code, e.message, { fields: { files } });
  }
};

/**
 * Stores what comes with a delivery and names it as files of the seller. Nothing is kept where the item cannot be delivered (any
 * more): the command that follows says why. @throws DomainError too-large, files/unsupported, files/quota, rate-limited
 */
export const attachDelivery = async (
  ctx: Ctx,
  { number, itemId, files, locale }: { number: string; itemId: Id<"item">; files: readonly File[]; locale: Locale },
): Promise<Id<"file">[]> => {
  if (files.length === 0) return [];
  const { userId } = requireMember(ctx.actor);
  const money = await readDealMoney(ctx, (await readDeal(ctx, number)).id);
  if (!money.items.some((i) => i.id === itemId && i.can.deliver)) return [];
  if (files.reduce((sum, f) => sum + f.size, 0) > maxDeliveryBytes)
    throw tooLarge("the files together", maxDeliveryBytes, locale);
  await spend("uploads", userId);
  const uploads = await Promise.all(
    files.map(async (f) => ({ name: f.name, bytes: new Uint8Array(await f.arrayBuffer()) })),
  );
  for (const upload of uploads) judged(upload, locale);
  return uploadFiles(ctx, fileStore(), "delivery", uploads);
};
