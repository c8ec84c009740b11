import { contractDocumentInput } from "@peony/domain/contracts";
import { DomainError } from "@peony/domain/shared";
import { readContractDocument } from "@peony/features/contracts";
import { readFile } from "@peony/features/files";
import { requestCtx } from "#server/ctx.ts";
import { fileStore } from "#server/gateways.ts";
import { answering, dataHeaders } from "#server/route.ts";

type Context = { params: Promise<{ id: string; kind: string }> };

/** A contract's document as PDF, for its parties only; anybody else gets the answer of a made-up one. */
export const GET = (request: Request, { params }: Context): Promise<Response> =>
  answering(request, async () => {
    const { id, kind } = await params;
    const input = contractDocumentInput.safeParse({ contractId: id, kind });
    if (!input.success) throw new DomainError("not-found", `${id}/${kind}`);
    const ctx = await requestCtx();
    const { fileId, name } = await readContractDocument(ctx, input.data);
    const { bytes } = await readFile(ctx, fileStore(), fileId);
    return new Response(Buffer.from(bytes), {
      headers: {
        ...dataHeaders(),
        "content-type": "application/pdf",
        "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
        "cache-control": "private, no-store",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      },
    });
  });
