const longest = 200;

/**
 * A failure as it may be shown: its first line without addresses, keys, long numbers and the text of queries. What is cut is in the
 * worker's log or nowhere; a page is read by more eyes than a log.
 */
export const shownFault = (message: string | null): string => {
  const line = (message ?? "").split(/[\r\n]/, 1)[0]?.trim() ?? "";
  if (/^failed query\b/i.test(line)) return "a query failed";
  const clean = line
    .replace(/\p{Cc}|\p{Cf}/gu, "")
    .replace(/[^\s@]+@[^\s@]+/gu, "…@…")
    .replace(/\b(?:sk|rk|pk|whsec)_\w+/g, "…")
    .replace(/\d{7,}/g, "…");
  return [...clean].length > longest ? `${[...clean].slice(0, longest).join("")}…` : clean;
};
