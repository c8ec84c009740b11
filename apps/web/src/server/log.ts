import pino from "pino";

/** Structured log to standard output. Personal and confidential values are never passed to it. */
export const log = pino({ name: "web", redact: ["*.password", "*.token", "*.cookie"] });
