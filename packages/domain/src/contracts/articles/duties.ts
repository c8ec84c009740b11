import type { Block } from "../document.ts";
import type { Article, Draft } from "./draft.ts";

const planTable = (d: Draft): Block => ({
  kind: "table",
  columns: [
    { head: d.say("column.no"), width: 2 },
    { head: d.say("column.deliverable"), width: 12 },
    { head: d.say("column.test"), width: 12 },
    { head: d.say("column.due"), width: 5 },
    { head: d.say("column.inspection"), width: 5 },
  ],
  rows: d.terms.milestones.map((m, i) => [
    String(i + 1),
    `${d.either(m.name)}\n${d.either(m.deliverable)}`,
    d.either(m.testMethod),
    d.say("days", { count: String(m.dueDays) }),
    d.say("working-days", { count: String(m.inspectionDays) }),
  ]),
});

export const delivery = (d: Draft): Article => ({
  key: "delivery",
  parts: [
    d.say("delivery.plan"),
    planTable(d),
    d.say("delivery.acceptance"),
    d.say("delivery.cure"),
    d.say(d.family === "work" ? "delivery.documents-work" : "delivery.documents"),
  ],
});

/** Who keeps the right alive and pays for it; stated for every asset, since every deal record names a bearer. */
export const upkeep = (d: Draft): Article => ({
  key: "upkeep",
  parts: [
    d.say(`upkeep.cost-${d.terms.patentCostBearer}`, { cost: d.say(d.patent ? "upkeep.fees" : "upkeep.fees-other") }),
    ...(d.patent && d.family !== "work"
      ? [
          d.say(d.family === "licence" ? "upkeep.keep-licence" : "upkeep.keep-assignment"),
          d.say(d.family === "licence" ? `upkeep.enforce.${d.terms.dealType}` : "upkeep.enforce.assignment"),
          d.say("upkeep.invalid"),
        ]
      : []),
  ],
});

export const warranty = (d: Draft): Article => ({
  key: "warranty",
  parts: [
    d.say(d.family === "work" ? "warranty.title-work" : "warranty.title"),
    d.say("warranty.third"),
    d.say(d.family === "work" ? "warranty.quality-work" : "warranty.quality"),
  ],
});

export const improvements = (d: Draft): Article => ({
  key: "improve",
  parts: [
    ...(d.family === "work" ? [d.say(`improve.result.${d.terms.dealType}`)] : []),
    d.say(`improve.${d.terms.improvementOwner}`),
    d.say("improve.free"),
  ],
});

/** Reward and remuneration of who made the result (TTL arts. 44, 45): the seller's duty out of its own receipts. */
export const inventors = (d: Draft): Article => ({
  key: "inventors",
  parts: [d.say("inventors.duty"), d.say("inventors.statement")],
});

export const confidentiality = (d: Draft): Article => ({
  key: "secret",
  parts: [d.say("secret.duty"), d.say("secret.persons"), d.say("secret.exceptions"), d.say("secret.term")],
});
