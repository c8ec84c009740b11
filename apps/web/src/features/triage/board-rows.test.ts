import type { TriageRow } from "@peony/features/listings";
import { expect, test } from "vitest";
import { boardRow } from "./board-rows.ts";

const nothing = { zh: "", en: "" };
const row = {
  ...{
    id: "lst_1",
    version: 1,
    titleZh: "牡丹新品种",
    titleEn: "",
    assetKind: "plant_variety",
    legalStatus: "granted",
  },
  ...{ number: null, registrationNo: null, inventors: [], filingDate: null, grantDate: null, annuityDue: null },
  ...{ ipc: [], solution: nothing, projectNo: null },
} as unknown as TriageRow;
const numberOf = (over: Partial<TriageRow>) => boardRow("zh", { ...row, ...over }).facts[0]?.value;

test("the board shows a patent's number, or that of another register", () => {
  expect(numberOf({ number: "CN2019199000064" })).toBe("CN 2019 1 9900006.4");
  expect(numberOf({ registrationNo: "CNA20191000001" })).toBe("CNA20191000001");
  expect(numberOf({})).toBe("未填");
});
