import type { PatentRecord } from "@peony/domain/listings";

/** What a register of the European kind answers about a right, made from one of our records in that register's own writing. */

const compact = (day: string | null): string => day?.replaceAll("-", "") ?? "";
const docdbId = (country: string, serial: string, kind: string, day: string | null) => ({
  "@document-id-type": "docdb",
  country: { $: country },
  "doc-number": { $: serial },
  kind: { $: kind },
  ...(day ? { date: { $: compact(day) } } : {}),
});

type Address = { readonly office: string; readonly serial: string; readonly kind: string };
const address = ({ office, serial, kind }: Address): string => `${office}.${serial}.${kind}`;

const applicationOf = (r: PatentRecord): Address => {
  if (r.number.startsWith("PCT/")) {
    const [, receiving = "", serial = ""] = r.number.split("/");
    return { office: receiving.slice(0, 2), serial: receiving.slice(2) + serial, kind: "W" };
  }
  if (r.country === "US")
    return { office: "US", serial: r.filingDate?.slice(0, 4) + r.number.slice(2).replace("/", ""), kind: "A" };
  return {
    office: r.country,
    serial: r.number.slice(2, -1),
    kind: "29".includes(r.number[6] ?? "") && r.country === "CN" ? "U" : "A",
  };
};
const publicationOf = (r: PatentRecord): Address => {
  const [, office = "", serial = "", kind = ""] = /^([A-Z]{2})(\d+)([A-Z]\d?)$/.exec(r.publicationNumber ?? "") ?? [];
  return {
    office,
    serial: office === "US" && serial.length === 11 ? serial.slice(0, 4) + serial.slice(5) : serial,
    kind,
  };
};
/** The application as it was laid open before the grant. */
const earlierOf = (r: PatentRecord): Address =>
  r.country === "US"
    ? { office: "US", serial: `${r.publicationDate?.slice(0, 4)}${r.number.slice(5)}`, kind: "A1" }
    : { ...publicationOf(r), kind: r.country === "EP" ? "A1" : "A" };

const parties = (list: PatentRecord["applicants"], name: string) =>
  list.flatMap((party, i) => {
    const as = (format: string, text: string) => ({
      "@sequence": `${i + 1}`,
      "@data-format": format,
      [name]: { name: { $: text } },
    });
    const spelled = [party.name.en, party.name.zh].filter(Boolean);
    const standard = (party.name.en || party.name.zh).toUpperCase().replace(/[.,]/g, "");
    return [
      as("epodoc", `${standard}${party.country ? ` [${party.country}]` : ""}`),
      ...spelled.map((t) => as("original", `${t}, `)),
    ];
  });

/** `F16C 33/64` in the columns of the classification. */
const columns = (symbol: string): string => {
  const [subclass = "", group = ""] = symbol.split(" ");
  const [main = "", sub = ""] = group.split("/");
  return `${subclass} ${main.padStart(3)}/ ${sub.padEnd(6)}           A I`;
};

/** A list of one is no list there. */
const collapsed = <T>(list: readonly T[]): T | readonly T[] | undefined =>
  list.length === 1 ? list[0] : list.length === 0 ? undefined : list;

const documentOf = (r: PatentRecord, published: Address, day: string | null) => {
  const application = applicationOf(r);
  const printed = r.country === "US" ? application.serial.slice(4) : r.printedNumber;
  const filed = docdbId(application.office, application.serial, application.kind, r.filingDate);
  return {
    "@country": published.office,
    "@doc-number": published.serial,
    "@kind": published.kind,
    "bibliographic-data": {
      "publication-reference": { "document-id": [docdbId(published.office, published.serial, published.kind, day)] },
      "application-reference": {
        "document-id": [filed, { "@document-id-type": "original", "doc-number": { $: printed } }],
      },
      "priority-claims": {
        "priority-claim": collapsed(
          r.priority.map((p) => ({
            "document-id": {
              "@document-id-type": "epodoc",
              "doc-number": { $: p.number },
              date: { $: compact(p.date) },
            },
          })),
        ),
      },
      "classifications-ipcr": {
        "classification-ipcr": collapsed(r.ipc.map((symbol) => ({ text: { $: columns(symbol) } }))),
      },
      parties: {
        applicants: { applicant: collapsed(parties(r.applicants, "applicant-name")) },
        inventors: { inventor: collapsed(parties(r.inventors, "inventor-name")) },
      },
      "invention-title": [
        { "@lang": "zh", $: r.title.zh },
        { "@lang": "en", $: r.title.en },
      ],
    },
    abstract: [
      { "@lang": "en", p: { $: r.abstract.en } },
      { "@lang": "zh", p: r.abstract.zh.split("\n").map((line) => ({ $: line })) },
    ],
  };
};

const documentsOf = (r: PatentRecord) => {
  if (r.grantDate === null || r.grantDate === r.publicationDate)
    return [documentOf(r, publicationOf(r), r.publicationDate)];
  return [documentOf(r, publicationOf(r), r.grantDate), documentOf(r, earlierOf(r), r.publicationDate)];
};
const biblioOf = (r: PatentRecord) => ({
  "ops:world-patent-data": { "exchange-documents": { "exchange-document": collapsed(documentsOf(r)) } },
});

const endCode: Readonly<Record<string, string>> = { CN: "CF01", EP: "18W", US: "FP  " };
const legalOf = (r: PatentRecord) => {
  const event = (code: string, day: string | null) => ({
    "@code": code,
    "ops:L001EP": { $: r.country },
    "ops:L007EP": { $: day },
  });
  const events = [event("PGFP", r.publicationDate)];
  if (r.legalStatus === "lapsed") events.push(event(endCode[r.country] ?? "", r.legalStatusOn));
  return {
    "ops:world-patent-data": { "ops:patent-family": { "ops:family-member": { "ops:legal": collapsed(events) } } },
  };
};

/** Every path that is answered with a document. */
export const opsAnswers = (records: readonly PatentRecord[]): ReadonlyMap<string, unknown> => {
  const answers = new Map<string, unknown>();
  for (const r of records) {
    const published = publicationOf(r);
    answers.set(`/published-data/application/docdb/${address(applicationOf(r))}/biblio,full-cycle`, biblioOf(r));
    answers.set(`/published-data/publication/docdb/${address(published)}/biblio,full-cycle`, biblioOf(r));
    answers.set(`/legal/publication/docdb/${address(published)}`, legalOf(r));
  }
  return answers;
};
