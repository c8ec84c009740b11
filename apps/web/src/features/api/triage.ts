import { triageListingInput } from "@peony/domain/listings";
import { idSchema } from "@peony/domain/shared";
import { triageListing } from "@peony/features/listings";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";

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
