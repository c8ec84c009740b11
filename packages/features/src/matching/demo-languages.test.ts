import { demandContent, listingContent } from "@peony/db/seed";
import { findMatches, type MatchDocument, MatchIndex, type Need, prepareNeed } from "@peony/domain/matching";
import { expect, test } from "vitest";

type Language = "zh" | "en";
const noFacts = { ipc: [], region: null };

/** The demo's listings in one language only, without their classes: nothing but words can bring a demand to them. */
const listingsIn = async (language: Language): Promise<MatchIndex> => {
  const index = new MatchIndex();
  for (const l of await listingContent()) {
    const document: MatchDocument = {
      ...noFacts,
      id: l.key,
      owner: l.owner,
      title: l.title[language],
      keywords: l.keywords[language].join("\n"),
      abstract: [l.summary, l.problem, l.solution, ...l.applications].map((t) => t[language]).join("\n"),
      trl: null,
      rights: [],
      priceMin: null,
      since: null,
    };
    index.put(document);
  }
  return index;
};
/** Places of the 25 listings that a demand was written for, 0 for one that is not among the first fifty. */
const places = async (listings: Language, needs: Language): Promise<number[]> => {
  const index = await listingsIn(listings);
  return (await demandContent())
    .filter((d) => Number(d.key.slice(1)) <= 25)
    .map((d) => {
      const need: Need = {
        ...noFacts,
        id: d.key,
        owner: "",
        title: d.title[needs],
        keywords: d.keywords[needs].join("\n"),
        abstract: [d.background, ...d.targets.map((t) => t.name)].map((t) => t[needs]).join("\n"),
        trlWanted: null,
        rightsWanted: [],
        budgetMax: null,
        hard: [],
        asOf: null,
      };
      const found = findMatches(index, prepareNeed(need), { limit: 50 });
      return found.findIndex((m) => m.id === d.key.replace("D", "L")) + 1;
    });
};
const among = (list: readonly number[], first: number): number => list.filter((p) => p >= 1 && p <= first).length;

test("each demand finds the listing it was written for first where both are in one language", async () => {
  for (const language of ["zh", "en"] as const) expect(among(await places(language, language), 1)).toBe(25);
});

test("most find it on the first page where the listing is in the other language only, by the glossary alone", async () => {
  expect(among(await places("en", "zh"), 10)).toBeGreaterThanOrEqual(19);
  expect(among(await places("zh", "en"), 10)).toBeGreaterThanOrEqual(19);
});
