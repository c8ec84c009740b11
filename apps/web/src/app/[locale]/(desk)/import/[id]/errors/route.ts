import { Readable } from "node:stream";
import { officerRoles, requireMember } from "@peony/domain/identity";
import { readImport } from "@peony/features/imports";
import { errorSheet } from "#features/imports/error-sheet.ts";
import { words } from "#features/imports/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { spend } from "#server/limits.ts";
import { answering } from "#server/route.ts";
import { pageLocale } from "../../../../../../i18n/page.ts";

type Params = { params: Promise<{ locale: string; id: string }> };

/** Rows of an own import that need mending, as a sheet with the reasons. */
export const GET = (request: Request, { params }: Params): Promise<Response> =>
  answering(request, async () => {
    const locale = await pageLocale(params);
    const { id } = await params;
    const ctx = await requestCtx();
    const page = await readImport(ctx, id);
    await spend("exports", requireMember(ctx.actor, officerRoles).userId);
    const name = words(locale)("file-name", { name: page.fileName.replace(/\.[^.]*$/, "") });
    return new Response(
      Readable.toWeb(Readable.from(errorSheet(ctx, id, page.headers, locale))) as unknown as BodyInit,
      {
        headers: {
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
          "cache-control": "private, no-store",
        },
      },
    );
  });
