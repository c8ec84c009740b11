import type { IncomingMessage } from "node:http";

/**
 * An address whose escapes are no text, or hide further escapes, becomes one where nothing is: the framework decodes twice and answers
 * 500 where that fails. No address of ours has a percent sign in it.
 */
export const readableUrl = (url: string): string => {
  const [path = "", ...query] = url.split("?");
  try {
    if (!decodeURIComponent(path).includes("%")) return url;
  } catch {
    // no text at all
  }
  return [path.replaceAll("%", "~"), ...query].join("?");
};

/**
 * Puts a request right before the framework sees it, which shows a handler no socket and leaves `x-forwarded-for` as the client wrote
 * it: the address that a request really comes from becomes the last hop.
 */
export const putRight = (request: Pick<IncomingMessage, "url" | "headers" | "socket">): void => {
  const hops = [request.headers["x-forwarded-for"], request.socket.remoteAddress];
  request.headers["x-forwarded-for"] = hops.filter(Boolean).join(", ");
  if (request.url !== undefined) request.url = readableUrl(request.url);
};
