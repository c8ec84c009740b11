/** Shares as typed, added up in hundredths of a percent; no binary fraction comes near. */
export const sumOfShares = (typed: readonly string[]): { text: string; state: "whole" | "part" | "bad" } => {
  let hundredths = 0;
  for (const raw of typed) {
    const text = raw.normalize("NFKC").trim();
    if (text === "") continue;
    const read = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text);
    if (!read) return { text: "", state: "bad" };
    hundredths += Number(read[1]) * 100 + Number((read[2] ?? "").padEnd(2, "0"));
  }
  const text = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
  return { text, state: hundredths === 100_00 ? "whole" : "part" };
};
