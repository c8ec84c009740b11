import { clockOffset } from "@peony/db/schema";
import { aListing, aMember, codeOf, createTestDb, linksIn, type TestDb } from "@peony/db/testing";
import { visitor } from "@peony/domain/identity";
import { answeredLinkDays, linkDays } from "@peony/domain/shared";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readRewardStatementsByLink } from "../royalties/index.ts";
import { answerConfirmation, askInventors, readConfirmation } from "./index.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterEach(() => daysOn(0));
afterAll(() => db.close());

const nobody = () => db.ctx(visitor);
const daysOn = (days: number) => db.admin.update(clockOffset).set({ offsetMs: Math.round(days * 86_400_000) });
const accept = (token: string) => answerConfirmation(nobody(), { token, answer: "accept", comment: "" });
const comment = (token: string) => answerConfirmation(nobody(), { token, answer: "comment", comment: "份额不对" });
const kindOf = async (token: string) => (await readConfirmation(nobody(), token)).kind;
const followed = (token: string) => codeOf(readRewardStatementsByLink(nobody(), token));
const said = (zh: string) => ({ zh, en: "" });

/** Links of a listing that waits for two inventors. */
const links = async (): Promise<[string, string]> => {
  const officer = await aMember(db, "university", ["member"]);
  const id = await aListing(db, officer.orgId ?? "", {
    ...{ state: "draft", assetKind: "know_how", legalStatus: "none", problem: said("裂纹"), solution: said("滚压") },
    ...{ trl: 3, noDataYet: true, rights: ["ordinary"], createdBy: officer.userId, complianceBy: officer.userId },
    ...{ secrecy: "not_secret", thirdParty: "none", stateAsset: "exempt" },
    inventors: [
      { name: said("璩若衡"), sharePct: 60 },
      { name: said("甘怀远"), sharePct: 40 },
    ],
  });
  const emails = [0, 1].map((n) => `${n}.${id}@inventor.test`);
  await askInventors(db.ctx(officer), {
    ...{ id, version: 1 },
    people: emails.map((email, position) => ({ position, email })),
  });
  return (await Promise.all(emails.map((e) => linksIn(db, e)))).flat() as [string, string];
};

describe("an inventor's link", () => {
  test("that was answered ends thirty days after the answer, says when that was, and opens nothing that follows from it", async () => {
    const [first, second] = await links();
    await accept(first);
    await comment(second);
    await daysOn(answeredLinkDays - 0.01);
    expect([await kindOf(first), await kindOf(second), await followed(first)]).toEqual([
      "answered",
      "answered",
      "done",
    ]);
    await daysOn(answeredLinkDays + 0.01);
    const ended = await readConfirmation(nobody(), first);
    expect(Object.keys(ended)).toEqual(["kind", "answeredAt"]);
    expect([ended.kind, await kindOf(second), await followed(first)]).toEqual(["ended", "ended", "listings/link-over"]);
    // nor is the same answer taken once more
    expect(await codeOf(accept(first))).toBe("listings/link-over");
    expect(await codeOf(comment(second))).toBe("listings/link-over");
  });

  test("counts from the answer, not from the asking", async () => {
    const [first] = await links();
    await daysOn(linkDays - 1);
    await accept(first);
    await daysOn(linkDays + answeredLinkDays - 2);
    expect(await kindOf(first)).toBe("answered");
    await daysOn(linkDays + answeredLinkDays);
    expect(await kindOf(first)).toBe("ended");
  });

  test("that nobody answered is over at its expiry", async () => {
    const [first] = await links();
    await daysOn(linkDays - 0.01);
    expect(await kindOf(first)).toBe("open");
    await daysOn(linkDays + 0.01);
    expect([await kindOf(first), await codeOf(accept(first))]).toEqual(["over", "listings/link-over"]);
  });
});
