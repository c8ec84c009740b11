/** The body of a request exactly as it came, or null where it is longer than `maxBytes`; reading stops there, whatever the head says. */
export const bodyUpTo = async (request: Request, maxBytes: number): Promise<string | null> => {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return null;
  if (!request.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};
