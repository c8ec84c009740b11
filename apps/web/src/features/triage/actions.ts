"use server";

import { triageListingInput, triagePicks, untriageListingInput } from "@peony/domain/listings";
import { textSchema } from "@peony/domain/shared";
import { triageListing, untriageListing } from "@peony/features/listings";
import { z } from "zod";
import { action } from "#server/action.ts";
import { words } from "./words.ts";

/** A button says choice and reason in one word; words of one's own count instead of the reason. */
const pressed = z
  .strictObject({ id: z.string(), version: z.number(), pick: z.enum(triagePicks), own: textSchema(200).default("") })
  .transform(({ id, version, pick, own }) => {
    const [choice = "", reason = ""] = pick.split(".");
    return { id, version, choice, reason: own || reason };
  })
  .pipe(triageListingInput);

export const triageListingAction = action(pressed, async (ctx, input, locale) => {
  await triageListing(ctx, input);
  return { message: words(locale)(`done.${input.choice}`) };
});

export const untriageListingAction = action(untriageListingInput, async (ctx, input, locale) => {
  await untriageListing(ctx, input);
  return { message: words(locale)("undone") };
});
