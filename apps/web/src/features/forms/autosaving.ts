import { isDomainError } from "@peony/domain/shared";
import { refresh } from "next/cache";
import type { z } from "zod";
import { action, idle } from "#server/action.ts";
import { refusalOf } from "#server/refusal.ts";
import { wholeRows } from "./half-rows.ts";

type Ctx = Parameters<Parameters<typeof action>[1]>[0];

/**
 * What became of a form that was saved while it was being typed. `left`: rows that still lack something are not in it. `stale`:
 * somebody else was faster, and the form's button shows both texts. `away`: trying again by itself makes sense.
 */
export type Autosaved =
  | { readonly status: "saved"; readonly version: number; readonly left: boolean }
  | { readonly status: "stale" }
  | { readonly status: "away" }
  | { readonly status: "refused"; readonly place?: string; readonly reason: string };

/**
 * Wraps a command that saves a draft into the action that `Autosave` calls: with every check of a form's own action, and a refusal
 * that is always said. What the page says beside the form, such as what is still missing, follows each save.
 */
export const autosaving =
  <S extends z.ZodType>(
    prepare: (form: unknown) => unknown,
    schema: S,
    save: (ctx: Ctx, input: z.output<S>) => Promise<{ version: number }>,
  ) =>
  async (form: FormData): Promise<Autosaved> => {
    const told: { answer?: Autosaved } = {};
    const run = action(wholeRows(prepare, schema), async (ctx, { input, left }, locale) => {
      try {
        told.answer = { status: "saved", version: (await save(ctx, input)).version, left };
      } catch (e) {
        if (isDomainError(e) && e.code === "stale") told.answer = { status: "stale" };
        if (refusalOf(locale, e)?.retryAfterSeconds) told.answer = { status: "away" };
        throw e;
      }
      refresh();
      return undefined;
    });
    const { message = "", errors = {} } = await run(idle, form);
    const [first] = Object.entries(errors);
    return told.answer ?? { status: "refused", reason: first?.[1] ?? message, ...(first ? { place: first[0] } : {}) };
  };
