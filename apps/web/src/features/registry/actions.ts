"use server";

import { patentNumberSchema, readPatentNumber } from "@peony/domain/listings";
import { chineseDay, DomainError, idSchema, isDomainError } from "@peony/domain/shared";
import { readOwnListing } from "@peony/features/listings";
import { refresh } from "next/cache";
import { z } from "zod";
import { action } from "#server/action.ts";
import { patentRegistry } from "#server/gateways.ts";
import { spend } from "#server/limits.ts";
import { requestNow } from "#server/now.ts";
import { fillListing, fillListingInput } from "./fill-listing.ts";
import { words } from "./words.ts";

/** Leads to the same editor with what the register says of the number; a number that cannot be is refused at its field. */
export const findPatentAction = action(
  z.strictObject({
    id: idSchema("listing"),
    patent: z.string().trim().min(1, { error: "required" }).pipe(patentNumberSchema),
  }),
  async (ctx, { id, patent }) => {
    await readOwnListing(ctx, id);
    const found = readPatentNumber(patent, Number(chineseDay(await requestNow()).slice(0, 4)));
    if (!found.ok)
      throw new DomainError("invalid", `${patent} is of a year to come`, {
        fields: { patent: { code: "bad-patent-year" } },
      });
    return { to: `/listings/${id}?patent=${encodeURIComponent(found.number.normal)}` };
  },
);

/** Saves the listing with the chosen fields and shows it anew. When somebody else was faster, the page behind the form is read anew. */
export const applyFilledAction = action(fillListingInput, async (ctx, input, locale) => {
  if (ctx.actor.kind === "person") await spend("registry", ctx.actor.userId);
  try {
    const count = await fillListing(ctx, patentRegistry(), input);
    refresh();
    return { message: words(locale)("filled", { count }) };
  } catch (e) {
    if (isDomainError(e) && e.code === "stale") refresh();
    throw e;
  }
});
