"use server";

import { deliverItemInput, itemInput } from "@peony/domain/escrow";
import { DomainError } from "@peony/domain/shared";
import { acceptItem, deliverItem } from "@peony/features/escrow";
import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "#server/action.ts";
import { env } from "#server/env.ts";
import { payments } from "#server/gateways.ts";
import { proven } from "#server/step-up.ts";
import { attachDelivery } from "./attach-delivery.ts";
import { maxDeliveryFiles } from "./delivery-limits.ts";
import { openCheckout } from "./open-checkout.ts";
import { openOnboarding } from "./open-onboarding.ts";

/** The deal's public number, to go back to its page. */
const no = { no: z.string().regex(/^PN-\d{4}-\d{6}$/) };

export const startFundingAction = action(itemInput, async (ctx, { itemId }, locale) =>
  redirect(await openCheckout(ctx, payments(), { base: env().PEONY_URL, locale, itemId })),
);

const delivery = deliverItemInput
  .omit({ fileIds: true })
  .extend({ ...no, files: z.array(z.instanceof(File)).max(maxDeliveryFiles).default([]) });

export const deliverItemAction = action(delivery, async (ctx, { no: number, files, ...input }, locale) => {
  const fileIds = await attachDelivery(ctx, { number, itemId: input.itemId, files, locale });
  await deliverItem(ctx, { ...input, fileIds });
  return { to: `/deals/${number}/money` };
});

export const acceptItemAction = action(itemInput.extend(no), async (ctx, { no: number, ...input }) => {
  await acceptItem(ctx, input);
  return { to: `/deals/${number}/money` };
});

/** An old proof is asked for where it is given: at the password. */
const atPassword = (e: unknown): unknown =>
  e instanceof DomainError && e.code === "step-up" && !e.data.fields
    ? new DomainError("step-up", e.message, { fields: { password: { code: "required" } } })
    : e;

export const startPayoutAccountAction = action(
  z.strictObject({ password: z.string().max(200).optional() }),
  async (ctx, { password }, locale) => {
    const own = await proven(ctx, password);
    const url = await openOnboarding(own, payments(), env().PEONY_URL, locale).catch((e: unknown) => {
      throw atPassword(e);
    });
    return redirect(url);
  },
);
