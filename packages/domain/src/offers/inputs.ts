import { z } from "zod";
import { termsSchema } from "../contracts/index.ts";
import { idSchema, textSchema } from "../shared/index.ts";
import { declineReasons } from "./offer.ts";

const message = textSchema(1000).default("");

/** The first round, or a new one after the last ended without agreement. The id is made by the form, so a double submit is one offer. */
export const sendOfferInput = z.strictObject({
  id: idSchema("offer"),
  dealId: idSchema("deal"),
  terms: termsSchema,
  message,
});
export type SendOfferInput = z.output<typeof sendOfferInput>;

/** An answer with other terms: it ends the round it answers and opens the next. */
export const counterOfferInput = z.strictObject({
  id: idSchema("offer"),
  answers: idSchema("offer"),
  terms: termsSchema,
  message,
});
export type CounterOfferInput = z.output<typeof counterOfferInput>;

/** The hash is of the terms the reader saw; other terms are refused. */
export const acceptOfferInput = z.strictObject({
  offerId: idSchema("offer"),
  termsHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type AcceptOfferInput = z.output<typeof acceptOfferInput>;

export const declineOfferInput = z.strictObject({ offerId: idSchema("offer"), reason: z.enum(declineReasons) });
export type DeclineOfferInput = z.output<typeof declineOfferInput>;

export const withdrawOfferInput = z.strictObject({ offerId: idSchema("offer") });
export type WithdrawOfferInput = z.output<typeof withdrawOfferInput>;
