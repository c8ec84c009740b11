/** A mobile number in groups: 138 1234 5678. Anything else comes back trimmed, as typed. */
export function formatPhone(phone: string): string {
  const digits = phone
    .normalize("NFKC")
    .replace(/[\s-]/g, "")
    .replace(/^\+?86(?=1\d{10}$)/, "");
  return /^1\d{10}$/.test(digits) ? `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}` : phone.trim();
}

/** A mobile number with its middle hidden: 138****5678; other numbers keep their last two characters. */
export function maskPhone(phone: string): string {
  const digits = phone
    .normalize("NFKC")
    .replace(/[\s-]/g, "")
    .replace(/^\+?86(?=1\d{10}$)/, "");
  if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(7)}`;
  return `****${digits.slice(-2)}`;
}

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
