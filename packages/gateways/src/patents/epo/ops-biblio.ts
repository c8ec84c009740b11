import { type PatentRecord, readIpc, readPatentNumber } from "@peony/domain/listings";
import type { Bilingual } from "@peony/domain/shared";
import { at, dayOf, listOf, textOf } from "./ops-json.ts";
import { publicationText } from "./ops-reference.ts";

/** One published document of a right. */
export type OpsDocument = {
  readonly office: string;
  readonly serial: string;
  readonly kind: string;
  /** In our writing, or null where it is of a form we do not know. */
  readonly number: string | null;
  readonly isGrant: boolean;
  readonly on: string | null;
  readonly biblio: unknown;
  readonly abstract: unknown;
};

const idOf = (reference: unknown, format: string): unknown =>
  listOf(at(reference, "document-id")).find((id) => at(id, "@document-id-type") === format);

/** The documents of an answer, in the order they were published. */
export const documentsOf = (answer: unknown): OpsDocument[] =>
  listOf(at(answer, "ops:world-patent-data", "exchange-documents"))
    .flatMap((group) => listOf(at(group, "exchange-document")))
    .filter((doc) => at(doc, "bibliographic-data") !== undefined)
    .map((doc) => {
      const [office, serial, kind] = ["@country", "@doc-number", "@kind"].map((key) => textOf(at(doc, key)));
      const found = readPatentNumber(publicationText(office ?? "", serial ?? "", kind ?? ""));
      const biblio = at(doc, "bibliographic-data");
      return {
        office: office ?? "",
        serial: serial ?? "",
        kind: kind ?? "",
        number: found.ok ? found.number.normal : null,
        isGrant: found.ok && /-(?:grant|design|reissue|plant)$/.test(found.number.kind),
        on: dayOf(at(idOf(at(biblio, "publication-reference"), "docdb"), "date")),
        biblio,
        abstract: at(doc, "abstract"),
      };
    })
    .sort((a, b) => (a.on ?? "").localeCompare(b.on ?? ""));

const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
const asBilingual = (texts: readonly string[]): Bilingual => ({
  zh: texts.find(hasHan) ?? "",
  en: texts.find((text) => !hasHan(text)) ?? "",
});
/** Texts by their language: English before the office's other ones, Chinese told by its characters. */
const byLanguage = (nodes: unknown, read: (node: unknown) => string): Bilingual => {
  const rank = (node: unknown) => (at(node, "@lang") === "en" ? 0 : 1);
  const sorted = listOf(nodes).toSorted((a, b) => rank(a) - rank(b));
  return asBilingual(sorted.map(read).filter(Boolean));
};
const paragraphs = (node: unknown): string => listOf(at(node, "p")).map(textOf).filter(Boolean).join("\n");

/** A check digit that the register leaves out, put back: the reader names it. */
const completed = (text: string): string | null => {
  const found = readPatentNumber(`${text}0`);
  if (found.ok) return found.number.normal;
  return found.reason === "check" ? `${text}${found.expected}` : null;
};

const applicationOf = (biblio: unknown): string | null => {
  const reference = at(biblio, "application-reference");
  const id = idOf(reference, "docdb");
  const [office, serial, kind] = ["country", "doc-number", "kind"].map((key) => textOf(at(id, key)));
  const written = (text: string): string | null => {
    const found = readPatentNumber(text);
    return found.ok ? found.number.normal : null;
  };
  if (kind === "W") return written(`PCT/${office}${serial?.slice(0, -6)}/${serial?.slice(-6)}`);
  if (office === "CN" || office === "EP") return completed(`${office}${serial}`);
  if (office === "KR") return written(`KR${kind === "U" ? "20" : "10"}${serial}`);
  if (office === "US") {
    const own = textOf(at(idOf(reference, "original"), "doc-number")).replace(/\D/g, "");
    return written(`US${own.slice(0, 2)}/${own.slice(2)}`);
  }
  return written(`${office}${serial}`);
};

type Party = PatentRecord["applicants"][number];
/** Each party comes once per format; its own spelling is kept, and the country from the standardised one, `NAME [CN]`. */
const partiesOf = (nodes: unknown, name: string): Party[] => {
  const parties = new Map<string, { own: string[]; standard: string }>();
  for (const node of listOf(nodes)) {
    const sequence = textOf(at(node, "@sequence"));
    const party = parties.get(sequence) ?? { own: [], standard: "" };
    const text = textOf(at(node, name, "name")).replace(/[,，;；\s]+$/u, "");
    if (at(node, "@data-format") === "epodoc") party.standard = text;
    else party.own.push(text);
    parties.set(sequence, party);
  }
  return [...parties.values()]
    .map(({ own, standard }) => {
      const [, bare = "", country] = /^(.*?)\s*(?:\[([A-Z]{2})\])?$/.exec(standard) ?? [];
      const known = own.filter(Boolean);
      return { name: asBilingual(known.length > 0 ? known : [bare]), country: country ?? null };
    })
    .filter((party) => party.name.zh !== "" || party.name.en !== "");
};

/** `F16C  33/   62            A I` */
const ipcOf = (biblio: unknown): string[] => {
  const symbols = listOf(at(biblio, "classifications-ipcr", "classification-ipcr")).map((node) => {
    const [, subclass, group, subgroup] =
      /^([A-H]\d{2}[A-Z])\s*(\d{1,4})\/\s*(\d{2,6})/.exec(textOf(at(node, "text"))) ?? [];
    return subclass ? readIpc(`${subclass} ${group}/${subgroup}`) : null;
  });
  return [...new Set(symbols.filter((symbol) => symbol !== null))];
};

const prioritiesOf = (biblio: unknown): PatentRecord["priority"] =>
  listOf(at(biblio, "priority-claims", "priority-claim"))
    .map((claim) => {
      const number =
        textOf(at(idOf(claim, "epodoc"), "doc-number")) || textOf(at(idOf(claim, "original"), "doc-number"));
      return { number, date: dayOf(at(idOf(claim, "epodoc"), "date")), country: number.slice(0, 2) };
    })
    .filter(({ number, country }) => number !== "" && /^[A-Z]{2}$/.test(country));

/** What the documents of one right say of it, without its legal status. @param asked the number that was looked up */
export const recordOf = (documents: readonly OpsDocument[], asked: string) => {
  const last = documents.at(-1);
  const biblio = last?.biblio;
  const reference = at(biblio, "application-reference");
  const number = applicationOf(biblio) ?? asked;
  const abstracts = documents.flatMap((doc) => listOf(doc.abstract));
  return {
    number,
    publicationNumber: last?.number ?? null,
    printedNumber: textOf(at(idOf(reference, "original"), "doc-number")) || number,
    title: byLanguage(at(biblio, "invention-title"), textOf),
    abstract: byLanguage(abstracts, paragraphs),
    applicants: partiesOf(at(biblio, "parties", "applicants", "applicant"), "applicant-name"),
    inventors: partiesOf(at(biblio, "parties", "inventors", "inventor"), "inventor-name"),
    filingDate: dayOf(at(idOf(reference, "docdb"), "date")),
    publicationDate: documents[0]?.on ?? null,
    grantDate: documents.find((doc) => doc.isGrant)?.on ?? null,
    ipc: ipcOf(biblio),
    country: last?.office ?? "",
    priority: prioritiesOf(biblio),
  };
};
