import { chineseLaw } from "../terms.ts";
import type { Article, Draft } from "./draft.ts";

export const filing = (d: Draft): Article => ({
  key: "filing",
  parts: [
    ...(d.patent && d.family === "licence" ? [d.say("filing.recordal")] : []),
    ...(d.patent && d.family === "assignment" ? [d.say("filing.assignment")] : []),
    d.say("filing.registration"),
  ],
});

export const breach = (d: Draft): Article => ({
  key: "breach",
  parts: [
    d.say("breach.loss"),
    d.say("breach.late"),
    ...(d.family === "work" ? [] : [d.say("breach.scope")]),
    d.say("breach.rescission"),
  ],
});

export const change = (d: Draft): Article => ({
  key: "change",
  parts: [d.say("change.writing"), d.say("change.assignment"), d.say("change.after")],
});

export const disputes = (d: Draft): Article => ({
  key: "dispute",
  parts: [
    d.say("dispute.law", {
      law: d.terms.governingLaw === chineseLaw ? d.say("dispute.chinese-law") : d.terms.governingLaw,
    }),
    d.say("dispute.way"),
  ],
});

/** The note is written once, in whichever language the parties chose; the text in the other one says so and does not translate it. */
const noteOf = (d: Draft): string => {
  const chinese = /\p{Script=Han}/u.test(d.terms.note);
  return d.say(chinese === (d.w.locale === "zh") ? "general.note" : "general.note-original", { note: d.terms.note });
};

export const general = (d: Draft): Article => ({
  key: "general",
  parts: [
    d.say("general.language", { language: d.say(`language.${d.terms.prevailingLanguage}`) }),
    d.say("general.signing"),
    d.say("general.documents"),
    ...(d.terms.note ? [noteOf(d)] : []),
  ],
});
