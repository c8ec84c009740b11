"use server";

import {
  assessDisclosureInput,
  createDisclosureInput,
  explainDelayInput,
  listDisclosureInput,
  protectDisclosureInput,
  saveDisclosureInput,
  saveStepDaysInput,
  stateRelationInput,
} from "@peony/domain/disclosures";
import {
  assessDisclosure,
  createDisclosure,
  explainDelay,
  listDisclosure,
  protectDisclosure,
  saveDisclosure,
  saveStepDays,
  stateRelation,
  submitDisclosure,
} from "@peony/features/disclosures";
import { z } from "zod";
import { autosaving } from "#features/forms/autosaving.ts";
import { rereadWhenStale } from "#features/forms/reread.ts";
import { action } from "#server/action.ts";
import { disclosureFormValues } from "./form-values.ts";

const result = (id: string, done: string): string => `/results/${id}?done=${done}`;

export const createDisclosureAction = action(
  z.preprocess(disclosureFormValues, createDisclosureInput),
  async (ctx, input) => {
    const { id } = await createDisclosure(ctx, input);
    return { to: `/results/${id}/edit?done=saved` };
  },
);

/** Fields that are called otherwise than their columns. */
const places = { inventors: "inventors.0.name.zh" };

/** Saves, and hands in where that button was pressed: what was typed is kept even where something is missing. */
export const saveDisclosureAction = action(
  z.preprocess(disclosureFormValues, saveDisclosureInput.safeExtend({ handIn: z.boolean().default(false) })),
  async (ctx, { handIn, ...input }) => {
    const { version } = await rereadWhenStale(saveDisclosure(ctx, input), places);
    if (!handIn) return { to: `/results/${input.id}/edit?done=saved` };
    await submitDisclosure(ctx, { id: input.id, version });
    return { to: result(input.id, "disclosed") };
  },
);

/** Saves a draft while it is typed. */
export const autosaveDisclosureAction = autosaving(disclosureFormValues, saveDisclosureInput, saveDisclosure);

export const saveStepDaysAction = action(saveStepDaysInput, async (ctx, input) => {
  await rereadWhenStale(saveStepDays(ctx, input), {});
  return { to: "/results/rules?done=saved#days" };
});

export const assessDisclosureAction = action(assessDisclosureInput, async (ctx, input) => {
  await assessDisclosure(ctx, input);
  return { to: result(input.id, "decided") };
});

export const protectDisclosureAction = action(protectDisclosureInput, async (ctx, input) => {
  await protectDisclosure(ctx, input);
  return { to: result(input.id, "protected") };
});

export const listDisclosureAction = action(listDisclosureInput, async (ctx, input) => ({
  to: `/listings/${(await listDisclosure(ctx, input)).listingId}`,
}));

export const explainDelayAction = action(explainDelayInput, async (ctx, input) => {
  await explainDelay(ctx, input);
  return { to: result(input.id, "explained") };
});

/** `back` is the page the form stands on: a result's, or the one a link opens. */
export const stateRelationAction = action(
  stateRelationInput.safeExtend({ back: z.string().regex(/^(dsc|lst)_[0-9a-z]{26}$/) }),
  async (ctx, { back, ...input }) => {
    await stateRelation(ctx, input);
    return { to: input.token ? `/inventor/${input.token}` : result(back, "stated") };
  },
);
