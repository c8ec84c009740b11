import { readFileSync, readdirSync } from "node:fs";
import { findMatches, MatchIndex, prepareNeed } from "./index.ts";
const root = "/work/main/packages/db/src/seed/content/";
const all = (d: string) => readdirSync(root + d).flatMap((f) => JSON.parse(readFileSync(`${root}${d}/${f}`, "utf8")));
for (const dm of ["both", "zh", "en"] as const) {
const b = (t: any) => (t ? dm === "both" ? `${t.zh}\n${t.en}` : t[dm] : "");
const index = new MatchIndex();
for (const l of all("listings")) index.put({ id: l.key, owner: l.owner, title: b(l.title), keywords: dm === "both" ? [...l.keywords.zh, ...l.keywords.en].join("\n") : l.keywords[dm].join("\n"), abstract: [b(l.summary), b(l.problem), b(l.solution), ...l.applications.map(b)].join("\n"), ipc: l.ipc, trl: l.trl, rights: l.rights, priceMin: l.priceMin === null ? null : BigInt(Math.round(l.priceMin * 1e6)), region: l.region });
for (const mode of ["both", "zh", "en"] as const) {
  let at1 = 0, at3 = 0; const bad: string[] = [];
  const t = (x: any) => mode === "both" ? `${x.zh}\n${x.en}` : x?.[mode] ?? "";
  const t0 = performance.now();
  for (const d of all("demands")) {
    if (!/^D(0\d|1\d|2[0-5])$/.test(d.key)) continue;
    const kw = mode === "both" ? [...d.keywords.zh, ...d.keywords.en] : d.keywords[mode];
    const found = findMatches(index, prepareNeed({ id: d.key, owner: d.owner, title: t(d.title), keywords: kw.join("\n"), abstract: [t(d.background), ...d.targets.map((x: any) => t(x.name))].join("\n"), ipc: d.ipc, region: d.region, trlWanted: d.trlWanted, rightsWanted: d.rightsWanted, budgetMax: BigInt(d.budgetMax * 1e6) }));
    const want = d.key.replace("D", "L"); const r = found.findIndex((m) => m.id === want);
    if (r === 0) at1++; if (r >= 0 && r < 3) at3++;
    if (r !== 0) bad.push(`${d.key}:${r} ${found.slice(0, 3).map((m) => m.id + "=" + m.score.toFixed(0))}`);
    if (mode === "both" && dm === "both" && d.key < "D04") console.log(d.key, found.slice(0, 3).map((m) => [m.id, m.score.toFixed(1), m.reason.terms.map((t) => t.asked + ">" + t.found + "/" + t.field).join(" ")]));
  }
  console.log("docs", dm, "need", mode, at1, at3, ((performance.now() - t0) / 25).toFixed(2), bad.join(" | "));
}}
