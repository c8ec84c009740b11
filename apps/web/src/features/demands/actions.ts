"use server";

import {
  adjustDemandInput,
  cancelDemandInput,
  createDemandInput,
  moveDemandInput,
  saveDemandInput,
} from "@peony/domain/demands";
import { idSchema } from "@peony/domain/shared";
import {
  adjustDemand,
  attachDemandFiles,
  cancelDemand,
  closeDemand,
  createDemand,
  publishDemand,
  recallDemand,
  removeDemandFile,
  saveAndPublishDemand,
  saveAndSubmitDemand,
  saveDemand,
} from "@peony/features/demands";
import { z } from "zod";
import { readUploads } from "#features/files/read-uploads.ts";
import { autosaving } from "#features/forms/autosaving.ts";
import { withoutBlankRows } from "#features/forms/blank-rows.ts";
import { rereadWhenStale } from "#features/forms/reread.ts";
import { action } from "#server/action.ts";
import { fileStore } from "#server/gateways.ts";
import { demandNo } from "./paths.ts";

/** The demand's public number, to go back to its page; `did` says there what was done. */
const page = (number: string, did: string) => `/desk/demands/${number}?did=${did}`;
const clinic = (number: string, did: string) => `/desk/demands/${number}/clinic?did=${did}`;
/** A target is a row with a name, a figure or a unit; its direction alone makes none. */
const demandFormValues = (form: unknown): unknown =>
  withoutBlankRows(form, { targets: ["name", "current", "target", "unit"] });
/** Both languages of a text are one column; what differs is shown at the first of them. */
const placeOfColumn = Object.fromEntries(
  ["title", "background", "testMethod", "constraints", "site"].map((c) => [c, `${c}.zh`]),
);
/** Which button sent the form. */
const button = { step: z.enum(["save", "submit", "publish"]).default("save") };

export const createDemandAction = action(z.preprocess(demandFormValues, createDemandInput), async (ctx, input) => {
  const { number } = await createDemand(ctx, input);
  return { to: page(number, "created") };
});

export const saveDemandAction = action(
  z.preprocess(demandFormValues, saveDemandInput.safeExtend({ ...demandNo, ...button })),
  async (ctx, { no: number, step, ...input }) => {
    if (step === "save") {
      await rereadWhenStale(saveDemand(ctx, input), placeOfColumn);
      return { to: page(number, "saved") };
    }
    if (step === "submit") {
      await rereadWhenStale(saveAndSubmitDemand(ctx, input), placeOfColumn);
      return { to: clinic(number, "clinic") };
    }
    const { state } = await rereadWhenStale(saveAndPublishDemand(ctx, input), placeOfColumn);
    return { to: state === "clinic" ? clinic(number, "clinic") : page(number, "published") };
  },
);

export const adjustDemandAction = action(adjustDemandInput.extend(demandNo), async (ctx, { no: number, ...input }) => {
  await rereadWhenStale(adjustDemand(ctx, input), placeOfColumn);
  return { to: page(number, "adjusted") };
});

/** Saves a draft while it is typed. */
export const autosaveDemandAction = autosaving(
  demandFormValues,
  saveDemandInput.safeExtend(demandNo),
  (ctx, { no: _no, ...input }) => saveDemand(ctx, input),
);

const move = moveDemandInput.extend(demandNo);

export const publishDemandAction = action(move, async (ctx, { no: number, ...input }) => {
  const { state } = await publishDemand(ctx, input);
  return { to: state === "clinic" ? clinic(number, "clinic") : page(number, "published") };
});

export const recallDemandAction = action(move, async (ctx, { no: number, ...input }) => {
  await recallDemand(ctx, input);
  return { to: page(number, "recalled") };
});

export const closeDemandAction = action(move, async (ctx, { no: number, ...input }) => {
  await closeDemand(ctx, input);
  return { to: page(number, "closed") };
});

export const cancelDemandAction = action(cancelDemandInput.extend(demandNo), async (ctx, { no: number, ...input }) => {
  await cancelDemand(ctx, input);
  return { to: page(number, "cancelled") };
});

const demand = { ...demandNo, id: idSchema("demand") };

export const attachDemandFilesAction = action(
  z.strictObject({ ...demand, files: z.array(z.instanceof(File)).min(1, { error: "not-a-file" }) }),
  async (ctx, { no: number, id, files }, locale) => {
    const uploads = await readUploads(ctx, files, { locale, field: "files" });
    await attachDemandFiles(ctx, fileStore(), { id, uploads });
    return { to: `${page(number, "saved")}#files` };
  },
);

export const removeDemandFileAction = action(
  z.strictObject({ ...demand, fileId: idSchema("file") }),
  async (ctx, { no: number, ...input }) => {
    await removeDemandFile(ctx, input);
    return { to: `${page(number, "saved")}#files` };
  },
);
