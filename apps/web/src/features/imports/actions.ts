"use server";

import { requireMember } from "@peony/domain/identity";
import { fixRowInput, importIdInput, mapImportInput, teachImportInput } from "@peony/domain/imports";
import { idSchema } from "@peony/domain/shared";
import {
  fixImportRow,
  mapImport,
  startImport,
  stopImport,
  teachImport,
  undoImport,
  workImport,
} from "@peony/features/imports";
import { refresh } from "next/cache";
import { z } from "zod";
import { action } from "#server/action.ts";
import { spend } from "#server/limits.ts";
import { takeSheet } from "./uploaded-sheet.ts";
import { words } from "./words.ts";

/** Small sheets are done before the page comes back; what is left by then the worker goes on with. */
const atOnceMs = 1_500;

const page = (id: string): { to: string } => ({ to: `/import/${id}` });

export const uploadSheetAction = action(
  z.strictObject({ id: idSchema("import"), file: z.array(z.instanceof(File)).length(1, { error: "not-a-file" }) }),
  async (ctx, { id, file }, locale) => {
    await spend("uploads", requireMember(ctx.actor).userId);
    const [sheet] = file;
    const bytes = new Uint8Array((await sheet?.arrayBuffer()) ?? new ArrayBuffer(0));
    return page((await takeSheet(ctx, { id, name: sheet?.name ?? "", bytes }, locale)).id);
  },
);

export const mapImportAction = action(mapImportInput, async (ctx, input) => {
  await mapImport(ctx, input);
  await workImport(ctx, input.id, { forMs: atOnceMs });
  return page(input.id);
});

export const fixImportRowAction = action(fixRowInput, async (ctx, input, locale) => {
  const { result } = await fixImportRow(ctx, input);
  refresh();
  const t = words(locale);
  return { message: t("check.fixed", { result: t(`result.${result}`) }) };
});

export const teachImportAction = action(teachImportInput, async (ctx, input, locale) => {
  const { rows } = await teachImport(ctx, input);
  refresh();
  return { message: words(locale)("check.taught", { count: rows }) };
});

export const startImportAction = action(importIdInput, async (ctx, input) => {
  await startImport(ctx, input);
  await workImport(ctx, input.id, { forMs: atOnceMs });
  return page(input.id);
});

export const stopImportAction = action(importIdInput, async (ctx, input) => {
  await stopImport(ctx, input);
  return page(input.id);
});

/** From the list, and back to it: there is nothing left to look at. */
export const putAwayImportAction = action(importIdInput, async (ctx, input) => {
  await undoImport(ctx, input);
  return { to: "/import" };
});

export const undoImportAction = action(importIdInput, async (ctx, input) => {
  await undoImport(ctx, input);
  return page(input.id);
});
