import { type AssetKind, type CreateListingInput, createListingInput } from "../listings/index.ts";
import type { Bilingual, Id, Locale } from "../shared/index.ts";
import type { DisclosureFields } from "./inputs.ts";

type Told = Pick<
  DisclosureFields,
  "language" | "field" | "title" | "novelty" | "problem" | "funding" | "projectNo" | "bestUses"
> & { readonly inventors: readonly { readonly name: Bilingual; readonly sharePct: number }[] };

const written = (language: Locale, text: string): Bilingual =>
  language === "zh" ? { zh: text, en: "" } : { zh: "", en: text };
/** A disclosure may say more of the problem than a listing has room for; the writer shortens it. */
const cut = (text: string, max: number): string => [...text].slice(0, max).join("");

/**
 * The draft of a listing with everything a disclosure already says, in the language it was written in: nothing is typed twice. Who helped
 * and which firms are known stays with the office.
 */
export const listingDraftOf = (d: Told, id: Id<"listing">, assetKind: AssetKind): CreateListingInput =>
  createListingInput.parse({
    id,
    assetKind,
    field: d.field,
    prevailing: d.language,
    title: written(d.language, d.title),
    problem: written(d.language, cut(d.problem, 2000)),
    solution: written(d.language, cut(d.novelty, 4000)),
    applications: d.bestUses.map((use) => written(d.language, use)),
    fundingSource: written(d.language, cut(d.funding, 200)),
    projectNo: d.projectNo || null,
    inventors: d.inventors.map(({ name, sharePct }) => ({ name, sharePct })),
  });
