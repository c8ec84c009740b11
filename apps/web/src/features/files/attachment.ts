/** Characters that stand for themselves in an extended value (RFC 5987, attr-char); `encodeURIComponent` leaves four more. */
const extended = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * The Content-Disposition of a download (RFC 6266): the name in UTF-8, and for old programs one of plain letters. A browser
 * saves it and never opens it in our origin.
 */
export const attachment = (name: string): string => {
  const plain = name.replace(/[^\x20-\x7e]/g, "_").replace(/["\\%]/g, "_");
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended(name)}`;
};
