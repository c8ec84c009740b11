import type { PatentNumber } from "@peony/domain/listings";

/** How the register addresses a document in its own database: `publication/docdb/EP.1000000.A1`. */
export type OpsReference = { readonly type: "publication" | "application"; readonly docdb: string };

const application = (office: string, serial: string, kind: string): OpsReference => ({
  type: "application",
  docdb: `${office}.${serial}.${kind}`,
});
const publication = (office: string, serial: string, kind: string): OpsReference => ({
  type: "publication",
  docdb: `${office}.${serial}.${kind}`,
});

const forms: readonly (readonly [RegExp, (m: readonly string[]) => OpsReference])[] = [
  // application numbers lose their check digit there; a utility model has its own kind
  [/^CN(\d{4}[29]\d{7}|\d{2}[29]\d{5})[\dX]$/, ([, n = ""]) => application("CN", n, "U")],
  [/^CN(\d{4}[18]\d{7}|\d{2}[18]\d{5})[\dX]$/, ([, n = ""]) => application("CN", n, "A")],
  [/^EP(\d{8})\d$/, ([, n = ""]) => application("EP", n, "A")],
  [/^PCT\/([A-Z]{2})(\d{4})\/(\d{6})$/, ([, office = "", year = "", n = ""]) => application(office, year + n, "W")],
  [/^PCT\/([A-Z]{2})(\d{2})\/(\d{5})$/, ([, office = "", year = "", n = ""]) => application(office, year + n, "W")],
  [/^JP(\d{10})$/, ([, n = ""]) => application("JP", n, "A")],
  [/^KR10(\d{11})$/, ([, n = ""]) => application("KR", n, "A")],
  [/^KR20(\d{11})$/, ([, n = ""]) => application("KR", n, "U")],
  // published applications: the United States lose a zero of the serial, Korea the leading 10
  [/^US(\d{4})0(\d{6})([AP]\d)$/, ([, year = "", n = "", kind = ""]) => publication("US", year + n, kind)],
  [/^KR[12]0(\d{11})([AU])$/, ([, n = "", kind = ""]) => publication("KR", n, kind)],
  [
    /^(CN|EP|US|WO|JP|KR)([A-Z]{0,2}\d+)([A-Z]\d?)$/,
    ([, office = "", n = "", kind = ""]) => publication(office, n, kind),
  ],
];

/** The address of a number, or null where the register keeps no such right or cannot tell it (designs, series numbers of the US). */
export const opsReference = ({ normal, kind }: PatentNumber): OpsReference | null => {
  if (kind === "cn-design-application" || kind === "cn-design-grant") return null;
  for (const [form, address] of forms) {
    const m = form.exec(normal);
    if (m) return address(m);
  }
  return null;
};

/** A publication as the register names it, in our writing: what it leaves out is put back. */
export const publicationText = (office: string, serial: string, kind: string): string =>
  office === "KR" && /^[AU]/.test(kind)
    ? `KR${kind.startsWith("U") ? "20" : "10"}${serial}${kind}`
    : office + serial + kind;
