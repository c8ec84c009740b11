"use server";

import { createProposalInput, moveProposalInput } from "@peony/domain/proposals";
import { createProposal, saveAndSubmitProposal, saveProposal, withdrawProposal } from "@peony/features/proposals";
import { action } from "#server/action.ts";
import { proposalInput } from "./inputs.ts";

const page = (id: string, did: string) => `/proposals/${id}?did=${did}`;

export const createProposalAction = action(createProposalInput, async (ctx, input) => {
  const { id } = await createProposal(ctx, input);
  return { to: page(id, "created") };
});

export const saveProposalAction = action(proposalInput, async (ctx, { step, ...input }) => {
  if (step === "save") {
    await saveProposal(ctx, input);
    return { to: page(input.id, "saved") };
  }
  await saveAndSubmitProposal(ctx, input);
  return { to: page(input.id, "submitted") };
});

export const withdrawProposalAction = action(moveProposalInput, async (ctx, input) => {
  await withdrawProposal(ctx, input);
  return { to: page(input.id, "withdrawn") };
});
