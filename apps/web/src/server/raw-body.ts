/** The bytes of a request exactly as they came, or null where they are more than `maxBytes`; reading stops there, whatever the head says. */
export const bytesUpTo = async (request: Request, maxBytes: number): Promise<Buffer<ArrayBuffer> | null> => {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return null;
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** The body of a request as text, or null where it is longer than `maxBytes`. */
export const bodyUpTo = async (request: Request, maxBytes: number): Promise<string | null> =>
  (await bytesUpTo(request, maxBytes))?.toString("utf8") ?? null;
