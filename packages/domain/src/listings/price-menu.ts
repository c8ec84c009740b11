import { z } from "zod";
import { dealTypes } from "../contracts/index.ts";
import { amountSchema, bilingualSchema } from "../shared/index.ts";

/** Entries a menu may have: more than a reader can compare is no menu. */
export const mostMenuItems = 12;

/**
 * One entry of a menu of prices (journey J2): what is offered, as which right, for how much, how long, and whether the buyer may sell what
 * it makes of it. The evaluation licence of the journey is twelve months, no sales, a fixed fee. The price is minor units of the listing's
 * currency as a decimal string, since the menu is kept as one document.
 */
export const menuItemSchema = z.strictObject({
  name: bilingualSchema(60, true),
  right: z.enum(dealTypes),
  price: amountSchema.transform(String),
  /** How long the right lasts; null is as long as the asset is protected. */
  months: z.number().int().min(1).max(600).nullable().default(null),
  /** Whether products made with it may be sold. */
  sales: z.boolean().default(true),
  note: bilingualSchema(300).default({ zh: "", en: "" }),
});
export type MenuItem = z.output<typeof menuItemSchema>;
export const priceMenuSchema = z.array(menuItemSchema).max(mostMenuItems).default([]);

type Priced = {
  readonly priceMode: string;
  readonly priceMenu: readonly MenuItem[];
  readonly priceMin: bigint | null;
  readonly priceMax: bigint | null;
};

/** The entries that count: those of a listing whose price mode is another are only kept for its owner. */
export const menuOf = (l: Pick<Priced, "priceMode" | "priceMenu">): readonly MenuItem[] =>
  l.priceMode === "menu" ? l.priceMenu : [];

/** The prices by which a listing is filtered and sorted: the ends of its menu where it has one, else what it says. */
export const priceEnds = (l: Priced): { readonly priceMin: bigint | null; readonly priceMax: bigint | null } => {
  const prices = menuOf(l)
    .map((item) => BigInt(item.price))
    .toSorted((a, b) => Number(a > b) - Number(a < b));
  const [least] = prices;
  return least === undefined
    ? { priceMin: l.priceMin, priceMax: l.priceMax }
    : { priceMin: least, priceMax: prices.at(-1) ?? least };
};
