"use server";

import {
  acceptOfferInput,
  counterOfferInput,
  declineOfferInput,
  sendOfferInput,
  withdrawOfferInput,
} from "@peony/domain/offers";
import { acceptOffer, counterOffer, declineOffer, sendOffer, withdrawOffer } from "@peony/features/offers";
import { z } from "zod";
import { action } from "#server/action.ts";
import { spend } from "#server/limits.ts";
import { withoutBlankRows } from "./blank-rows.ts";

/** The deal's public number, to go back to its page. */
const no = { no: z.string().regex(/^PN-\d{4}-\d{6}$/) };
const page = (number: string) => `/deals/${number}`;
const actorOf = (ctx: { actor: { kind: string; userId?: string } }) => ctx.actor.userId ?? null;

export const sendOfferAction = action(
  z.preprocess(withoutBlankRows, sendOfferInput.extend(no)),
  async (ctx, { no: number, ...input }) => {
    await spend("offers", actorOf(ctx));
    await sendOffer(ctx, input);
    return { to: page(number) };
  },
);

export const counterOfferAction = action(
  z.preprocess(withoutBlankRows, counterOfferInput.extend(no)),
  async (ctx, { no: number, ...input }) => {
    await spend("offers", actorOf(ctx));
    await counterOffer(ctx, input);
    return { to: page(number) };
  },
);

export const acceptOfferAction = action(acceptOfferInput.extend(no), async (ctx, { no: number, ...input }) => {
  await acceptOffer(ctx, input);
  return { to: page(number) };
});

export const declineOfferAction = action(declineOfferInput.extend(no), async (ctx, { no: number, ...input }) => {
  await declineOffer(ctx, input);
  return { to: page(number) };
});

export const withdrawOfferAction = action(withdrawOfferInput.extend(no), async (ctx, { no: number, ...input }) => {
  await withdrawOffer(ctx, input);
  return { to: page(number) };
});
