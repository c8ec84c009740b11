/** A run that only UTF-8 read as Latin-1 leaves behind: a lead byte and its continuation bytes, each as a character of its own. */
const misread = /[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3}/g;
const invisible = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const controls = /[\u0080-\u009f]/;

const again = (run: string): string => {
  const text = new TextDecoder().decode(Uint8Array.from(run, (c) => c.charCodeAt(0)));
  return text.includes("\ufffd") ? run : text;
};

/**
 * A text of a source as it was meant: where control characters show that UTF-8 was read as Latin-1 it is decoded again, and marks
 * nobody sees are dropped. Any other text comes back as it is.
 */
export const mended = (text: string): string =>
  (controls.test(text) ? text.replace(misread, again) : text).replace(invisible, "");
