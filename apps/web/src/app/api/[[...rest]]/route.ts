import { DomainError } from "@peony/domain/shared";
import { answering } from "#server/route.ts";

/** Addresses that do not exist answer as records that do not: with a problem document, never with a page. */
const nothing = (request: Request): Promise<Response> =>
  answering(request, async () => {
    throw new DomainError("not-found", "no such address");
  });

export const GET = nothing;
export const POST = nothing;
export const PUT = nothing;
export const PATCH = nothing;
export const DELETE = nothing;
