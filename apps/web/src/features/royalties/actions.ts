"use server";

import {
  decideObjectionInput,
  raiseObjectionInput,
  recordRewardPaidInput,
  saveUnitRuleInput,
  withdrawObjectionInput,
} from "@peony/domain/royalties";
import {
  decideObjection,
  raiseObjection,
  recordRewardPaid,
  saveUnitRule,
  withdrawObjection,
} from "@peony/features/royalties";
import { action } from "#server/action.ts";

const rewards = "/statement#rewards";

export const raiseObjectionAction = action(raiseObjectionInput, async (ctx, input) => {
  await raiseObjection(ctx, input);
  return { to: input.token ? `/inventor/${input.token}` : rewards };
});

export const decideObjectionAction = action(decideObjectionInput, async (ctx, input) => {
  await decideObjection(ctx, input);
  return { to: rewards };
});

export const withdrawObjectionAction = action(withdrawObjectionInput, async (ctx, input) => {
  await withdrawObjection(ctx, input);
  return { to: rewards };
});

export const recordRewardPaidAction = action(recordRewardPaidInput, async (ctx, input) => {
  await recordRewardPaid(ctx, input);
  return { to: rewards };
});

export const saveUnitRuleAction = action(saveUnitRuleInput, async (ctx, input) => {
  await saveUnitRule(ctx, input);
  return { to: "/results/rules?done=saved" };
});
