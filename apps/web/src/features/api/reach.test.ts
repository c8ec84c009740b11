import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { endpoints } from "./all.ts";

const nouns = ["listings", "imports", "triage", "demands", "proposals", "disclosures"];
const features = join(import.meta.dirname, "..");
const actionsOf = (noun: string): string[] =>
  readdirSync(join(features, noun))
    .filter((file) => file.endsWith(".ts") && !file.includes(".test."))
    .map((file) => readFileSync(join(features, noun, file), "utf8"))
    .filter((text) => /^"use server";/m.test(text))
    .flatMap((text) => [...text.matchAll(/^export (?:const|async function) (\w+)Action\b/gm)].map((m) => m[1] ?? ""));

/** Actions of pages whose operation has another name, or is a part of one. */
const otherwise: Readonly<Record<string, string>> = {
  // pages that fill a form in or keep it while it is typed: a program saves
  ...{ applyFilled: "saveListing", autosaveListing: "saveListing", autosaveDemand: "saveDemand" },
  ...{ autosaveDisclosure: "saveDisclosure", autosaveProposal: "saveProposal" },
  ...{ attachListingFiles: "attachListingFile", attachDemandFiles: "attachDemandFile" },
  // steps of a listing are one operation
  ...{ submitListing: "stepListing", pauseListing: "stepListing", resumeListing: "stepListing" },
  ...{ refreshListing: "stepListing", recallListing: "stepListing", redraftListing: "stepListing" },
  ...{ lapseListing: "stepListing", restoreListing: "stepListing", mendListing: "stepListing" },
  ...{ clearListing: "decideCompliance", returnListing: "decideCompliance" },
  ...{ clearSheet: "decideCompliance", returnSheet: "decideCompliance" },
  ...{ uploadSheet: "uploadImportFile", startImport: "stepImport", stopImport: "stepImport", undoImport: "stepImport" },
  // a failed upload is put away as an import is taken back
  ...{ putAwayImport: "stepImport" },
  ...{ stateConflict: "stateReadbackConflict", inviteOrganisation: "inviteToDemand" },
  ...{ askQuestion: "askDemandQuestion", answerQuestion: "answerDemandQuestion" },
  ...{ chooseFinalist: "shortlistProposal", unlistFinalist: "unlistProposal", giveFeedback: "answerProposal" },
  ...{ stateOnBoard: "stateConflicts", endWithoutAward: "cancelDemand" },
};

test("whatever a page does with a listing, a sheet, a demand, a proposal or a result, an operation does too", () => {
  const ids = endpoints.map((e) => e.id);
  const actions = nouns.flatMap(actionsOf);
  expect(actions.length).toBeGreaterThan(50);
  expect(actions.filter((name) => !ids.includes(otherwise[name] ?? name))).toEqual([]);
});
