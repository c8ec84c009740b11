import type { demands, listings } from "@peony/db/schema";
import type { MatchDocument, Need } from "@peony/domain/matching";
import type { Bilingual } from "@peony/domain/shared";

const both = (t: Bilingual): string => `${t.zh}\n${t.en}`;

/** What matching reads of a listing: the words and facts of its public page. */
export const matchDocumentOf = (row: typeof listings.$inferSelect): MatchDocument => ({
  id: row.id,
  owner: row.orgId,
  title: `${row.titleZh}\n${row.titleEn}`,
  keywords: [...row.keywordsZh, ...row.keywordsEn].join("\n"),
  abstract: [row.summary, row.problem, row.solution, ...row.applications].map(both).join("\n"),
  ipc: row.ipc,
  trl: row.trl,
  rights: row.rights,
  priceMin: row.priceMode === "ask" ? null : (row.priceMin ?? row.priceMax),
  region: row.region,
  since: row.publishedAt,
});

/** What matching reads of a demand. None of its limits is hard, and age is counted from its last change, so that a repeat finds the same. */
export const needOf = (row: typeof demands.$inferSelect): Need => ({
  id: row.id,
  owner: row.orgId,
  title: `${row.titleZh}\n${row.titleEn}`,
  keywords: [...row.keywordsZh, ...row.keywordsEn].join("\n"),
  abstract: [row.background, ...row.targets.map((t) => t.name)].map(both).join("\n"),
  ipc: row.ipc,
  region: row.region,
  trlWanted: row.trlWanted,
  rightsWanted: row.rightsWanted,
  budgetMax: row.budgetMax,
  hard: [],
  asOf: row.updatedAt,
});
