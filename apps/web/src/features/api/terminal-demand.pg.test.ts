import { organisations } from "@peony/db/schema";
import { aMember } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { aField, aPage, mailOf, toState } from "@peony/features/proposals/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { someDemand } from "#server/testing/demands.ts";
import { keyOf } from "#server/testing/house.ts";
import { type TerminalHouse, terminalHouse } from "#server/testing/terminal.ts";

let house: TerminalHouse;
let firm: string;
let park: string;
let expert: string;
let team: string;
let lead: PersonActor;
let unis: PersonActor[];
beforeAll(async () => {
  house = await terminalHouse();
  const { db } = house;
  const field = await aField(db);
  lead = field.lead;
  unis = field.unis.slice(0, 2);
  firm = await keyOf(db, field.firm);
  team = await keyOf(db, field.unis[0]);
  park = await keyOf(db, await aMember(db, "park", ["owner", "manager"]));
  expert = await keyOf(db, lead);
}, 120_000);
afterAll(() => house.close());

const say = (key: string | null, words: string, body?: unknown) => house.say(key, words, body);
const slugOf = async ({ orgId }: PersonActor): Promise<string> => {
  const [found] = await house.db.admin
    .select()
    .from(organisations)
    .where(eq(organisations.id, orgId ?? ""));
  return found?.slug ?? "";
};
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const { id: _id, budgetMin, budgetMax, ...texts } = someDemand();
/** A challenge as a file holds it. */
const challenge = {
  ...texts,
  ...{ kind: "challenge", visibility: "open", deadline: inDays(60) },
  ...{ budgetMin: `${budgetMin}`, budgetMax: `${budgetMax}` },
};

test("a challenge goes from its first draft through the clinic to the award by typed calls alone", {
  timeout: 240_000,
}, async () => {
  const { number, id } = await say(firm, "createDemand", challenge);
  const at = `number=${number}`;
  expect(await say(firm, `saveDemand ${at} version=1 title.en=Quieter`, challenge)).toEqual({ version: 2 });
  expect((await say(firm, "listOwnDemands")).items).toMatchObject([
    { number, state: "draft", title: { en: "Quieter" } },
  ]);
  expect((await house.peony(team, "readDemand", at, "--lang", "en")).code).toBe(1);

  await say(firm, `submitDemand ${at} version=2`);
  await say(firm, `stateFunding ${at} statement=没有其他财政资金 noDuplicate=true`);
  expect((await say(park, "listClinicTasks")).items).toContainEqual(expect.objectContaining({ number, task: "check" }));
  const { experts } = await say(park, `readClinic ${at}`);
  expect(experts.map((e: { userId: string }) => e.userId)).toContain(lead.userId);
  await say(park, `assignReadback ${at} expert=${lead.userId}`);
  const [round] = (await say(expert, `readClinic ${at}`)).readbacks;
  await say(expert, `stateReadbackConflict ${at} id=${round.id} conflict=none`);
  await say(
    expert,
    `writeReadback ${at} id=${round.id} text=主轴轴承高速运转时噪声高，要在台架上把它从七十分贝降到六十分贝以下。`,
  );
  await say(firm, `answerReadback ${at} id=${round.id} answer=confirmed`);
  await say(park, `checkDemand ${at} result=passed note=查验了营业执照与项目库`);
  const clinic = await say(firm, `readClinic ${at}`);
  expect(clinic).toMatchObject({ reader: "owner", check: { result: "passed" }, readbacks: [{ answer: "confirmed" }] });
  expect(await say(firm, `publishDemand ${at} version=${clinic.version}`)).toMatchObject({ state: "published" });

  const open = await say(null, `readDemand ${at}`);
  const later = `deadline=${inDays(90)} feedbackDue=${inDays(130)} visibility=open`;
  await say(firm, `adjustDemand ${at} version=${open.version} ${later}`);
  expect(await say(null, `readDemand ${at}`)).toMatchObject({ deadline: inDays(90), feedbackDue: inDays(130) });

  const asked = await say(team, `askDemandQuestion ${at} text=噪声在多少转速下测量？ named=true`);
  await say(firm, `answerDemandQuestion ${at} id=${asked.id} answer=每分钟三千转`);
  const rude = await say(team, `askDemandQuestion ${at} text=贵公司是不是某某厂？`);
  await say(firm, `setQuestionAside ${at} id=${rude.id} reason=与技术要求无关`);
  const questions = await house.peony(null, "listDemandQuestions", at, "--all");
  const read = questions.out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(read.find((q) => q.id === asked.id)).toMatchObject({ answer: "每分钟三千转", earlier: [] });
  expect(questions.out).not.toContain("与技术要求无关");
  expect((await say(team, `listDemandQuestions ${at}`)).items).toContainEqual(
    expect.objectContaining({ id: rude.id, asideReason: "与技术要求无关" }),
  );

  const criteria = [
    { name: { zh: "可行性", en: "Feasibility" }, weight: 60 },
    { name: { zh: "费用", en: "Cost" }, weight: 40 },
  ];
  expect(await say(firm, `setJudging ${at} version=0`, { criteria })).toEqual({ version: 1 });
  await say(firm, `appointReviewer ${at} email=${mailOf(lead)} role=lead`);

  const { id: proposal } = await say(team, `createProposal demand=${number} from:=null`);
  const { id: _own, version: _version, ...written } = aPage(proposal);
  const body = JSON.parse(JSON.stringify(written, (_k, v) => (typeof v === "bigint" ? `${v}` : v)));
  expect(await say(team, `saveProposal id=${proposal} version=1`, body)).toEqual({ version: 2 });
  expect((await say(team, `readOwnProposal id=${proposal}`)).gaps).toEqual([]);
  await say(team, `submitProposal id=${proposal} version=2`);
  expect((await house.peony(firm, "readProposal", `id=${proposal}`)).code).toBe(1);

  await toState(house.db, id, "closed");
  expect((await house.peony(firm, "stepReview", `demand=${number}`, "step=screen")).code).toBe(1);
  await say(firm, `stateConflicts demand=${number} statement=无 confirmed=true`);
  await say(firm, `stepReview demand=${number} step=screen`);
  await say(firm, `screenProposal id=${proposal} pass=true`);
  await say(expert, `stateConflicts demand=${number} statement=无 confirmed=true`);
  await say(firm, `stepReview demand=${number} step=assess`);
  await say(expert, `reviewProposal id=${proposal} version=0 points:=[90,70] words=依据充分`);
  const desk = await say(expert, `readReview demand=${number}`);
  expect(desk.proposals).toMatchObject([{ id: proposal, review: { points: [90, 70] } }]);
  expect((await say(firm, `listReviewers ${at}`)).reviewers).toMatchObject([{ role: "lead", wanted: 1, done: 1 }]);
  expect((await say(firm, `listReceivedProposals demand=${number}`)).items).toMatchObject([
    { score: "82.00", rank: 1 },
  ]);
  await say(firm, `shortlistProposal id=${proposal}`);
  await say(firm, `unlistProposal id=${proposal} words=先比较再入围`);
  await say(firm, `shortlistProposal id=${proposal}`);
  await say(firm, `stepReview demand=${number} step=shortlist`);
  const deal = await say(firm, `awardProposal id=${proposal} note=方案依据充分`);
  expect(deal.number).toMatch(/^PN-/);
  expect(await say(null, `readAward ${at}`)).toMatchObject({ number, note: "方案依据充分" });
  expect(await say(team, `readOwnProposal id=${proposal}`)).toMatchObject({
    state: "awarded",
    dealNumber: deal.number,
  });
  expect(await say(team, `readDeal no=${deal.number}`)).toMatchObject({ role: "seller" });
});

test("an invited university reads why and answers, and the firm takes another invitation back, by typed calls", {
  timeout: 120_000,
}, async () => {
  const { number } = await say(firm, "createDemand", { ...challenge, kind: "ordinary", visibility: "named" });
  const at = `number=${number}`;
  const { version } = await say(firm, `readClinic ${at}`);
  const published = await say(firm, `publishDemand ${at} version=${version}`);
  expect(published.state).toBe("published");
  expect((await house.peony(team, "readDemand", at)).code).toBe(1);
  for (const uni of unis)
    await say(firm, `inviteToDemand ${at} organisation=${await slugOf(uni)} reason=做过主轴台架试验`);
  const { invitations } = await say(firm, `readClinic ${at}`);
  expect(invitations).toHaveLength(2);
  const { invitation } = await say(team, `readOwnInvitation ${at}`);
  expect(invitation).toMatchObject({ side: "solver", answer: null });
  await say(team, `answerInvitation ${at} id=${invitation.id} answer=accepted`);
  const other = invitations.find((i: { id: string }) => i.id !== invitation.id);
  await say(firm, `withdrawInvitation ${at} id=${other.id}`);
  expect((await say(firm, `readClinic ${at}`)).invitations).toMatchObject([
    { id: invitation.id, answer: "accepted", meetAt: null, note: "", result: "", doneAt: null },
  ]);
});
