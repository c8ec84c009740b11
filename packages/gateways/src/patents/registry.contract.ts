import {
  type PatentFinding,
  type PatentRecord,
  type PatentRegistry,
  patentSources,
  readPatentNumber,
} from "@peony/domain/listings";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** The ways in which a register behind a network fails us. */
export type Failing =
  | "away"
  | "down"
  | "silent"
  | "stalling"
  | "elsewhere"
  | "garbage"
  | "other-shape"
  | "endless"
  | "busy"
  | "over-quota"
  | "shut-out";

export type RegistryUnderTest = {
  readonly registry: PatentRegistry;
  /** Rights it holds. */
  readonly records: readonly PatentRecord[];
  readonly now: Date;
  /** What it says of a right, where it holds less than our record does. */
  readonly held: (record: PatentRecord) => PatentRecord;
  /** Lets it fail until the next call of this; null where nothing can fail. */
  readonly fail: ((how: Failing | null) => void) | null;
  readonly stop: () => Promise<void>;
};

const numberOf = (text: string) => {
  const found = readPatentNumber(text);
  if (!found.ok) throw new Error(`${text} is no number`);
  return found.number;
};

const outcomes: readonly (readonly [Failing, string])[] = [
  ["away", "unavailable"],
  ["down", "unavailable"],
  ["silent", "unavailable"],
  ["stalling", "unavailable"],
  ["elsewhere", "unavailable"],
  ["garbage", "unavailable"],
  ["other-shape", "unavailable"],
  ["endless", "unavailable"],
  ["busy", "limited"],
  ["over-quota", "limited"],
  ["shut-out", "refused"],
];

/** What every register of patents must do, the file and the one behind a network alike. */
export const registryContract = (name: string, start: () => Promise<RegistryUnderTest>, network: boolean): void => {
  describe(`patent registry: ${name}`, () => {
    let it: RegistryUnderTest;
    beforeAll(async () => {
      it = await start();
    });
    afterAll(() => it.stop());
    const find = (text: string): Promise<PatentFinding | null> => it.registry.find(numberOf(text));

    test("finds every right it holds by its publication, and says who says so, when, and of which day", async () => {
      for (const record of it.records.filter((r) => r.publicationNumber !== null)) {
        const finding = await find(record.publicationNumber ?? "");
        expect(finding?.record).toEqual(it.held(record));
        expect(patentSources).toContain(finding?.source.id);
        expect(finding?.retrievedAt).toEqual(it.now);
        expect(finding?.dataOf).toMatch(/^2026-\d\d-\d\d$/);
      }
    });

    test("finds a right by the number of its application", async () => {
      for (const country of ["CN", "EP", "WO"]) {
        const record = it.records.find((r) => r.country === country && r.publicationNumber !== null);
        if (!record) throw new Error(`holds no right of ${country}`);
        expect((await find(record.number))?.record).toEqual(it.held(record));
      }
    });

    test("says null of a number nobody has", async () => {
      for (const text of [
        "202019999999.4",
        "EP9999999A1",
        "US99999999B2",
        "WO2020999999A1",
        "PCT/CN2020/999999",
        "JP6999999B2",
      ]) {
        const found = readPatentNumber(text);
        const number = found.ok
          ? found.number
          : numberOf(text.replace(/.$/, "expected" in found ? found.expected : ""));
        expect(await it.registry.find(number)).toBeNull();
      }
    });

    test("tells a lapsed right from a live one, with the day it ended", async () => {
      const lapsed = it.records.filter((r) => r.legalStatus === "lapsed");
      expect(lapsed.length).toBeGreaterThan(5);
      for (const record of lapsed)
        expect((await find(record.publicationNumber ?? ""))?.record).toMatchObject({
          legalStatus: "lapsed",
          legalStatusOn: record.legalStatusOn,
        });
    });

    test("gives the right number where the register prints a wrong digit, and keeps what is printed", async () => {
      const misprinted = it.records.filter((r) => r.country === "CN" && !readPatentNumber(r.printedNumber).ok);
      expect(misprinted.length).toBeGreaterThan(2);
      for (const record of misprinted)
        expect((await find(record.number))?.record).toMatchObject({
          number: record.number,
          printedNumber: record.printedNumber,
        });
    });

    if (!network) return;
    test.each(outcomes)("when it is %s, it is %s, and nothing of its answer is repeated", async (how, fault) => {
      it.fail?.(how);
      const [first] = it.records;
      const thrown = await find(first?.publicationNumber ?? "").catch((e: unknown) => e);
      it.fail?.(null);
      expect(thrown).toMatchObject({ name: "PatentRegistryError", fault });
      expect(String(thrown)).not.toContain("hush");
      expect(await find(first?.publicationNumber ?? "")).not.toBeNull();
    });
  });
};
