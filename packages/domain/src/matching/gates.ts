import type { MatchFacts } from "./document.ts";
import type { Need } from "./need.ts";

const matchGates = ["status", "visibility", "licence", "region", "budget", "trl"] as const;
export type MatchGate = (typeof matchGates)[number];

/** Contracts for work (Civil Code, book three, chapter 20): whoever does one kind may be asked for another. */
const work: readonly string[] = ["development", "service", "consulting"];

/** Whether a right on offer answers one that is wanted: how the deal is dressed beyond that is a matter for the offer. */
const serves = (right: string, wanted: readonly string[]): boolean =>
  wanted.includes(right) ||
  wanted.includes("development") ||
  (work.includes(right) && (right === "development" || wanted.some((w) => work.includes(w)))) ||
  (wanted.includes("exclusive") && right === "sole") ||
  (wanted.includes("ordinary") && right !== "assignment" && !work.includes(right));

/** The same province: the first two digits of the division code (GB/T 2260). */
export const isSameProvince = (want: string, have: string): boolean => have.startsWith(want.slice(0, 2));

/**
 * Gates are yes or no; a fact nobody stated never closes one. The names of those that were looked at and stood open, or null where
 * one is closed. `status` is always among them: what is not open is not in an index.
 * @param admits whether the asker may see a document at all; left out where everything in the index is public
 */
export const openGates = (
  need: Need,
  have: MatchFacts,
  admits: ((id: string) => boolean) | undefined,
): readonly MatchGate[] | null => {
  if (need.owner === have.owner) return null;
  const open: MatchGate[] = ["status"];
  const gate = (name: MatchGate, stated: boolean, passes: () => boolean): boolean => {
    if (!stated) return true;
    open.push(name);
    return passes();
  };
  const hard = (limit: "region" | "budget" | "trl") => need.hard.includes(limit);
  const { region, budgetMax, trlWanted } = need;
  const passed =
    gate("visibility", admits !== undefined, () => admits?.(have.id) ?? true) &&
    gate("licence", need.rightsWanted.length > 0 && have.rights.length > 0, () =>
      have.rights.some((r) => serves(r, need.rightsWanted)),
    ) &&
    gate("region", hard("region") && region !== null && have.region !== null, () =>
      isSameProvince(region ?? "", have.region ?? ""),
    ) &&
    gate(
      "budget",
      hard("budget") && budgetMax !== null && have.priceMin !== null,
      () => (have.priceMin ?? 0n) <= (budgetMax ?? 0n),
    ) &&
    gate("trl", hard("trl") && trlWanted !== null && have.trl !== null, () => (have.trl ?? 0) >= (trlWanted ?? 0));
  return passed ? open : null;
};
