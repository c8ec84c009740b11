/** Kinds that may hang on a demand: those whose marks of origin can be found and taken out. */
export const demandFileKinds = ["application/pdf", "image/png", "image/jpeg"] as const;
export const mostDemandFiles = 5;

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Chunks that a picture needs to look as it does; what was left out holds words, places and times. */
const pngKept = /^(IHDR|PLTE|IDAT|IEND|tRNS|gAMA|cHRM|sRGB|sBIT|pHYs|bKGD|acTL|fcTL|fdAT)$/;
const pngHead = 8;

/** A PNG with the chunks of its picture only (PNG, third edition, section 5); null where it is cut or broken. */
const cleanPng = (bytes: Uint8Array): Uint8Array | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = [bytes.subarray(0, pngHead)];
  for (let at = pngHead; at + 12 <= bytes.length; ) {
    const next = at + 12 + view.getUint32(at);
    if (next > bytes.length) return null;
    const name = ascii(bytes, at + 4, at + 8);
    if (pngKept.test(name)) kept.push(bytes.subarray(at, next));
    if (name === "IEND") return joined(kept);
    at = next;
  }
  return null;
};

/** APP0 (JFIF) and APP14 (Adobe: how colours are meant) stay; Exif, XMP, IPTC and comments go. */
const jpegGoes = (marker: number): boolean => (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;

/** A JPEG without its application segments and comments (ITU-T T.81, annex B); null where it is cut or broken. */
const cleanJpeg = (bytes: Uint8Array): Uint8Array | null => {
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return null;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const next = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    if (next > bytes.length || next < at + 4) return null;
    // the picture itself begins: what follows its end is not a picture
    if (marker === 0xda) {
      const end = endOfImage(bytes, next);
      return end === null ? null : joined([...kept, bytes.subarray(at, end)]);
    }
    if (!jpegGoes(marker)) kept.push(bytes.subarray(at, next));
    at = next;
  }
  return null;
};

const endOfImage = (bytes: Uint8Array, from: number): number | null => {
  for (let i = bytes.length - 2; i >= from; i -= 1) if (bytes[i] === 0xff && bytes[i + 1] === 0xd9) return i + 2;
  return null;
};

/** Entries of a document's information dictionary and of its XMP packet (ISO 32000-2, 14.3). */
const infoKeys =
  /\/(Author|Creator|Producer|Title|Subject|Keywords|Company|Manager|SourceModified)\s*(\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)|<[0-9A-Fa-f\s]*>)/g;
const infoElsewhere =
  /\/(Author|Creator|Producer|Title|Subject|Keywords|Company|Manager|SourceModified)\s+\d+\s+\d+\s+R\b/;
const xmp = /<\?xpacket begin[\s\S]*?<\?xpacket end[^>]*\?>|<x:xmpmeta[\s\S]*?<\/x:xmpmeta>/g;

/**
 * A PDF whose marks of origin are blanked in place, so that every offset in it stays right. One whose objects are packed together or
 * encrypted could hide them, and is refused: null.
 */
const cleanPdf = (bytes: Uint8Array): Uint8Array | null => {
  // one character for each byte, so that places in the text are places in the file
  const text = new TextDecoder("latin1").decode(bytes);
  if (/\/(ObjStm|Encrypt|EmbeddedFiles?|Filespec|JavaScript)\b/.test(text)) return null;
  if (/\/Type\s*\/Metadata[^>]*\/Filter/.test(text)) return null;
  // a key that is written otherwise, or whose value stands elsewhere, could hide them too
  if (/\/[^\s/<>[\](){}%]*#[0-9A-Fa-f]{2}/.test(text) || infoElsewhere.test(text)) return null;
  const blank = text
    .replace(infoKeys, (whole, key: string, value: string) => {
      const [open, close] = [value[0] ?? "", value.at(-1) ?? ""];
      const lead = whole.slice(0, whole.length - value.length);
      return `${lead.startsWith(`/${key}`) ? lead : ""}${open}${" ".repeat(value.length - 2)}${close}`;
    })
    .replace(xmp, (whole) => " ".repeat(whole.length));
  return Uint8Array.from(blank, (c) => c.charCodeAt(0));
};

/**
 * An attachment without what says where it comes from: authors, programs, places, times, comments. What stands in its text and pictures
 * is not looked at. Null where the file cannot be cleaned, or is of a kind that no demand takes.
 */
export const cleanFile = (mediaType: string, bytes: Uint8Array): Uint8Array | null => {
  if (mediaType === "image/png") return cleanPng(bytes);
  if (mediaType === "image/jpeg") return cleanJpeg(bytes);
  return mediaType === "application/pdf" ? cleanPdf(bytes) : null;
};
