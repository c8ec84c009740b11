/** Files people may attach: extension, media type, and how the first bytes must look. */
const kinds = [
  { extension: "pdf", mediaType: "application/pdf", starts: [[0x25, 0x50, 0x44, 0x46, 0x2d]] },
  { extension: "png", mediaType: "image/png", starts: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]] },
  { extension: "jpg", mediaType: "image/jpeg", starts: [[0xff, 0xd8, 0xff]] },
  {
    extension: "docx",
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    starts: [[0x50, 0x4b, 0x03, 0x04]],
  },
  {
    extension: "xlsx",
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    starts: [[0x50, 0x4b, 0x03, 0x04]],
  },
  { extension: "csv", mediaType: "text/csv", starts: null },
  { extension: "txt", mediaType: "text/plain", starts: null },
] as const;

export const fileExtensions = kinds.map((k) => k.extension);
export const maxFileBytes = 20_000_000;
export const organisationQuotaBytes = 2 * 1024 ** 3;

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((b, i) => bytes[i] === b);
const isText = (bytes: Uint8Array): boolean => !bytes.subarray(0, 8192).includes(0);

/**
 * The media type of a file, judged by its name and its first bytes together, or null where it is none we take:
 * a program renamed to .pdf is not a PDF.
 */
export const mediaTypeOf = (name: string, bytes: Uint8Array): string | null => {
  const extension = name.toLowerCase().split(".").at(-1) ?? "";
  const kind = kinds.find((k) => k.extension === (extension === "jpeg" ? "jpg" : extension));
  if (!kind || bytes.length === 0) return null;
  const fits = kind.starts === null ? isText(bytes) : kind.starts.some((s) => startsWith(bytes, s));
  return fits ? kind.mediaType : null;
};

/** A name that is safe to show and to save under: no path, no control or direction characters, at most 120 characters. */
export const safeFileName = (name: string): string => {
  const base = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const clean = base
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, "")
    .replace(/^\.+/, "")
    .trim();
  const [stem, extension] = [
    clean.replace(/\.[^.]*$/, ""),
    clean.includes(".") ? clean.slice(clean.lastIndexOf(".")) : "",
  ];
  return `${[...stem].slice(0, 100).join("") || "file"}${extension.slice(0, 20)}`;
};
