import {
  listingFields,
  type PatentRegistry,
  patentNumberSchema,
  readPatentNumber,
  registryFields,
  saveListingInput,
  withRegistryFields,
} from "@peony/domain/listings";
import { DomainError, idSchema } from "@peony/domain/shared";
import { readOwnListing, saveListing } from "@peony/features/listings";
import { z } from "zod";
import type { Ctx } from "#server/ctx.ts";
import { fillableOf, lookUpPatent } from "./look-up.ts";

export const fillListingInput = z.strictObject({
  id: idSchema("listing"),
  patent: patentNumberSchema,
  /** Fields to take from the register, those included that somebody had typed. */
  fields: z.array(z.enum(registryFields)).min(1).max(registryFields.length),
  /** Those of them that stood empty when they were chosen. */
  empty: z.array(z.enum(registryFields)).max(registryFields.length).default([]),
});
export type FillListingInput = z.output<typeof fillListingInput>;

/**
 * Saves an own listing with the chosen fields as the register has them now; what a browser sends of the register is not believed.
 * Other fields may have been saved meanwhile, by the editor itself or by somebody else, and stay as they are now.
 * @returns how many fields were taken
 * @throws DomainError unavailable or rate-limited where the register gives no answer; not-found; stale where a field
 * that was chosen as empty is so no more; the refusals of saveListing
 */
export const fillListing = async (ctx: Ctx, registry: PatentRegistry, input: FillListingInput): Promise<number> => {
  const listing = await readOwnListing(ctx, input.id);
  const number = readPatentNumber(input.patent);
  const looked = number.ok ? await lookUpPatent(registry, listing, number.number) : ({ kind: "none" } as const);
  if (looked.kind === "none") throw new DomainError("not-found", `${input.patent} is in no register`);
  if (looked.kind === "limited")
    throw new DomainError("rate-limited", "register", { args: { seconds: looked.retryAfterSeconds ?? 60 } });
  if (looked.kind !== "found") throw new DomainError("unavailable", `register ${looked.kind}`);
  const taken = looked.fields.filter((f) => f.action !== "same" && input.fields.includes(f.field));
  if (taken.some((f) => f.action === "differs" && input.empty.includes(f.field)))
    throw new DomainError("stale", `${input.id} was written meanwhile`, { changed: ["fields"] });
  const next: Record<string, unknown> = withRegistryFields(fillableOf(listing), taken, input.fields);
  const fields = Object.fromEntries(
    Object.keys(listingFields).map((name) => [name, typeof next[name] === "bigint" ? String(next[name]) : next[name]]),
  );
  const parsed = saveListingInput.safeParse({ id: input.id, version: listing.version, ...fields });
  if (!parsed.success) {
    const code = parsed.error.issues[0]?.message ?? "invalid";
    throw new DomainError("invalid", parsed.error.message, { fields: { fields: { code } } });
  }
  const { source, retrievedAt, dataOf } = looked.finding;
  await saveListing(ctx, parsed.data, {
    source: source.id,
    retrievedAt: retrievedAt.toISOString(),
    dataOf,
    fields: taken.map((f) => f.field),
  });
  return taken.length;
};
