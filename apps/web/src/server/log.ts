import { loggedError } from "@peony/db";
import pino from "pino";

/** Structured log to standard output. Personal and confidential values are never passed to it; of an error it keeps no parameters. */
export const log = pino({
  name: "web",
  redact: ["*.password", "*.token", "*.cookie"],
  serializers: { err: loggedError },
});
