import { z } from "zod";

/** First two digits of the codes of provinces, autonomous regions and municipalities (GB/T 2260). */
const provinces = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82".split(" "),
);

/**
 * A division code of six digits in a province that exists. Below the province nothing is refused: records keep codes of districts that
 * were merged since.
 */
export const regionSchema = z
  .string()
  .refine((code) => /^\d{6}$/.test(code) && provinces.has(code.slice(0, 2)), { error: "bad-region" });
