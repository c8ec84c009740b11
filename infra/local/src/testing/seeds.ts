import { rounds, seed } from "@peony/config/settings";
import fc from "fast-check";

// Vitest set-up file: properties of one run share a seed that a failure prints, and `SEED=` brings back.
fc.configureGlobal({ seed: seed(), numRuns: rounds(100, 5_000) });
