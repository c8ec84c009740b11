"use server";

import {
  classProposalInput,
  confirmProposalClassInput,
  createProposalInput,
  moveProposalInput,
  saveProposalInput,
} from "@peony/domain/proposals";
import {
  classProposal,
  confirmProposalClass,
  createProposal,
  reviseProposal,
  saveAndSubmitProposal,
  saveProposal,
  withdrawProposal,
} from "@peony/features/proposals";
import { z } from "zod";
import { autosaving } from "#features/forms/autosaving.ts";
import { rereadWhenStale } from "#features/forms/reread.ts";
import { action } from "#server/action.ts";
import { proposalFields, proposalFormValues, proposalPlaces } from "./inputs.ts";

const page = (id: string, did: string) => `/proposals/${id}?did=${did}`;

export const createProposalAction = action(createProposalInput, async (ctx, input) => {
  const { id } = await createProposal(ctx, input);
  return { to: page(id, "created") };
});

export const saveProposalAction = action(
  z.preprocess(proposalFormValues, proposalFields),
  async (ctx, { step, ...input }) => {
    if (step === "save") {
      await rereadWhenStale(saveProposal(ctx, input), proposalPlaces);
      return { to: page(input.id, "saved") };
    }
    await rereadWhenStale(saveAndSubmitProposal(ctx, input), proposalPlaces);
    return { to: page(input.id, "submitted") };
  },
);

/** Saves a draft while it is typed; what was submitted stays as it is until it is submitted again. */
export const autosaveProposalAction = autosaving(proposalFormValues, saveProposalInput, reviseProposal);

export const withdrawProposalAction = action(moveProposalInput, async (ctx, input) => {
  await withdrawProposal(ctx, input);
  return { to: page(input.id, "withdrawn") };
});

export const classProposalAction = action(classProposalInput, async (ctx, input) => {
  await classProposal(ctx, input);
  return { to: `${page(input.id, "classed")}#class` };
});

export const confirmProposalClassAction = action(confirmProposalClassInput, async (ctx, input) => {
  await confirmProposalClass(ctx, input);
  return { to: `${page(input.id, "confirmed")}#class` };
});
