"use server";

import { signContractInput } from "@peony/domain/contracts";
import { signContract } from "@peony/features/contracts";
import { z } from "zod";
import { action } from "#server/action.ts";
import { proven } from "#server/step-up.ts";

const input = signContractInput.extend({
  no: z.string().regex(/^PN-\d{4}-\d{6}$/),
  password: z.string().max(200).optional(),
  read: z.literal(true, { error: "must-accept" }),
});

export const signContractAction = action(input, async (ctx, { no, password, read: _read, ...contract }) => {
  await signContract(await proven(ctx, password), contract);
  return { to: `/deals/${no}/contract` };
});
