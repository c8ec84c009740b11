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

/** Codes of all provinces, in the order of the standard. */
export const provinceCodes = (): readonly string[] => [...provinces].map((two) => `${two}0000`);

/**
 * A division with those that contain it, from the province down: 410305 → 410000, 410300, 410305. Where the middle level is only a
 * heading of the standard, the county stands under the province itself: districts of a municipality (01, 02) and divisions that a
 * province governs directly (90). Empty where the code is none.
 */
export const regionPath = (code: string): readonly string[] => {
  if (!regionSchema.safeParse(code).success) return [];
  const province = `${code.slice(0, 2)}0000`;
  const city = `${code.slice(0, 4)}00`;
  if (code === province) return [province];
  if (city === province || isHeading(code)) return code === city ? [province] : [province, code];
  return code === city ? [province, city] : [province, city, code];
};

const municipalities = new Set(["11", "12", "31", "50"]);
const isHeading = (code: string): boolean => {
  const middle = code.slice(2, 4);
  return middle === "90" || (municipalities.has(code.slice(0, 2)) && (middle === "01" || middle === "02"));
};
