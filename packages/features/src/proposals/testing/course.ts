import { newId } from "@peony/db";
import { aMember, aPerson, codeOf, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { awardProposal } from "../award-proposal.ts";
import { reviewProposal } from "../review-proposal.ts";
import { appointReviewer, stateConflicts } from "../reviewers.ts";
import { chooseFinalist, screenProposal, stepReview } from "../step-review.ts";
import { aChallenge, aSubmitted, aUniversity, toState } from "./challenge.ts";

export const mailOf = (p: PersonActor): string => `${p.userId}@test.peony.test`;

/** A firm with a signatory, two experts and three universities. */
export const aField = async (db: TestDb) => {
  const firm = await aMember(db, "firm", ["owner", "manager"]);
  await aPerson(db, { id: firm.orgId ?? "", kind: "firm" }, ["signatory"]);
  const expert = () => aMember(db, "university", ["expert"]);
  const [lead, other] = await Promise.all([expert(), expert()]);
  return { firm, lead, other, unis: [await aUniversity(db), await aUniversity(db), await aUniversity(db)] as const };
};
export type Field = Awaited<ReturnType<typeof aField>>;

/** A challenge whose window has closed over three proposals, with both experts as leads; and the acts of its course. */
export const aCourse = async (db: TestDb, field: Field) => {
  const { firm, lead, other, unis } = field;
  const { id, number } = await aChallenge(db, firm);
  for (const who of [lead, other])
    await appointReviewer(db.ctx(firm), { demand: number, email: mailOf(who), role: "lead" });
  const ids = (await Promise.all(unis.map((u) => aSubmitted(db, u, number)))) as [string, string, string];
  await toState(db, id, "closed");
  const state = (who: PersonActor, conflicts: string[] = []) =>
    stateConflicts(db.ctx(who), { demand: number, statement: "无", confirmed: true, conflicts });
  await state(firm);
  const step = (what: "screen" | "assess" | "shortlist", who: PersonActor = firm) =>
    codeOf(stepReview(db.ctx(who), { demand: number, step: what }));
  const pass = (proposalId: Id<"proposal">) =>
    screenProposal(db.ctx(firm), { proposalId, pass: true, reason: null, words: "" });
  const review = (who: PersonActor, proposalId: Id<"proposal">, points: number[], version = 0) =>
    codeOf(reviewProposal(db.ctx(who), { proposalId, version, points, words: "依据充分" }));
  const award = (proposalId: Id<"proposal">, who: PersonActor = firm) =>
    awardProposal(db.ctx(who), { proposalId, dealId: newId("deal"), note: "" });
  /** All passed the screening and both leads have stated. */
  const toAssessment = async (conflicts: string[] = []) => {
    await step("screen");
    for (const one of ids) await pass(one);
    await state(lead);
    await state(other, conflicts);
    return step("assess");
  };
  /** The first two are finalists. */
  const toFinalists = async () => {
    await toAssessment();
    for (const one of ids) for (const who of [lead, other]) await review(who, one, [80, 70, 60, 50]);
    for (const one of ids.slice(0, 2)) await chooseFinalist(db.ctx(firm), { proposalId: one });
    return step("shortlist");
  };
  return { id, number, ids, step, pass, state, review, award, toAssessment, toFinalists };
};
export type Course = Awaited<ReturnType<typeof aCourse>>;
