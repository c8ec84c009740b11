/** A unified social credit code in groups 2-6-9-1 (GB 32100-2015): 91 410305 FAKE00013 D. */
export function formatUscc(code: string): string {
  const bare = code.normalize("NFKC").replace(/\s/g, "").toUpperCase();
  if (bare.length !== 18) return code.trim();
  return [bare.slice(0, 2), bare.slice(2, 8), bare.slice(8, 17), bare.slice(17)].join(" ");
}

const thousands = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/** Stored forms of other offices and how each office prints them. What fits none is no stored form. */
const offices: readonly (readonly [RegExp, (m: readonly string[]) => string])[] = [
  [/^CN(\d{7,9})([A-Z]\d?)$/, ([, n, kind]) => `CN ${n} ${kind}`],
  [/^EP(\d{8})(\d)$/, ([, n, check]) => `EP ${n}.${check}`],
  [/^EP(\d{7})([AB]\d)$/, ([, n, kind]) => `EP ${n} ${kind}`],
  [/^US(20\d{2})(\d{7})([AP]\d)$/, ([, year, n, kind]) => `US ${year}/${n} ${kind}`],
  [/^US(D|RE|PP)?(\d{5,8})([ABESP]\d?)$/, ([, right = "", n = "", kind]) => `US ${right}${thousands(n)} ${kind}`],
  [/^US(\d{2})\/(\d{3})(\d{3})$/, ([, series, a, b]) => `US ${series}/${a},${b}`],
  [/^WO(\d{4}|\d{2})(\d{5,6})(A\d)$/, ([, year, n, kind]) => `WO ${year}/${n} ${kind}`],
  [/^JP(\d{4}|[SHR]\d{2})(\d{6})(A|B2)?$/, ([, year, n, kind]) => `JP ${year}-${n}${kind ? ` ${kind}` : ""}`],
  [/^JP(\d{7})(B\d)$/, ([, n, kind]) => `JP ${n} ${kind}`],
  [/^KR(10|20)(\d{4})(\d{7})([AU])?$/, ([, right, y, n, kind]) => `KR ${right}-${y}-${n}${kind ? ` ${kind}` : ""}`],
  [/^KR(10|20)(\d{7})([BY]1)$/, ([, right, n, kind]) => `KR ${right}-${n} ${kind}`],
];

/**
 * A patent number as it is printed. Chinese application and patent numbers have their parts apart (ZC 0006-2003):
 * `ZL 2020 1 0123456.2`, `CN 2019 1 9900006.4`, old form `ZL 95 1 15608.X`; numbers of other offices as those print them:
 * `US 11,950,524 B2`, `WO 2023/990001 A1`, `KR 10-2020-0012345 A`. What is no stored form comes back trimmed, as typed.
 */
export function formatPatentNumber(number: string): string {
  const bare = number.normalize("NFKC").replace(/\s/g, "").toUpperCase();
  const match = /^(ZL|CN)?(\d{4}|\d{2})(\d)(\d{7}|\d{5})\.?([\dX])$/.exec(bare);
  if (match && (match[2]?.length === 4) === (match[4]?.length === 7)) {
    const parts = [match[1], match[2], match[3], `${match[4]}.${match[5]}`];
    return parts.filter((p) => p !== undefined).join(" ");
  }
  for (const [form, print] of offices) {
    const stored = form.exec(bare);
    if (stored) return print(stored);
  }
  return number.trim();
}
