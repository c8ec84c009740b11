import { afterAll, beforeAll, expect, test } from "vitest";
import { keyOf } from "#server/testing/house.ts";
import { type TerminalHouse, universityHouse } from "#server/testing/terminal.ts";

let house: TerminalHouse;
let office: string;
let author: string;
let stranger: string;
beforeAll(async () => {
  const { keyFor, ...made } = await universityHouse();
  house = made.house;
  office = await keyOf(house.db, made.owner);
  author = await keyFor(["inventor"]);
  stranger = await keyFor(["inventor"]);
}, 120_000);
afterAll(() => house.close());

const say = (key: string | null, words: string, body?: unknown) => house.say(key, words, body);
const disclosure = {
  field: "bearing",
  title: "滚道热处理",
  novelty: "两段感应加热，硬化层更深而变形更小，现有工艺只能二选一。",
  problem: "滚道早期剥落",
  funding: "自筹",
  inventors: [{ name: { zh: "陆知远", en: "" }, sharePct: 100, email: "lu@inventor.peony.test" }],
};
const standing = async (key: string, id: string) => (await say(key, `readResult id=${id}`)).disclosure;

test("a result goes from what its inventor tells to a listing draft, and its inventor sees where it stands, by typed calls", {
  timeout: 120_000,
}, async () => {
  const { id } = await say(author, "createDisclosure", disclosure);
  const at = `id=${id}`;
  expect((await house.peony(office, "readResult", at)).code).toBe(1);
  expect(await say(author, `saveDisclosure ${at} version=1 bestUses:=["风电轴承"]`, disclosure)).toEqual({
    version: 2,
  });
  await say(author, `submitDisclosure ${at} version=2`);
  expect((await say(author, "listResults")).items).toMatchObject([{ disclosureId: id, stage: "disclosed" }]);
  expect((await house.peony(stranger, "readResult", at)).code).toBe(1);

  const read = await standing(office, id);
  expect(read).toMatchObject({ state: "disclosed", bestUses: ["风电轴承"], inventors: [{ sharePct: 100 }] });
  await say(office, `assessDisclosure ${at} version=${read.version} decision=protect`);
  const assessed = await standing(office, id);
  const early = ["explainDelay", at, `version=${assessed.version}`, "reason=排期", "dueOn=2027-03-01", "--lang", "en"];
  expect(await house.peony(office, ...early)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/in time/),
  });
  await say(office, `protectDisclosure ${at} version=${assessed.version} note=已递交`);
  const kept = await standing(office, id);
  const { listingId } = await say(office, `listDisclosure ${at} version=${kept.version} assetKind=application`);
  expect(await say(office, `readListing id=${listingId}`)).toMatchObject({
    state: "draft",
    title: { zh: "滚道热处理" },
  });
  expect((await say(author, "listResults")).items).toMatchObject([{ disclosureId: id, listingId }]);

  const rule = { validFrom: "2099-01-01", poolPct: 80, mainMinPct: 60, title: "成果转化奖励办法" };
  expect(await say(office, "saveUnitRule", rule)).toEqual({ version: 1 });
  expect((await say(author, "readUnitRules")).rules).toMatchObject([{ version: 1, poolBps: 8000, mainMinBps: 6000 }]);
  const { days } = await say(author, "readStepDays");
  expect(await say(office, "saveStepDays version=0 disclosed=3", days)).toEqual({ version: 1 });
  expect(await say(author, "readStepDays")).toMatchObject({ version: 1, days: { ...days, disclosed: 3 } });
});
