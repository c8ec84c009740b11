import { fileExtensions, maxFileBytes, safeFileName } from "@peony/domain/files";
import { requireMember } from "@peony/domain/identity";
import { DomainError, type Locale } from "@peony/domain/shared";
import { judgeUpload, type Upload } from "@peony/features/files";
import { formatBytes } from "@peony/i18n";
import type { Ctx } from "#server/ctx.ts";
import { spend } from "#server/limits.ts";

const fieldOf = (e: DomainError, locale: Locale): { code: string; args: Record<string, string> } =>
  e.code === "too-large"
    ? { code: "file-too-large", args: { max: formatBytes(maxFileBytes, locale) } }
    : { code: "file-kind", args: { kinds: fileExtensions.join(" ") } };

/**
 * Files of a form as names and bytes. What we do not take is refused at the field, in words that say what we would.
 * @param field place of the file field in its form
 * @throws DomainError too-large, files/unsupported, rate-limited
 */
export const readUploads = async (
  ctx: Ctx,
  files: readonly File[],
  { locale, field }: { locale: Locale; field: string },
): Promise<Upload[]> => {
  await spend("uploads", requireMember(ctx.actor).userId);
  const uploads: Upload[] = [];
  for (const file of files) {
    const upload = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    if (upload.bytes.length === 0)
      throw new DomainError("invalid", "an empty file", {
        fields: { [field]: { code: "file-empty", args: { name: safeFileName(file.name) } } },
      });
    try {
      judgeUpload(upload);
    } catch (e) {
      if (!(e instanceof DomainError)) throw e;
      throw new DomainError(e.code, e.message, { fields: { [field]: fieldOf(e, locale) } });
    }
    uploads.push(upload);
  }
  return uploads;
};
