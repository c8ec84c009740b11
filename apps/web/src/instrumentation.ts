import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * Runs once when the server starts. Next shows a handler no socket, and leaves `x-forwarded-for` as the client wrote it; so the
 * address that a request really comes from is added here as the last hop, which nobody can forge.
 */
export const register = (): void => {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const hops = [request.headers["x-forwarded-for"], request.socket.remoteAddress];
    request.headers["x-forwarded-for"] = hops.filter(Boolean).join(", ");
  });
};
