/**
 * A digital object identifier in lower case without its resolver, `10.16418/j.issn.1000-3045.2018.07.009`, or null where the text
 * is none. Taken as `doi:…` or as a web address too. DOIs have no check digit and are compared without case. Never throws.
 */
export const readDoi = (input: string): string | null => {
  const text = input
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:dx\.)?doi\.org\/|^doi\s*:\s*/, "");
  return /^10\.\d{4,9}\/\S+$/.test(text) && text.length <= 300 ? text : null;
};
