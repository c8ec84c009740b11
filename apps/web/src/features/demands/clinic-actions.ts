"use server";

import {
  answerInvitationInput,
  answerReadbackInput,
  assignReadbackInput,
  checkDemandInput,
  closeSlotInput,
  confideReadbackInput,
  fillSlotInput,
  inviteInput,
  returnDemandInput,
  stateConflictInput,
  stateFundingInput,
  withdrawInvitationInput,
  writeReadbackInput,
} from "@peony/domain/demands";
import {
  answerInvitation,
  answerReadback,
  assignReadback,
  checkDemand,
  closeSlot,
  confideReadback,
  fillSlot,
  inviteOrganisation,
  returnDemand,
  stateConflict,
  stateFunding,
  withdrawInvitation,
  writeReadback,
} from "@peony/features/demands";
import { z } from "zod";
import { action } from "#server/action.ts";
import { demandNo } from "./paths.ts";

/** Back to the clinic; `did` says there what was done. */
const clinic = (number: string, did: string) => ({ to: `/desk/demands/${number}/clinic?did=${did}` });

export const assignReadbackAction = action(assignReadbackInput.extend(demandNo), async (ctx, { no, ...input }) => {
  await assignReadback(ctx, input);
  return clinic(no, "readback");
});

export const confideReadbackAction = action(confideReadbackInput.extend(demandNo), async (ctx, { no, ...input }) => {
  await confideReadback(ctx, input);
  return clinic(no, "confided");
});

export const stateConflictAction = action(stateConflictInput.safeExtend(demandNo), async (ctx, { no, ...input }) => {
  await stateConflict(ctx, input);
  // whoever declared one reads the demand no more
  return input.conflict === "none" ? clinic(no, "conflict") : { to: "/desk/demands" };
});

export const writeReadbackAction = action(writeReadbackInput.extend(demandNo), async (ctx, { no, ...input }) => {
  await writeReadback(ctx, input);
  return clinic(no, "written");
});

export const answerReadbackAction = action(answerReadbackInput.safeExtend(demandNo), async (ctx, { no, ...input }) => {
  await answerReadback(ctx, input);
  return clinic(no, "answered");
});

export const stateFundingAction = action(stateFundingInput.extend(demandNo), async (ctx, { no, ...input }) => {
  await stateFunding(ctx, input);
  return clinic(no, "stated");
});

/** People write per cent, the command counts in hundredths of one. */
const inBps = (form: unknown): unknown => {
  if (typeof form !== "object" || form === null || !("depositPercent" in form)) return form;
  const { depositPercent, ...rest } = form;
  return typeof depositPercent === "number" ? { ...rest, depositBps: Math.round(depositPercent * 100) } : rest;
};

export const checkDemandAction = action(
  z.preprocess(inBps, checkDemandInput.safeExtend(demandNo)),
  async (ctx, { no, ...input }) => {
    await checkDemand(ctx, input);
    return clinic(no, "checked");
  },
);

export const returnDemandAction = action(returnDemandInput.extend(demandNo), async (ctx, { no: _no, ...input }) => {
  await returnDemand(ctx, input);
  return { to: "/desk/demands?did=returned" };
});

export const inviteOrganisationAction = action(inviteInput.extend(demandNo), async (ctx, { no, ...input }) => {
  await inviteOrganisation(ctx, input);
  return clinic(no, "invited");
});

export const withdrawInvitationAction = action(
  withdrawInvitationInput.extend(demandNo),
  async (ctx, { no, ...input }) => {
    await withdrawInvitation(ctx, input);
    return clinic(no, "withdrawn");
  },
);

const from = { ...demandNo, from: z.enum(["clinic", "page"]) };

export const answerInvitationAction = action(
  answerInvitationInput.extend(from),
  async (ctx, { no, from: at, ...input }) => {
    await answerInvitation(ctx, input);
    return at === "clinic" ? clinic(no, "replied") : { to: `/demands/${no}` };
  },
);

export const fillSlotAction = action(fillSlotInput.extend(demandNo), async (ctx, { no, ...input }) => {
  await fillSlot(ctx, input);
  return clinic(no, "slot-filled");
});

export const closeSlotAction = action(closeSlotInput.extend(demandNo), async (ctx, { no, ...input }) => {
  await closeSlot(ctx, input);
  return clinic(no, "slot-closed");
});
