import { type MatchDocument, MatchIndex, type Need } from "../index.ts";

/** A listing as matching reads it, of which nothing is said but what the test says. */
export const aDocument = (over: Partial<MatchDocument>): MatchDocument => ({
  id: "lst_x",
  owner: "r",
  title: "",
  keywords: "",
  abstract: "",
  ipc: [],
  trl: null,
  rights: [],
  priceMin: null,
  region: null,
  since: null,
  ...over,
});

/** A need of which nothing is said but what the test says. */
export const aNeed = (over: Partial<Need>): Need => ({
  id: "dmd_x",
  owner: "f",
  title: "",
  keywords: "",
  abstract: "",
  ipc: [],
  region: null,
  trlWanted: null,
  rightsWanted: [],
  budgetMax: null,
  hard: [],
  asOf: null,
  ...over,
});

export const indexOf = (documents: readonly MatchDocument[]): MatchIndex => {
  const index = new MatchIndex();
  for (const d of documents) index.put(d);
  return index;
};
