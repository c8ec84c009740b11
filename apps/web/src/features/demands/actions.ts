"use server";

import { createDemandInput, moveDemandInput, saveDemandInput } from "@peony/domain/demands";
import { cancelDemand, closeDemand, createDemand, saveAndPublishDemand, saveDemand } from "@peony/features/demands";
import { z } from "zod";
import { withoutBlankRows } from "#features/forms/blank-rows.ts";
import { action } from "#server/action.ts";

/** The demand's public number, to go back to its page; `did` says there what was done. */
const no = { no: z.string().regex(/^DN-\d{4}-\d{6}$/) };
const page = (number: string, did: string) => `/desk/demands/${number}?did=${did}`;
/** A target is a row with a name, a figure or a unit; its direction alone makes none. */
const withoutBlankTargets = (form: unknown): unknown =>
  withoutBlankRows(form, { targets: ["name", "current", "target", "unit"] });
/** Which button sent the form. */
const button = { step: z.enum(["save", "publish"]).default("save") };

export const createDemandAction = action(z.preprocess(withoutBlankTargets, createDemandInput), async (ctx, input) => {
  const { number } = await createDemand(ctx, input);
  return { to: page(number, "created") };
});

export const saveDemandAction = action(
  z.preprocess(withoutBlankTargets, saveDemandInput.extend({ ...no, ...button })),
  async (ctx, { no: number, step, ...input }) => {
    if (step === "save") {
      await saveDemand(ctx, input);
      return { to: page(number, "saved") };
    }
    await saveAndPublishDemand(ctx, input);
    return { to: page(number, "published") };
  },
);

export const closeDemandAction = action(moveDemandInput.extend(no), async (ctx, { no: number, ...input }) => {
  await closeDemand(ctx, input);
  return { to: page(number, "closed") };
});

export const cancelDemandAction = action(moveDemandInput.extend(no), async (ctx, { no: number, ...input }) => {
  await cancelDemand(ctx, input);
  return { to: page(number, "cancelled") };
});
