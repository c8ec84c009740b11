"use server";

import { createListingInput, restoreListingInput, saveListingInput } from "@peony/domain/listings";
import { bilingualSchema, idSchema } from "@peony/domain/shared";
import {
  attachListingFiles,
  autosaveListing,
  createListing,
  describeListingFile,
  removeListingFile,
  restoreVersion,
  saveListing,
} from "@peony/features/listings";
import { refresh } from "next/cache";
import { z } from "zod";
import { readUploads } from "#features/files/read-uploads.ts";
import { autosaving } from "#features/forms/autosaving.ts";
import { rereadWhenStale } from "#features/forms/reread.ts";
import { action } from "#server/action.ts";
import { fileStore } from "#server/gateways.ts";
import { listingFormValues, placeOfColumn } from "./listing-form-values.ts";
import { words } from "./words.ts";

const id = { id: idSchema("listing") };
const editor = (listing: { id: string }, done?: string): string =>
  `/listings/${listing.id}${done ? `?done=${done}` : ""}`;

export const createListingAction = action(z.preprocess(listingFormValues, createListingInput), async (ctx, input) => ({
  to: editor(await createListing(ctx, input)),
}));

/** Saves and stays on the page. */
export const saveListingAction = action(
  z.preprocess(listingFormValues, saveListingInput),
  async (ctx, input, locale) => {
    await rereadWhenStale(saveListing(ctx, input), placeOfColumn);
    refresh();
    return { message: words(locale)("edit.saved") };
  },
);

/** Saves a draft while it is typed. */
export const autosaveListingAction = autosaving(listingFormValues, saveListingInput, autosaveListing);

export const restoreVersionAction = action(restoreListingInput, async (ctx, input) => {
  await restoreVersion(ctx, input);
  return { to: editor(input, "restored") };
});

export const attachListingFilesAction = action(
  z.strictObject({ ...id, files: z.array(z.instanceof(File)).min(1, { error: "not-a-file" }) }),
  async (ctx, { id: listingId, files }, locale) => {
    const uploads = await readUploads(ctx, files, { locale, field: "files" });
    await attachListingFiles(ctx, fileStore(), { id: listingId, uploads });
    return { to: editor({ id: listingId }) };
  },
);

export const removeListingFileAction = action(
  z.strictObject({ ...id, fileId: idSchema("file") }),
  async (ctx, input) => {
    await removeListingFile(ctx, input);
    return { to: editor(input) };
  },
);

export const describeListingFileAction = action(
  z.strictObject({ ...id, fileId: idSchema("file"), alt: bilingualSchema(200) }),
  async (ctx, input) => {
    await describeListingFile(ctx, input);
    return { to: editor(input) };
  },
);
