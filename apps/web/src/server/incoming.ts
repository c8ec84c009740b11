import type { IncomingMessage } from "node:http";

/** An address whose escapes are no text is taken as the letters it is written with, so that it is an address where nothing is. */
export const readableUrl = (url: string): string => {
  const [path = "", ...query] = url.split("?");
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return [path.replaceAll("%", "%25"), ...query].join("?");
  }
};

/**
 * Puts a request right before the framework sees it, which shows a handler no socket, leaves `x-forwarded-for` as the client wrote it
 * and answers 500 to an address it cannot decode. The address that a request really comes from becomes its last hop.
 */
export const putRight = (request: Pick<IncomingMessage, "url" | "headers" | "socket">): void => {
  const hops = [request.headers["x-forwarded-for"], request.socket.remoteAddress];
  request.headers["x-forwarded-for"] = hops.filter(Boolean).join(", ");
  if (request.url !== undefined) request.url = readableUrl(request.url);
};
