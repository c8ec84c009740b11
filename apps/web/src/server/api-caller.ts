import { createHash } from "node:crypto";
import type { Ctx } from "@peony/db";
import { visitor } from "@peony/domain/identity";
import { DomainError } from "@peony/domain/shared";
import { actorOfApiKey } from "@peony/features/identity";
import { addressOf, ctxFor, db, originOf } from "./ctx.ts";
import type { AnyEndpoint } from "./endpoint.ts";
import { spend } from "./limits.ts";

/** Who calls an operation, counted against the limits: whom the key acts as, or a visitor where none is asked for. Cookies count for nothing. */
export const callerOf = async (request: Request, e: Pick<AnyEndpoint, "auth" | "searches" | "limit">): Promise<Ctx> => {
  const given = request.headers.get("authorization");
  const origin = originOf(request.headers);
  if (given === null && e.auth === "public") {
    await spend(e.searches ? "search:visitor" : "api", addressOf(request.headers));
    return ctxFor(visitor, origin);
  }
  const key = /^Bearer +(\S{20,200})$/i.exec(given ?? "")?.[1];
  const actor = key ? await actorOfApiKey(db(), key) : null;
  if (!key || !actor) {
    // counted too, so that nobody tries keys at speed
    await spend("api", addressOf(request.headers));
    throw new DomainError("unauthenticated", "no good API key");
  }
  await spend("api", createHash("sha256").update(key).digest("base64url"));
  if (e.searches) await spend("search:person", actor.userId);
  if (e.limit) await spend(e.limit, actor.userId);
  return ctxFor(actor, origin);
};
