import { at, dayOf, listOf, textOf } from "./ops-json.ts";

/**
 * Codes of the INPADOC legal status service by which a right or application has ended for good: fees unpaid, term over, given up,
 * withdrawn, refused, revoked. Those of one designated state (PG25) end nothing as a whole.
 */
const ends: Readonly<Record<string, readonly string[]>> = {
  CN: ["CF01", "CX01", "AV01", "WD01", "RJ01", "IW01", "C02", "C12", "C17", "C19", "C20"],
  EP: ["18D", "18W", "18R", "27W"],
  US: ["FP", "LAPS"],
  JP: ["LAPS"],
  KR: ["LAPS"],
};
/** Codes by which it came back. */
const returns: Readonly<Record<string, readonly string[]>> = { CN: ["RR01"], US: ["PRDP"] };

/** The day a right ended and has not come back since, or null. @param answer of the legal service @param office whose events count */
export const endedOn = (answer: unknown, office: string): string | null => {
  const events = listOf(at(answer, "ops:world-patent-data", "ops:patent-family", "ops:family-member"))
    .flatMap((member) => listOf(at(member, "ops:legal")))
    .filter((event) => ["", office].includes(textOf(at(event, "ops:L001EP"))))
    .map((event) => ({ code: textOf(at(event, "@code")), on: dayOf(at(event, "ops:L007EP")) ?? "" }))
    .filter(({ code }) => ends[office]?.includes(code) || returns[office]?.includes(code))
    .sort((a, b) => a.on.localeCompare(b.on));
  const last = events.at(-1);
  return last && ends[office]?.includes(last.code) && last.on !== "" ? last.on : null;
};
