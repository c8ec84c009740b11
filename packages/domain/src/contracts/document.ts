import type { Locale, Money } from "../shared/index.ts";

export type TableColumn = {
  readonly head: string;
  /** Share of the width, any positive number. */
  readonly width: number;
  readonly align?: "start" | "end";
};

/** A part of a document. Texts are whole sentences in the document's language; how they look is the renderer's business. */
export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "clause"; readonly number: string; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "facts"; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  /** A cell's lines are parted by a line feed. */
  | { readonly kind: "table"; readonly columns: readonly TableColumn[]; readonly rows: readonly (readonly string[])[] }
  | {
      readonly kind: "signatures";
      readonly sides: readonly {
        readonly title: string;
        readonly rows: readonly { readonly label: string; readonly value: string }[];
      }[];
    };

/** A document as data: the same value is drawn as PDF and shown as a page. */
export type DocumentModel = {
  readonly locale: Locale;
  readonly title: string;
  readonly subtitle: string;
  readonly blocks: readonly Block[];
  /** Left of the page number on each page. */
  readonly footer: string;
  /** What the page number says, with `{page}` and `{pages}` to fill in. */
  readonly pageNumber: string;
};

/** How a document's facts are said in one language. Sentences come by key; figures by rule, so that no sentence formats one. */
export type Wording = {
  readonly locale: Locale;
  /** @throws when the key is unknown or an argument is missing */
  readonly say: (key: string, args?: Readonly<Record<string, string>>) => string;
  /** `¥1,200,000.00`, `CNY 1,200,000.00`. */
  readonly money: (m: Money) => string;
  /** `人民币壹佰贰拾万元整`; null for a currency that is not written so. */
  readonly capitals: (m: Money) => string | null;
  /** Basis points: 350 → `3.5%`. */
  readonly percent: (bps: number) => string;
  /** ISO day in prose: 2026年11月23日. */
  readonly day: (iso: string) => string;
  readonly patentNumber: (n: string) => string;
  readonly uscc: (code: string) => string;
  /** An instant to the second, in Beijing time and in UTC. */
  readonly instant: (at: Date) => { readonly beijing: string; readonly utc: string };
};

/** Draws documents. Equal models give equal bytes, since a document's name is its hash. No network, no clock. */
export type DocumentRenderer = {
  readonly wording: (locale: Locale) => Wording;
  readonly renderPdf: (model: DocumentModel, options: RenderOptions) => Promise<Uint8Array>;
  /** The pages of `shown` exactly as they are, followed by those of `extra`: one file, one revision. */
  readonly appendPages: (shown: Uint8Array, extra: Uint8Array) => Uint8Array;
};

export type RenderOptions = {
  /** Goes into the file's metadata and thereby into its identity, such as the hash of the terms. */
  readonly subject: string;
  /** Said on top of each page, such as a translation's mark. */
  readonly watermark?: string;
};

/** Every word of a document, block by block, for comparing and searching. */
export const documentText = (model: DocumentModel): string[] => [
  model.title,
  ...(model.subtitle ? [model.subtitle] : []),
  ...model.blocks.flatMap(blockText),
];

const blockText = (b: Block): string[] => {
  switch (b.kind) {
    case "clause":
      return [b.number, b.text];
    case "facts":
      return b.rows.flatMap((r) => [r.label, r.value]);
    case "table":
      return [...b.columns.map((c) => c.head), ...b.rows.flat()];
    case "signatures":
      return b.sides.flatMap((s) => [s.title, ...s.rows.flatMap((r) => [r.label, r.value])]);
    default:
      return [b.text];
  }
};
