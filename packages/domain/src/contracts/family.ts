import type { AssetFacts } from "./facts.ts";
import { isPatentAsset } from "./patent.ts";
import type { DealType, Terms } from "./terms.ts";

/** Which set of articles a contract takes: its rights and duties decide, not its title (SPC interpretation art. 42). */
export const families = ["licence", "assignment", "work"] as const;
export type Family = (typeof families)[number];

const familyOfType = {
  exclusive: "licence",
  sole: "licence",
  ordinary: "licence",
  open_licence: "licence",
  assignment: "assignment",
  development: "work",
  service: "work",
  consulting: "work",
  equity: "work",
} as const satisfies Record<DealType, Family>;

export const familyOf = (dealType: DealType): Family => familyOfType[dealType];

/** Key of a contract's title and party names: the family for rights, the deal type for work. */
export const titleKeyOf = (dealType: DealType, asset: AssetFacts): string => {
  const family = familyOf(dealType);
  if (family === "work") return dealType;
  if (family === "assignment" && asset.kind === "application") return "assignment-application";
  return `${family}-${isPatentAsset(asset) ? "patent" : "other"}`;
};

/** Name and version of the template a contract is written from; stored with it. A change of meaning gets a new number. */
export const templateOf = (terms: Pick<Terms, "dealType">, asset: AssetFacts): string =>
  `${titleKeyOf(terms.dealType, asset)}/1`;
