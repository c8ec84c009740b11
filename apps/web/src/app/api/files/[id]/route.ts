import { visitor } from "@peony/domain/identity";
import { DomainError, idSchema, isDomainError } from "@peony/domain/shared";
import { readFile } from "@peony/features/files";
import { attachment } from "#features/files/attachment.ts";
import { requestCtx } from "#server/ctx.ts";
import { fileStore } from "#server/gateways.ts";
import { answering, dataHeaders } from "#server/route.ts";

type Context = { params: Promise<{ id: string }> };

/** A file for whoever may read what it hangs on. What a visitor may have can be kept by caches for a minute, the rest by nobody. */
export const GET = (request: Request, { params }: Context): Promise<Response> =>
  answering(request, async () => {
    const id = idSchema("file").safeParse((await params).id);
    if (!id.success) throw new DomainError("not-found", "no file id");
    const ctx = await requestCtx();
    const open = await readFile({ ...ctx, actor: visitor }, fileStore(), id.data).catch((e: unknown) => {
      if (isDomainError(e) && e.code === "not-found") return null;
      throw e;
    });
    const file = open ?? (await readFile(ctx, fileStore(), id.data));
    return new Response(Buffer.from(file.bytes), {
      headers: {
        ...dataHeaders(),
        "content-type": file.mediaType,
        "content-length": `${file.bytes.length}`,
        "content-disposition": attachment(file.name),
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": open ? "public, max-age=60" : "private, no-store",
      },
    });
  });
