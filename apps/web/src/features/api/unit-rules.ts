import { saveUnitRuleInput } from "@peony/domain/royalties";
import { readUnitRules, saveUnitRule } from "@peony/features/royalties";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";

const bps = z.number().int().meta({ description: "Hundredths of a per cent" });

export const readUnitRulesEndpoint = endpoint({
  method: "get",
  path: "/unit-rules",
  id: "readUnitRules",
  summary: "Your unit's rules for the inventors' part of the income, the newest first",
  auth: "key",
  answer: z.object({
    region: z.string().nullable(),
    rules: z.array(
      z.object({
        version: z.number().int(),
        validFrom: z.string(),
        poolBps: bps,
        mainMinBps: bps,
        title: z.string(),
        documentNumber: z.string(),
      }),
    ),
  }),
  run: (ctx) => readUnitRules(ctx),
});

export const saveUnitRuleEndpoint = endpoint({
  method: "post",
  path: "/unit-rules",
  id: "saveUnitRule",
  summary: "Add a version of your unit's rule; contracts signed before its first day keep theirs",
  auth: "key",
  status: 201,
  body: saveUnitRuleInput.omit({ id: true }),
  answer: z.object({ version: z.number().int() }),
  run: (ctx, { body }) => saveUnitRule(ctx, { ...body, id: ctx.newId("unitRule") }),
});
