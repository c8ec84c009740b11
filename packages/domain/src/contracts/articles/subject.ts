import type { Block } from "../document.ts";
import { patentKindOf, patentNumbers } from "../patent.ts";
import { type Article, type Draft, partyKeyOf } from "./draft.ts";

const partyName = (d: Draft): string =>
  d.w.locale === "en" ? d.facts.seller.nameEn || d.facts.seller.nameZh : d.facts.seller.nameZh;

/** What names the technology; for a patent the six facts of Civil Code art. 845 §3 are among its rows. */
const assetFacts = (d: Draft): Block => {
  const { asset } = d.facts;
  const none = d.say("none");
  const row = (key: string, value: string | null) => ({ label: d.say(`asset.${key}`), value: value || none });
  const inventors = asset.inventors.map((i) => d.either(i.name)).join(d.say("list-separator"));
  const status = row("legal-status", d.say(`legal-status.${asset.legalStatus}`));
  const name = row(d.patent ? "invention-name" : "technology-name", d.either(asset.title));
  if (!d.patent)
    return {
      kind: "facts",
      rows: [
        name,
        row("kind", d.say(`asset-kind.${asset.kind}`)),
        row("holder", partyName(d)),
        row("authors", inventors),
        row("number", asset.number),
        status,
      ],
    };
  const kind = patentKindOf(asset.number);
  const numbers = patentNumbers(asset);
  return {
    kind: "facts",
    rows: [
      name,
      row("kind", kind ? d.say(`patent-kind.${kind}`) : d.say(`asset-kind.${asset.kind}`)),
      row("patentee", partyName(d)),
      row("inventors", inventors),
      row("filing-date", asset.filingDate && d.w.day(asset.filingDate)),
      row("application-number", numbers.application && d.w.patentNumber(numbers.application)),
      row("patent-number", numbers.patent ? d.w.patentNumber(numbers.patent) : d.say("asset.not-granted")),
      row("grant-date", asset.grantDate && d.w.day(asset.grantDate)),
      row("expiry", d.expiry ? d.w.day(d.expiry) : d.say("asset.by-authority")),
      row("ipc", asset.ipc.join(d.say("list-separator"))),
      status,
    ],
  };
};

export const subject = (d: Draft): Article => ({
  key: "subject",
  parts: [
    d.say(`subject.${partyKeyOf(d.terms)}`, { title: d.either(d.facts.asset.title) }),
    assetFacts(d),
    ...(d.patent ? [{ kind: "note" as const, text: d.say("subject.status-note") }] : []),
    d.say("subject.scope"),
  ],
});

export const definitions = (d: Draft): Article => ({
  key: "definitions",
  parts: [
    d.say("definitions.effective"),
    d.say("definitions.platform"),
    d.say("definitions.provider"),
    ...(d.terms.royaltyPct > 0 ? [d.say(`definitions.${d.terms.royaltyBase}`)] : []),
  ],
});

const licenceGrant = (d: Draft): string[] => {
  const { terms, facts } = d;
  const months = String(terms.termMonths);
  return [
    d.say(`grant.mode.${terms.dealType}`),
    d.say(d.patent ? "grant.acts-patent" : "grant.acts-other"),
    ...(facts.asset.kind === "application" || (d.patent && facts.asset.legalStatus === "pending")
      ? [d.say("grant.pending")]
      : []),
    d.say("grant.field", { field: d.either(terms.fieldOfUse) }),
    d.say("grant.territory", { territory: d.either(terms.territory) }),
    d.patent && d.expiry
      ? d.say("grant.term-patent", { months, expiry: d.w.day(d.expiry) })
      : d.say(d.patent ? "grant.term-patent-open" : "grant.term", { months }),
    terms.sublicencePct > 0
      ? d.say("grant.sublicence", { pct: d.pct(terms.sublicencePct) })
      : d.say("grant.no-sublicence"),
  ];
};

const assignmentGrant = (d: Draft): string[] => [
  d.say(d.patent ? `transfer.right-${d.facts.asset.kind}` : "transfer.right-other"),
  ...(d.patent ? [d.say("transfer.registration")] : []),
  d.say("transfer.licences"),
  d.say("transfer.own-use"),
  d.say("transfer.scope", { field: d.either(d.terms.fieldOfUse), territory: d.either(d.terms.territory) }),
  d.say("work.term", { months: String(d.terms.termMonths) }),
];

const workScope = (d: Draft): string[] => [
  d.say(`work.duty.${d.terms.dealType}`),
  d.say("work.field", { field: d.either(d.terms.fieldOfUse) }),
  d.say("work.territory", { territory: d.either(d.terms.territory) }),
  d.say("work.term", { months: String(d.terms.termMonths) }),
  d.say("work.cooperation"),
];

/** The heart of each family: what is granted, transferred or done, where, for what and how long. */
export const grant = (d: Draft): Article => {
  if (d.family === "licence") return { key: "grant", parts: licenceGrant(d) };
  if (d.family === "assignment") return { key: "transfer", parts: assignmentGrant(d) };
  return { key: "work", parts: workScope(d) };
};
