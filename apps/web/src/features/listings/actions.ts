"use server";

import { createListingInput, restoreListingInput, saveListingInput } from "@peony/domain/listings";
import { bilingualSchema, DomainError, idSchema, isDomainError } from "@peony/domain/shared";
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

/**
 * Saves and stays on the page. When somebody else was faster, the page behind the form is read anew: the writer sees which fields
 * moved, keeps the own text, and may save again over it.
 */
export const saveListingAction = action(
  z.preprocess(listingFormValues, saveListingInput),
  async (ctx, input, locale) => {
    try {
      await saveListing(ctx, input);
    } catch (e) {
      if (!isDomainError(e) || e.code !== "stale") throw e;
      refresh();
      throw new DomainError(e.code, e.message, { ...e.data, changed: e.data.changed?.map(placeOfColumn) });
    }
    refresh();
    return { message: words(locale)("edit.saved") };
  },
);

/**
 * Saves a draft while it is typed; the message is the version it has then, which the next save repeats. A conflict is told in words
 * only: the save button shows both texts.
 */
export const autosaveListingAction = action(z.preprocess(listingFormValues, saveListingInput), async (ctx, input) => {
  const { version } = await autosaveListing(ctx, input);
  refresh();
  return { message: `${version}` };
});

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
