import { formatDate } from "@peony/i18n";
import { statementCsv } from "#features/statement/csv.ts";
import { requireLedgerReader } from "#features/statement/readers.ts";
import { wholeStatement } from "#features/statement/whole-statement.ts";
import { words } from "#features/statement/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { spend } from "#server/limits.ts";
import { requestNow } from "#server/now.ts";
import { answering } from "#server/route.ts";
import { type LocaleParams, pageLocale } from "../../../../../i18n/page.ts";

/** The own organisation's whole statement as a file. */
export const GET = (request: Request, { params }: LocaleParams): Promise<Response> =>
  answering(request, async () => {
    const locale = await pageLocale(params);
    const ctx = await requestCtx();
    await spend("exports", requireLedgerReader(ctx.actor).userId);
    const name = words(locale)("file", { date: formatDate(await requestNow(), locale) });
    return new Response(statementCsv(await wholeStatement(ctx), locale), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        "cache-control": "private, no-store",
      },
    });
  });
