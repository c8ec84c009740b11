import { triageChoices, triageListingInput, triageReasons } from "@peony/domain/listings";
import { idSchema } from "@peony/domain/shared";
import { readTriage, triageListing, untriageListing } from "@peony/features/listings";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";
import { text } from "./shapes.ts";

const { version, choice, reason } = triageListingInput.shape;

export const triageListingEndpoint = endpoint({
  method: "post",
  path: "/listings/{id}/triage",
  id: "triageListing",
  summary: "Decide what becomes of an own draft: sell, license, open licence, keep or drop, with the reason",
  auth: "key",
  params: z.object({ id: idSchema("listing") }),
  body: z.strictObject({ version, choice, reason }),
  answer: z.object({ version: z.number().int() }),
  run: (ctx, { params, body }) => triageListing(ctx, { ...params, ...body }),
});

export const untriageListingEndpoint = endpoint({
  method: "post",
  path: "/listings/{id}/triage/undo",
  id: "untriageListing",
  summary: "Take a decision on a draft back, as long as nothing followed from it",
  auth: "key",
  params: z.object({ id: idSchema("listing") }),
  body: z.strictObject({ version }),
  answer: z.object({ version: z.number().int() }),
  run: (ctx, { params, body }) => untriageListing(ctx, { ...params, ...body }),
});

const draft = z.object({ id: z.string(), version: z.number().int(), title: text });
const titled = <T extends { titleZh: string; titleEn: string }>({ titleZh: zh, titleEn: en, ...rest }: T) => ({
  ...rest,
  title: { zh, en },
});

export const readTriageEndpoint = endpoint({
  method: "get",
  path: "/triage",
  id: "readTriage",
  summary: "Imported drafts that nobody decided on, the oldest first; how many there are; and the last decision",
  auth: "key",
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(40) }),
  answer: z.object({
    left: z.number().int(),
    drafts: z.array(
      draft.extend({
        assetKind: z.string(),
        number: z.string().nullable(),
        legalStatus: z.string(),
        ipc: z.array(z.string()),
        annuityDue: z.string().nullable(),
      }),
    ),
    last: draft.extend({ triage: z.enum(triageChoices).nullable() }).nullable(),
    reasons: z.record(z.enum(triageChoices), z.array(z.string())).meta({ description: "Offered for each choice" }),
  }),
  run: async (ctx, { query }) => {
    const { rows, left, last } = await readTriage(ctx, query.limit);
    const reasons = Object.fromEntries(Object.entries(triageReasons).map(([choice, of]) => [choice, [...of]]));
    return { left, drafts: rows.map(titled), last: last && titled(last), reasons };
  },
});
