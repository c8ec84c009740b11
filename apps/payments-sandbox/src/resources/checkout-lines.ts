import type { Stripe } from "stripe";
import { badParameter } from "../errors.ts";
import { newId } from "../ids.ts";
import { LARGEST_AMOUNT } from "../money.ts";
import type { Scope } from "../scope.ts";

export type NewLine = {
  readonly name: string;
  readonly currency: string;
  readonly unitAmount: number;
  readonly quantity: number;
  readonly metadata: Record<string, string>;
};

/** A line of a session with its inline price. */
export const lineItem = (scope: Scope, line: NewLine): Stripe.LineItem => {
  const total = BigInt(line.unitAmount) * BigInt(line.quantity);
  if (total > BigInt(LARGEST_AMOUNT)) {
    throw badParameter(
      "amount_too_large",
      "line_items",
      `Amount must be no more than ${LARGEST_AMOUNT} in ${line.currency}.`,
    );
  }
  return {
    id: newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: Number(total),
    amount_tax: 0,
    amount_total: Number(total),
    currency: line.currency,
    description: line.name,
    metadata: line.metadata,
    price: inlinePrice(scope, line),
    quantity: line.quantity,
  };
};

const inlinePrice = (scope: Scope, line: NewLine): Stripe.Price => ({
  id: newId("price"),
  object: "price",
  active: false,
  billing_scheme: "per_unit",
  created: scope.now,
  currency: line.currency,
  custom_unit_amount: null,
  livemode: false,
  lookup_key: null,
  metadata: {},
  nickname: null,
  product: newId("prod"),
  recurring: null,
  tax_behavior: "unspecified",
  tiers_mode: null,
  transform_quantity: null,
  type: "one_time",
  unit_amount: line.unitAmount,
  unit_amount_decimal: null,
});
