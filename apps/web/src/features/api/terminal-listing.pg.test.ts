import { linksIn } from "@peony/db/testing";
import { mailOf } from "@peony/features/proposals/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyOf } from "#server/testing/house.ts";
import { type TerminalHouse, universityHouse } from "#server/testing/terminal.ts";

let house: TerminalHouse;
let tto: string;
let second: string;
let inventor: string;
/** Of the two inventors: the first has no account, the second one. */
let addresses: string[];
beforeAll(async () => {
  const { keyFor, person, ...made } = await universityHouse();
  house = made.house;
  tto = await keyOf(house.db, made.owner);
  second = await keyFor(["manager"]);
  const named = await person(["inventor"]);
  inventor = await keyOf(house.db, named);
  addresses = ["lu@inventor.peony.test", mailOf(named)];
}, 120_000);
afterAll(() => house.close());

const say = (key: string | null, words: string, body?: unknown) => house.say(key, words, body);
const draft = {
  assetKind: "know_how",
  field: "bearing",
  title: { zh: "滚道热处理", en: "Raceway treatment" },
  summary: { zh: "滚道疲劳寿命由 900 小时提高到 2100 小时", en: "" },
  problem: { zh: "滚道早期剥落", en: "Early spalling of raceways" },
  solution: { zh: "两段感应热处理", en: "Two-stage induction treatment" },
  noDataYet: true,
  trl: 3,
  rights: ["ordinary"],
  legalStatus: "none",
  inventors: [
    { name: { zh: "陆知远", en: "" }, sharePct: 60 },
    { name: { zh: "沈砚秋", en: "" }, sharePct: 40 },
  ],
  priceMode: "fixed",
  priceMin: "12000000",
  priceMax: "18000000",
  region: "410305",
};
const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
/** The version a step is taken on. */
const versionOf = async (at: string): Promise<number> => (await say(tto, `readListing ${at}`)).version;

test("a listing goes from its first draft past inventors and second person to the market and back, by typed calls alone", {
  timeout: 240_000,
}, async () => {
  const { id } = await say(tto, "createListing", draft);
  const at = `id=${id}`;
  expect(await say(tto, `saveListing ${at} version=1 title.en=Better`, draft)).toEqual({ version: 2 });
  expect(await say(tto, `saveListing ${at} version=2 trl=4 title.en=Better`, draft)).toEqual({ version: 3 });
  const readiness = await say(tto, `readReadiness ${at}`);
  expect(readiness).toMatchObject({ state: "draft", unconfirmed: 2, hasSheet: false });
  expect((await house.peony(null, "readListing", at)).code).toBe(1);

  const { versions } = await say(tto, `listVersions ${at}`);
  expect(versions.map((v: { changed: string[] }) => v.changed)).toEqual([["trl"], ["title"], []]);
  expect((await say(tto, `compareVersions ${at} from=1 to=2`)).changes).toMatchObject([
    { field: "title", before: "Raceway treatment", after: "Better" },
  ]);
  expect(await say(tto, `restoreVersion ${at} from=1 version=3`)).toEqual({ version: 4 });
  expect(await say(tto, `readListing ${at}`)).toMatchObject({ trl: 3, title: { en: "Raceway treatment" } });

  const picture = house.fileWith("台架.png", dot);
  expect(await say(tto, `attachListingFile ${at} --file ${picture}`)).toEqual({ done: true });
  const [file] = (await say(tto, `listListingFiles ${at}`)).files;
  expect(file).toMatchObject({ name: "台架.png", mediaType: "image/png" });
  await say(tto, `describeListingFile ${at} file=${file.id} alt.zh=试验台 alt.en=`);
  expect((await house.peony(null, "readFile", `id=${file.id}`)).code).toBe(1);
  expect((await house.peony(tto, "readFile", `id=${file.id}`)).code).toBe(0);
  await say(tto, `removeListingFile ${at} file=${file.id}`);
  expect(await say(tto, `listListingFiles ${at}`)).toEqual({ files: [] });

  const triaged = await say(tto, `triageListing ${at} version=${await versionOf(at)} choice=license reason=many_users`);
  await say(tto, `untriageListing ${at} version=${triaged.version}`);

  const people = addresses.map((email, position) => ({ position, email }));
  await say(tto, `askInventors ${at} version=${await versionOf(at)}`, { people });
  const token = ((await linksIn(house.db, addresses[0] ?? "")).at(-1) ?? "").split("/").at(-1);
  const open = await say(null, `readConfirmation token=${token}`);
  expect(open).toMatchObject({ kind: "open", view: { title: { zh: "滚道热处理" } } });
  await say(second, `answerConfirmation token=${token} answer=accept`);
  const [own] = (await say(inventor, `readResult ${at}`)).asked.filter((one: { own: boolean }) => one.own);
  await say(inventor, `sendOwnLinkAgain id=${own.id}`);
  await say(inventor, `answerOwnConfirmation id=${own.id} answer=accept`);
  const asked = (await say(tto, `readInventors ${at}`)).people;
  expect(asked.map((p: { state: string }) => p.state)).toEqual(["accepted", "accepted"]);

  const points = { exportClass: "free", secrecy: "not_secret", thirdParty: "none", stateAsset: "exempt" };
  await say(tto, `saveCompliance ${at} version=${await versionOf(at)}`, points);
  const sheet = await say(tto, `readCompliance ${at}`);
  if (sheet.state === "draft") await say(tto, `stepListing ${at} step=submit version=${sheet.version}`);
  const same = await house.peony(tto, "decideCompliance", at, "decision=clear", `version=${await versionOf(at)}`);
  expect(same).toMatchObject({ code: 1, out: "" });
  await say(second, `decideCompliance ${at} decision=clear version=${await versionOf(at)}`);
  const preview = await say(tto, `previewListing ${at} reader=visitor`);
  expect(preview.listing).toMatchObject({ title: { zh: "滚道热处理" } });
  await say(tto, `publishListing ${at} version=${await versionOf(at)}`);
  expect(await say(null, `readListing ${at}`)).toMatchObject({ id, state: "published" });

  const regions = (await say(null, "countCatalogue by=regions")).counts;
  expect(regions).toContainEqual({ code: "410305", title: expect.anything(), count: 1 });
  const there = await house.peony(null, "browseCatalogue", "by=regions", "code=410000", "--all");
  expect(JSON.parse(there.out)).toMatchObject({ id });
  const [owner] = (await say(null, "listOrganisations")).items;
  expect(owner).toMatchObject({ count: 1 });
  expect((await say(null, `listOrganisationListings slug=${owner.slug}`)).items).toMatchObject([{ id }]);

  await say(tto, `stepListing ${at} step=pause version=${await versionOf(at)}`);
  await say(tto, `stepListing ${at} step=resume version=${await versionOf(at)}`);
  await say(tto, `withdrawListing ${at} version=${await versionOf(at)}`);
  expect((await house.peony(null, "readListing", at)).code).toBe(1);
});
