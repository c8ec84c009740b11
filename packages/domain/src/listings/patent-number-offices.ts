import {
  fullYear,
  type PatentNumberFinding,
  type PatentNumberKind,
  refused,
  understood,
  understoodIn,
} from "./patent-number-kinds.ts";

/** A written form and what it says. `m` is the match, with "" for the groups that are not there. */
type Form = {
  readonly form: RegExp;
  /** Whether the hyphens belong to the form: there they say where a part ends. */
  readonly hyphens?: true;
  readonly read: (m: readonly string[], thisYear: number) => PatentNumberFinding;
};

/** Check digit of a European application number: digits by 1, 2, 1, 2 …, cross sums, up to the next ten. Source: EPO, OPS support. */
export const epCheckDigit = (digits: string): string => {
  const sum = [...digits].reduce((total, d, i) => {
    const product = Number(d) * (i % 2 === 0 ? 1 : 2);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return String((10 - (sum % 10)) % 10);
};

const chinese: readonly Form[] = [
  {
    // the number begins with the kind of right, which the letter must repeat; the numbers of 1985–88 have it third
    form: /^CN(?:8[5-8](?=[123]\d{5}[A-Z]))?([123])(?:\d{5}|\d{6}|\d{8})([A-Z])\d?$/,
    read: ([normal = "", right = "", letter = ""]) => {
      if (right === "1" && letter === "A") return understood("cn-invention-publication", normal);
      if (right === "1" && "BC".includes(letter)) return understood("cn-invention-grant", normal);
      if (right === "2" && "UY".includes(letter)) return understood("cn-utility-grant", normal);
      if (right === "3" && "DS".includes(letter)) return understood("cn-design-grant", normal);
      return refused("form");
    },
  },
];

const european: readonly Form[] = [
  {
    form: /^EP\d{7}(?:(A[1-489])|B[1-389])$/,
    read: ([normal = "", a]) => understood(a ? "ep-publication" : "ep-grant", normal),
  },
  {
    form: /^EP(\d{2})(\d{6})\.?(\d)$/,
    read: ([, yy = "", serial = "", check], thisYear) => {
      const expected = epCheckDigit(yy + serial);
      if (check !== expected) return { ok: false, reason: "check", expected };
      return understoodIn("ep-application", `EP${yy}${serial}${check}`, fullYear(yy), [1978, thisYear]);
    },
  },
  { form: /^EP\d{8}$/, read: () => refused("length") },
];

const rights: Readonly<Record<string, PatentNumberKind>> = { D: "us-design", R: "us-reissue", P: "us-plant" };

const american: readonly Form[] = [
  {
    form: /^US(?:\d{7,8}|(D)\d{6,7}|(R)E\d{5,6}|(P)P\d{5,6})(?:A|B[12]|S1?|E1?|P[23])$/,
    read: ([normal = "", ...letters]) => understood(rights[letters.find(Boolean) ?? ""] ?? "us-grant", normal),
  },
  {
    // some databases drop the first zero of the serial, which loses nothing
    form: /^US(20\d{2})\/?(\d{6,7})(A[129]|P[149])$/,
    read: ([, year = "", serial = "", kind = ""], thisYear) =>
      understoodIn("us-publication", `US${year}${serial.padStart(7, "0")}${kind}`, Number(year), [2001, thisYear]),
  },
  {
    // series and serial, 13/033,085; older lists drop leading zeros here too (12/45,970)
    form: /^(?:US)?(\d{2})\/(?:(\d{1,3}),(\d{3})|(\d{4,6}))$/,
    read: ([, series = "", thousands = "", rest = "", plain = ""]) =>
      understood("us-application", `US${series}/${(plain || thousands + rest).padStart(6, "0")}`),
  },
];

const international: readonly Form[] = [
  {
    form: /^WO((?:19|20)\d{2})\/?(\d{6})(A[1-489])$/,
    read: ([, year = "", serial = "", kind = ""], thisYear) =>
      understoodIn("wo-publication", `WO${year}${serial}${kind}`, Number(year), [1978, thisYear]),
  },
  {
    // until 2003: a year of two digits, serials of five and at last of six
    form: /^WO(\d{2})\/?(\d{5,6})(A[1-489])$/,
    read: ([, yy = "", serial = "", kind = ""]) =>
      understoodIn("wo-publication", `WO${yy}${serial}${kind}`, fullYear(yy), [1978, 2003]),
  },
  {
    form: /^PCT\/([A-Z]{2})((?:19|20)\d{2})\/(\d{6})$/,
    read: ([normal = "", , year = ""], thisYear) =>
      understoodIn("pct-application", normal, Number(year), [1978, thisYear]),
  },
  {
    form: /^PCT\/[A-Z]{2}(\d{2})\/\d{5}$/,
    read: ([normal = "", yy = ""]) => {
      const finding = understoodIn("pct-application", normal, fullYear(yy), [1978, 2003]);
      return finding.ok ? finding : refused("form");
    },
  },
];

/** Eras by the letter in Latin writing: the year before their first, and how many years they have. */
const eras: Readonly<Record<string, { readonly before: number; readonly years: number }>> = {
  S: { before: 1925, years: 64 },
  H: { before: 1988, years: 31 },
  R: { before: 2018, years: 99 },
};
const eraLetter: Readonly<Record<string, string>> = { 昭: "S", 平: "H", 令: "R" };
const japaneseKind = (kind: string): PatentNumberKind =>
  kind === "" ? "jp-application" : kind === "A" ? "jp-publication" : "jp-grant";
/** 特開 and 特表 are publications, 特公 examined ones, 特願 applications, which carry no kind. */
const documentOf = (word: string): string => (/^特[願愿]/.test(word) ? "" : word === "特公" ? "B2" : "A");

const inEra = (letter: string, year: string, serial: string, kind: string, thisYear: number): PatentNumberFinding => {
  const era = eras[letter];
  if (!era || Number(year) < 1 || Number(year) > era.years) return refused("year");
  const normal = `JP${letter}${year.padStart(2, "0")}${serial.padStart(6, "0")}${kind}`;
  return understoodIn(japaneseKind(kind), normal, era.before + Number(year), [1926, thisYear]);
};
/** Years of four digits are in use since 2000. */
const inYear = (year: string, serial: string, kind: string, thisYear: number): PatentNumberFinding =>
  understoodIn(japaneseKind(kind), `JP${year}${serial.padStart(6, "0")}${kind}`, Number(year), [2000, thisYear]);

const japanese: readonly Form[] = [
  {
    form: /^(?:JP)?(特[開开]|特表|特[願愿]|特公)([昭平令])(\d{1,2})-(\d{1,6})[号號]?$/,
    hyphens: true,
    read: ([, word = "", era = "", year = "", serial = ""], thisYear) =>
      inEra(eraLetter[era] ?? "", year, serial, documentOf(word), thisYear),
  },
  {
    form: /^(?:JP)?(特[開开]|特表|特[願愿])(\d{4})-(\d{1,6})[号號]?$/,
    hyphens: true,
    read: ([, word = "", year = "", serial = ""], thisYear) => inYear(year, serial, documentOf(word), thisYear),
  },
  {
    form: /^JP([SHR])(\d{2})(\d{6})(A|B2)?$/,
    read: ([, l = "", y = "", s = "", k = ""], now) => inEra(l, y, s, k, now),
  },
  {
    form: /^JP(\d{4})(\d{6})(A?)$/,
    read: ([, year = "", serial = "", kind = ""], now) => inYear(year, serial, kind, now),
  },
  {
    // 特許第6712345号 does not say whether it was published before; nearly all were, which is B2
    form: /^(?:JP|(?:JP)?特[許许]第?)(\d{7})[号號]?$/,
    read: ([, serial = ""]) => understood("jp-grant", `JP${serial}B2`),
  },
  { form: /^JP(\d{7})(B[12])$/, read: ([normal = ""]) => understood("jp-grant", normal) },
];

const koreanYears = (thisYear: number): readonly [number, number] => [1948, thisYear];
/** 10 is a patent, 20 a utility model; its letter must agree. */
const agrees = (right: string, letter: string, [patent, utility]: readonly [string, string]): boolean =>
  letter === "" || letter === (right === "10" ? patent : utility);

const korean: readonly Form[] = [
  {
    // 10-2020-0012345 alone is how an application is printed; a publication has its letter
    form: /^(?:KR)?(10|20)-(\d{4})-(\d{7})([AU]?)$|^KR(10|20)(\d{4})(\d{7})([AU]?)$/,
    hyphens: true,
    read: ([, a, b, c, d, e, f, g, h], thisYear) => {
      const [right = "", year = "", serial = "", letter = ""] = a ? [a, b, c, d] : [e, f, g, h];
      if (!agrees(right, letter, ["A", "U"])) return refused("kind");
      const kind: PatentNumberKind = `kr-${right === "20" ? "utility-" : ""}${letter ? "publication" : "application"}`;
      return understoodIn(kind, `KR${right}${year}${serial}${letter}`, Number(year), koreanYears(thisYear));
    },
  },
  {
    form: /^(?:KR)?(10|20)-(\d{7})(B1|Y1)?$|^KR(10|20)(\d{7})(B1|Y1)?$/,
    hyphens: true,
    read: ([, a, b, c, d, e, f]) => {
      const [right = "", serial = "", letter = ""] = a ? [a, b, c] : [d, e, f];
      if (!agrees(right, letter, ["B1", "Y1"])) return refused("kind");
      return right === "10"
        ? understood("kr-grant", `KR10${serial}B1`)
        : understood("kr-utility-grant", `KR20${serial}Y1`);
    },
  },
];

const forms: readonly Form[] = [...chinese, ...european, ...american, ...international, ...japanese, ...korean];

/**
 * Reads every form but the application numbers of the Chinese office. @param text NFKC, upper case, without spaces
 * @returns null where no form fits
 */
export const readOfficeForm = (text: string, thisYear: number): PatentNumberFinding | null => {
  const bare = text.replaceAll("-", "");
  // Commas part thousands. In 12/45,970 they also tell how many zeros were dropped, so there they stay.
  const plain = bare.includes("/") ? bare : bare.replaceAll(",", "");
  for (const { form, hyphens, read } of forms) {
    const m = form.exec(hyphens ? text : plain);
    if (m)
      return read(
        Array.from(m, (group) => group ?? ""),
        thisYear,
      );
  }
  return null;
};
