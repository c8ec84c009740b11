import type { SignerSide } from "./contract.ts";
import type { Block, DocumentModel, Wording } from "./document.ts";
import { drawable } from "./glyphs.ts";

export type SignatureFacts = {
  readonly position: number;
  readonly side: SignerSide;
  readonly name: string;
  readonly organisation: { readonly nameZh: string; readonly nameEn: string };
  readonly signedAt: Date;
  /** The hash the signer was shown and sent back. */
  readonly signedHash: string;
  /** When the signer last proved who they are; null where it was not recorded. */
  readonly provedAt: Date | null;
  readonly address: string | null;
  readonly agent: string | null;
  /** The audit row of this signature: number and hash in the deal's chain. */
  readonly audit: { readonly seq: number; readonly hash: string } | null;
};

export type EvidenceFacts = {
  readonly contractNumber: string;
  readonly contractTitle: string;
  readonly dealNumber: string;
  readonly prevailingLanguage: "zh" | "en";
  readonly documentHash: string;
  readonly termsHash: string;
  readonly signedAt: Date;
  readonly signatures: readonly SignatureFacts[];
  readonly chainTip: { readonly seq: number; readonly hash: string };
};

type Row = { readonly label: string; readonly value: string };
type Say = (key: string, args?: Readonly<Record<string, string>>) => string;

const sayer =
  (w: Wording): Say =>
  (key, args) =>
    w.say(`evidence.${key}`, args);

const organisationOf = (w: Wording, s: SignatureFacts): string =>
  w.locale === "en" ? s.organisation.nameEn || s.organisation.nameZh : s.organisation.nameZh;

const whoAndWhen = (w: Wording, say: Say, s: SignatureFacts): Row[] => {
  const at = w.instant(s.signedAt);
  return [
    { label: say("organisation"), value: organisationOf(w, s) },
    { label: say("name"), value: s.name },
    { label: say("capacity"), value: say(`capacity-${s.side}`) },
    {
      label: say("identified"),
      value: s.provedAt
        ? say("identified-value", { beijing: w.instant(s.provedAt).beijing })
        : say("identified-session"),
    },
    { label: say("beijing"), value: at.beijing },
    { label: say("utc"), value: at.utc },
  ];
};

const recorded = (say: Say, s: SignatureFacts): Row[] => [
  { label: say("address"), value: s.address ? drawable(s.address, 60) : say("unknown") },
  { label: say("agent"), value: s.agent ? drawable(s.agent, 300) : say("unknown") },
  { label: say("signed-hash"), value: s.signedHash },
  {
    label: say("audit"),
    value: s.audit ? say("audit-value", { seq: String(s.audit.seq), hash: s.audit.hash }) : say("unknown"),
  },
];

/** The page that follows the signed text: who signed, how identified, when, and the hash of what they saw. */
export const signaturePage = (facts: EvidenceFacts, w: Wording): DocumentModel => {
  const say = sayer(w);
  return {
    locale: w.locale,
    title: say("page-title"),
    subtitle: "",
    blocks: [
      { kind: "paragraph", text: say("page-statement") },
      {
        kind: "facts",
        rows: [
          { label: say("contract"), value: facts.contractNumber },
          { label: say("document-hash"), value: facts.documentHash },
          { label: say("terms-hash"), value: facts.termsHash },
        ],
      },
      {
        kind: "signatures",
        sides: facts.signatures.map((s) => ({
          title: say("signer", { position: String(s.position) }),
          rows: whoAndWhen(w, say, s),
        })),
      },
      { kind: "note", text: say("page-nature") },
    ],
    footer: facts.contractNumber,
    pageNumber: say("page-number-signatures", { page: "{page}", pages: "{pages}" }),
  };
};

/** The report a party keeps beside the contract: what was signed, by whom and how, and how anybody can check it. */
export const evidenceReport = (facts: EvidenceFacts, w: Wording): DocumentModel => {
  const say = sayer(w);
  const signer = (s: SignatureFacts): Block[] => [
    { kind: "paragraph", text: say("signer", { position: String(s.position) }) },
    { kind: "facts", rows: [...whoAndWhen(w, say, s), ...recorded(say, s)] },
  ];
  return {
    locale: w.locale,
    title: say("title"),
    subtitle: facts.contractTitle,
    blocks: [
      { kind: "heading", text: say("section-document") },
      {
        kind: "facts",
        rows: [
          { label: say("contract"), value: facts.contractNumber },
          { label: say("deal"), value: facts.dealNumber },
          { label: say("contract-title"), value: facts.contractTitle },
          { label: say("prevailing"), value: w.say(`language.${facts.prevailingLanguage}`) },
          { label: say("document-hash"), value: facts.documentHash },
          { label: say("terms-hash"), value: facts.termsHash },
          { label: say("completed"), value: w.instant(facts.signedAt).beijing },
        ],
      },
      { kind: "heading", text: say("section-signers") },
      { kind: "paragraph", text: say("nature") },
      ...facts.signatures.flatMap(signer),
      { kind: "heading", text: say("section-verify") },
      { kind: "clause", number: "1", text: say("verify-hash") },
      { kind: "clause", number: "2", text: say("verify-pages") },
      { kind: "clause", number: "3", text: say("verify-chain") },
      {
        kind: "facts",
        rows: [
          {
            label: say("chain-tip"),
            value: say("chain-tip-value", { seq: String(facts.chainTip.seq), hash: facts.chainTip.hash }),
          },
        ],
      },
      { kind: "note", text: say("authority") },
    ],
    footer: facts.contractNumber,
    pageNumber: say("page-number", { page: "{page}", pages: "{pages}" }),
  };
};
