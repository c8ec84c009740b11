import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { maxFileBytes, safeFileName } from "@peony/domain/files";
import { DomainError, type Id, type Locale } from "@peony/domain/shared";
import { receiveSheet } from "@peony/features/imports";
import { formatBytes } from "@peony/i18n";
import type { Ctx } from "#server/ctx.ts";
import { folderForSheet, strangerSheets } from "#server/gateways.ts";

type Given = { readonly id: Id<"import">; readonly name: string; readonly bytes: Uint8Array };

/**
 * Reads a stranger's sheet in a limited process and takes its rows in. The bytes lie in a folder of their own while they are read and are
 * gone afterwards, whatever happens.
 * @throws DomainError too-large, imports/empty, or the sheet's fault
 */
export const takeSheet = async (
  ctx: Ctx,
  { id, name, bytes }: Given,
  locale: Locale,
): Promise<{ id: Id<"import"> }> => {
  if (bytes.length > maxFileBytes)
    throw new DomainError("too-large", `${bytes.length} bytes`, {
      fields: { file: { code: "file-too-large", args: { max: formatBytes(maxFileBytes, locale) } } },
    });
  if (bytes.length === 0)
    throw new DomainError("imports/empty", "no bytes", {
      fields: { file: { code: "file-empty", args: { name: safeFileName(name) } } },
    });
  const folder = await folderForSheet();
  try {
    const path = join(folder, "sheet");
    await writeFile(path, bytes, { mode: 0o600 });
    const fileName = safeFileName(name);
    const fileSha256 = createHash("sha256").update(bytes).digest("hex");
    const open = () => strangerSheets.read({ name: fileName, path });
    return await receiveSheet(ctx, { id, fileName, fileSha256, open });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
