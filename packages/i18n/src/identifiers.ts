/** A unified social credit code in groups 2-6-9-1 (GB 32100-2015): 91 410305 FAKE00013 D. */
export function formatUscc(code: string): string {
  const bare = code.normalize("NFKC").replace(/\s/g, "").toUpperCase();
  if (bare.length !== 18) return code.trim();
  return [bare.slice(0, 2), bare.slice(2, 8), bare.slice(8, 17), bare.slice(17)].join(" ");
}

/**
 * A Chinese application or patent number with its parts apart (ZC 0006-2003): `ZL 2020 1 0123456.2`,
 * `CN 2019 1 9900006.4`, old form `ZL 95 1 15608.X`. Numbers of other offices come back trimmed, as typed.
 */
export function formatPatentNumber(number: string): string {
  const bare = number.normalize("NFKC").replace(/\s/g, "").toUpperCase();
  const match = /^(ZL|CN)?(\d{4}|\d{2})(\d)(\d{7}|\d{5})\.?([\dX])$/.exec(bare);
  if (!match || (match[2]?.length === 4) !== (match[4]?.length === 7)) return number.trim();
  const parts = [match[1], match[2], match[3], `${match[4]}.${match[5]}`];
  return parts.filter((p) => p !== undefined).join(" ");
}
