import { newId } from "@peony/db";
import { deciderStatements, demandInvitations, demands, disclosures, proposals, reviewers } from "@peony/db/schema";
import { aListing, aMember, aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import { askQuestionInput, inviteInput } from "@peony/domain/demands";
import type { Actor, PersonActor } from "@peony/domain/identity";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  answerInvitation,
  askQuestion,
  assignReadback,
  inviteOrganisation,
  returnDemand,
  stateFunding,
} from "../demands/index.ts";
import { aClinic, type Clinic, statement } from "../demands/testing/clinic.ts";
import { aDraft, hard, orgOf, setClock, versionOf } from "../demands/testing/demands.ts";
import { aChallenge, aDraft as aProposal, aSubmitted, aUniversity } from "../proposals/testing/challenge.ts";
import { listTurns } from "./index.ts";

let db: TestDb;
let house: Clinic;
let broker: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  await setClock(db, new Date().toISOString());
  house = await aClinic(db);
  broker = await aMember(db, "broker", ["owner"]);
});
afterAll(() => db.close());

const turnsOf = async (actor: Actor) =>
  Object.fromEntries((await listTurns(db.ctx(actor))).map((t) => [t.kind, [t.count, t.path]]));

test("each role is shown what the clinic waits for from it, and nobody what waits for somebody else", async () => {
  const { firm, stranger, park, expert, inClinic, readBack } = house;
  const { id, number } = await inClinic({ kind: "challenge", deadline: "2099-12-31" });
  const clinic = `/desk/demands/${number}/clinic`;
  expect(await turnsOf(park)).toEqual({ assign: [1, clinic] });
  expect(await turnsOf(firm)).toEqual({ state: [1, clinic] });
  await stateFunding(db.ctx(firm), statement(id));
  expect(await turnsOf(park)).toEqual({ check: [1, clinic] });
  expect(await turnsOf(firm)).toEqual({});
  await readBack(id, number);
  expect(await turnsOf(firm)).toEqual({ confirm: [1, clinic] });
  expect(await turnsOf(stranger)).toEqual({});
  const other = await inClinic(hard);
  await assignReadback(db.ctx(park), { demandId: other.id, expert: expert.userId });
  expect(await turnsOf(expert)).toEqual({ "read-back": [1, `/desk/demands/${other.number}/clinic`] });
  await returnDemand(db.ctx(park), { ...(await versionOf(db, other.id)), reason: "指标没有单位，请补写。" });
  expect(await turnsOf(expert)).toEqual({});
  // one that needs neither a check nor an expert is before the park, and is not its turn
  await inClinic();
  expect(await turnsOf(park)).toEqual({ check: [1, clinic] });
  expect((await turnsOf(firm)).revise).toEqual([1, `/desk/demands/${other.number}/clinic`]);
});

test("invitations, slots and questions wait for whoever they ask", async () => {
  const firm = await aMember(db, "firm", ["manager"]);
  const university = await aMember(db, "university", ["manager"]);
  const { id, number } = await aDraft(db, firm, hard);
  await db.admin.update(demands).set({ state: "published", publishedAt: new Date() }).where(eq(demands.id, id));
  const slug = async (a: PersonActor) =>
    (await db.admin.query.organisations.findFirst({ where: (o, { eq: is }) => is(o.id, orgOf(a)) }))?.slug;
  for (const [to, side] of [
    [university, "solver"],
    [broker, "broker"],
  ] as const)
    await inviteOrganisation(
      db.ctx(firm),
      inviteInput.parse({ demandId: id, organisation: await slug(to), side, reason: "请看看这项需求" }),
    );
  expect(await turnsOf(university)).toEqual({ answer: [1, `/demands/${number}`] });
  expect(await turnsOf(broker)).toEqual({ broker: [1, `/desk/demands/${number}/clinic`] });
  const [slot] = await db.admin
    .select()
    .from(demandInvitations)
    .where(eq(demandInvitations.orgId, orgOf(broker)));
  await answerInvitation(db.ctx(broker), { invitationId: slot?.id as never, answer: "accepted" });
  expect(await turnsOf(broker)).toEqual({ slot: [1, `/desk/demands/${number}/clinic`] });
  const question = { id: newId("demandQuestion"), demandId: id, text: "样件能否外送检测？" };
  await askQuestion(db.ctx(university), askQuestionInput.parse(question));
  expect(await turnsOf(firm)).toEqual({ reply: [1, `/demands/${number}#questions`] });
});

test("stages of a challenge wait for its officers, its reviewers and those with a draft", async () => {
  const firm = await aMember(db, "firm", ["manager"]);
  const university = await aMember(db, "university", ["manager"]);
  const { id, number } = await aChallenge(db, firm);
  await aProposal(db, university, number);
  expect(Object.keys(await turnsOf(university))).toEqual(["proposal"]);
  const judge = await aPerson(db, { id: orgOf(firm), kind: "firm" }, ["expert"]);
  await db.admin
    .insert(reviewers)
    .values({ demandId: id, userId: judge.userId, role: "lead", appointedAt: new Date() });
  expect(await turnsOf(firm)).toEqual({});
  await db.admin.update(demands).set({ state: "closed", closedAt: new Date() }).where(eq(demands.id, id));
  expect(await turnsOf(firm)).toEqual({ board: [1, `/desk/demands/${number}/review`] });
  expect(await turnsOf(judge)).toEqual({ review: [1, `/reviews/${number}`] });
});

test("an office sees its disclosures and its imported drafts, the operator what it verifies, others nothing of them", async () => {
  const office = await aMember(db, "university", ["manager"]);
  const inventor = await aPerson(db, { id: orgOf(office), kind: "university" }, ["inventor"]);
  const operator = await aMember(db, "operator", ["owner"]);
  await aMember(db, "firm", ["owner"], { verification: "submitted" });
  const now = new Date();
  await db.admin.insert(disclosures).values({
    id: newId("disclosure"),
    orgId: orgOf(office),
    state: "disclosed",
    ...{ createdBy: inventor.userId, createdAt: now, updatedAt: now, stepAt: now },
  });
  expect(await turnsOf(office)).toMatchObject({ assess: [1, "/results"] });
  expect(await turnsOf(operator)).toMatchObject({ verify: [1, "/operator"] });
  expect(await turnsOf(house.stranger)).toEqual({});
});

test("challenges that were awarded and answered long ago do not hide one that waits", async () => {
  const firm = await aMember(db, "firm", ["manager"]);
  const university = await aUniversity(db);
  for (let i = 0; i < 31; i += 1)
    await aChallenge(db, firm, { state: "awarded", updatedAt: new Date(Date.UTC(2020, 0, 1 + i)) });
  const { id, number } = await aChallenge(db, firm);
  const proposal = await aSubmitted(db, university, number);
  await db.admin.update(demands).set({ state: "closed", closedAt: new Date() }).where(eq(demands.id, id));
  const board = { board: [1, `/desk/demands/${number}/review`] };
  expect(await turnsOf(firm)).toEqual(board);
  const said = { demandId: id, userId: firm.userId, statement: "与申报单位无关联。", statedAt: new Date() };
  await db.admin.insert(deciderStatements).values(said);
  await db.admin.update(demands).set({ state: "awarded" }).where(eq(demands.id, id));
  await db.admin.update(proposals).set({ state: "declined" }).where(eq(proposals.id, proposal));
  expect(await turnsOf(firm)).toEqual(board);
  await db.admin.update(proposals).set({ feedbackAt: new Date() }).where(eq(proposals.id, proposal));
  expect(await turnsOf(firm)).toEqual({});
});

test("a sheet waits for its second person, not for whoever filled it in, also where it was changed on the market", async () => {
  const office = await aMember(db, "university", ["manager"]);
  const other = await aPerson(db, { id: orgOf(office), kind: "university" }, ["manager"]);
  const filled = { complianceBy: office.userId };
  await aListing(db, orgOf(office), { ...filled, state: "compliance" });
  await aListing(db, orgOf(office), { ...filled, exportClass: "unknown", exportClassAsked: "free" });
  expect(await turnsOf(office)).toEqual({});
  expect(await turnsOf(other)).toEqual({ clear: [2, "/listings"] });
});
