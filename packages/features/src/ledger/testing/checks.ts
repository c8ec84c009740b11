import type { Check } from "./bench.ts";
import { hostile, inside } from "./hostile.ts";
import { legitimate, malformed, sequences } from "./lawful.ts";

/** Every directed check of the ledger. */
export const checks: readonly Check[] = [...legitimate, ...malformed, ...sequences, ...hostile, ...inside];
