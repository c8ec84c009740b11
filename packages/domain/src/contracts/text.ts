import { breach, change, disputes, filing, general } from "./articles/closing.ts";
import { type Article, type ContractSource, type Draft, draftOf } from "./articles/draft.ts";
import { confidentiality, delivery, improvements, inventors, upkeep, warranty } from "./articles/duties.ts";
import { heldMoney, payment } from "./articles/money.ts";
import { definitions, grant, subject } from "./articles/subject.ts";
import type { Block, DocumentModel, Wording } from "./document.ts";
import type { PartyFacts } from "./facts.ts";
import { titleKeyOf } from "./family.ts";

/** The articles in order: what Civil Code art. 845 expects of a technology contract, then payment, breach and the rest. */
const articles: readonly ((d: Draft) => Article)[] = [
  definitions,
  subject,
  grant,
  delivery,
  payment,
  heldMoney,
  upkeep,
  warranty,
  improvements,
  inventors,
  confidentiality,
  filing,
  breach,
  change,
  disputes,
  general,
];

const numbered = (d: Draft, article: Article, index: number): Block[] => {
  const numerals = d.say("numerals").split(" ");
  let clause = 0;
  return [
    {
      kind: "heading",
      text: d.say("heading", { n: numerals[index] ?? String(index + 1), name: d.say(`article.${article.key}`) }),
    },
    ...article.parts.map((part): Block => {
      if (typeof part !== "string") return part;
      clause += 1;
      return { kind: "clause", number: `${index + 1}.${clause}`, text: part };
    }),
  ];
};

const nameOf = (d: Draft, p: PartyFacts): string => (d.w.locale === "en" ? p.nameEn || p.nameZh : p.nameZh);

const head = (d: Draft): Block => ({
  kind: "facts",
  rows: [
    { label: d.say("head.number"), value: d.facts.contractNumber },
    { label: d.say("head.deal"), value: d.facts.dealNumber },
    { label: d.say("head.project"), value: d.either(d.facts.asset.title) },
    { label: d.say("head.agreed"), value: d.w.day(d.facts.agreedOn) },
  ],
});

const parties = (d: Draft): Block => {
  const { seller, buyer } = d.facts;
  const none = d.say("none");
  const signer = (side: "seller" | "buyer"): string => d.facts.signers.find((s) => s.side === side)?.name ?? none;
  const row = (key: string, of: (p: PartyFacts) => string): string[] => [
    d.say(`party.${key}`),
    of(seller) || none,
    of(buyer) || none,
  ];
  return {
    kind: "table",
    columns: [
      { head: d.say("party.head"), width: 4 },
      { head: d.say("side.seller"), width: 9 },
      { head: d.say("side.buyer"), width: 9 },
    ],
    rows: [
      row("name", (p) => nameOf(d, p)),
      row("uscc", (p) => d.w.uscc(p.uscc)),
      row("address", (p) => p.address),
      row("representative", (p) => p.legalRepresentative),
      [d.say("party.signatory"), signer("seller"), signer("buyer")],
    ],
  };
};

const signatures = (d: Draft): Block => ({
  kind: "signatures",
  sides: d.facts.signers.map((s) => ({
    title: d.say(s.side === "seller" ? "side.seller" : "side.buyer"),
    rows: [
      { label: d.say("party.name"), value: nameOf(d, s.side === "seller" ? d.facts.seller : d.facts.buyer) },
      { label: d.say("party.signatory"), value: s.name },
    ],
  })),
});

/** What a contract is called, by what it does with the technology. */
export const contractTitle = ({ terms, facts }: ContractSource, w: Wording): string =>
  w.say(`title.${titleKeyOf(terms.dealType, facts.asset)}`);

/** A contract's text in one language, wholly made from the frozen facts and the agreed terms. Pure: equal input, equal text. */
export const contractDocument = (source: ContractSource, w: Wording): DocumentModel => {
  const d = draftOf(source, w);
  const { terms, facts } = source;
  return {
    locale: w.locale,
    title: contractTitle(source, w),
    subtitle: d.family === "licence" ? d.say(`mode.${terms.dealType}`) : "",
    blocks: [
      head(d),
      parties(d),
      { kind: "paragraph", text: d.say("preamble") },
      ...articles.flatMap((write, i) => numbered(d, write(d), i)),
      { kind: "note", text: d.say("closing.signature-page") },
      signatures(d),
      { kind: "note", text: d.say("closing.template", { template: source.template, hash: source.termsHash }) },
      { kind: "note", text: d.say("closing.authority") },
    ],
    footer: facts.contractNumber,
    pageNumber: d.say("page-number", { page: "{page}", pages: "{pages}" }),
  };
};
