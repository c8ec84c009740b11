"use server";

import { replayParkedInput } from "@peony/domain/jobs";
import { replayParked } from "@peony/features/jobs";
import { action } from "#server/action.ts";

export const replayParkedAction = action(replayParkedInput, async (ctx, input) => {
  await replayParked(ctx, input);
  return { to: "/operator/parked" };
});
