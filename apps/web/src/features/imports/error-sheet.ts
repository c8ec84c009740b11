import { csvPieces, reasonColumns } from "@peony/domain/imports";
import { errorRows } from "@peony/features/imports";
import type { Locale } from "@peony/i18n";
import type { Ctx } from "#server/ctx.ts";
import { problemTexts } from "./problem-text.ts";
import { words } from "./words.ts";

/** Rows to mend as a CSV under the sheet's own columns, with the reason behind them; it may be mended and sent again. */
export async function* errorSheet(
  ctx: Ctx,
  id: string,
  headers: readonly string[],
  locale: Locale,
): AsyncGenerator<Uint8Array> {
  const own = headers.filter((header) => !reasonColumns.some((name) => name === header));
  const reason = reasonColumns[locale === "zh" ? 0 : 1];
  const encoder = new TextEncoder();
  const rows = async function* (): AsyncGenerator<string[]> {
    for await (const row of errorRows(ctx, id, own))
      yield [...row.columns, problemTexts(locale, row).join(words(locale)("between"))];
  };
  for await (const piece of csvPieces([...own, reason], rows())) yield encoder.encode(piece);
}
