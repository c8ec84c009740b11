import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { putRight } from "./server/incoming.ts";

/** Runs once when the server starts, before its first request. */
export const register = (): void => {
  subscribe("http.server.request.start", (message) => putRight((message as { request: IncomingMessage }).request));
};
