import { newId } from "@peony/db";
import { members, sessions, users } from "@peony/db/schema";
import { aMember, aPerson, codeOf, createTestDb, linksIn, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  acceptInvitation,
  actorOfApiKey,
  createApiKey,
  inviteMember,
  openSession,
  removeMember,
  saveMember,
} from "./index.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const linkIn = async (email: string) => (await linksIn(db, email)).at(-1) ?? "";
/** A person with this mail address, in no organisation yet. */
const anAccount = async (email: string): Promise<PersonActor> => {
  const person = await aPerson(db, null, []);
  await db.admin.update(users).set({ email }).where(sql`id = ${person.userId}`);
  return person;
};

describe("members", () => {
  test("an invitation is used once, by its own address only", async () => {
    const owner = await aMember(db, "firm", ["owner"]);
    await inviteMember(db.ctx(owner), { id: newId("invitation"), email: "guest@test.peony.test", roles: ["finance"] });
    const token = await linkIn("guest@test.peony.test");
    const other = await anAccount("other@test.peony.test");
    expect(await codeOf(acceptInvitation(db.ctx(other), token))).toBe("identity/token-expired");
    const guest = await anAccount("guest@test.peony.test");
    expect(await codeOf(acceptInvitation(db.ctx(guest), token))).toBe("done");
    expect(await codeOf(acceptInvitation(db.ctx(guest), token))).toBe("identity/token-expired");
    expect((await db.admin.select().from(members).where(sql`user_id = ${guest.userId}`))[0]?.roles).toEqual([
      "finance",
    ]);
  });

  test("managers make no owners, members invite nobody, and strangers are not there to be changed", async () => {
    const owner = await aMember(db, "firm", ["owner"]);
    const org = { id: owner.orgId ?? "", kind: "firm" } as const;
    const manager = await aPerson(db, org, ["manager"]);
    const plain = await aPerson(db, org, ["member"]);
    const invite = (roles: ("owner" | "member")[]) => ({ id: newId("invitation"), email: "x@test.peony.test", roles });
    expect(await codeOf(inviteMember(db.ctx(manager), invite(["owner"])))).toBe("forbidden");
    expect(await codeOf(inviteMember(db.ctx(plain), invite(["member"])))).toBe("forbidden");
    const elsewhere = await aMember(db, "firm", ["owner"]);
    expect(await codeOf(saveMember(db.ctx(owner), { userId: elsewhere.userId, roles: ["member"] }))).toBe("not-found");
  });

  test("two owners leaving at once leave one behind", async () => {
    const a = await aMember(db, "firm", ["owner"]);
    const b = await aPerson(db, { id: a.orgId ?? "", kind: "firm" }, ["owner"]);
    const results = await Promise.all([
      codeOf(saveMember(db.ctx(a), { userId: a.userId, roles: ["member"] })),
      codeOf(saveMember(db.ctx(b), { userId: b.userId, roles: ["member"] })),
    ]);
    expect(results.sort()).toEqual(["done", "identity/last-owner"]);
  });

  test("removal ends sessions and keys at once", async () => {
    const owner = await aMember(db, "firm", ["owner"]);
    const leaver = await aPerson(db, { id: owner.orgId ?? "", kind: "firm" }, ["member"]);
    const { key } = await createApiKey(db.ctx(leaver), { id: newId("apiKey"), name: "sync" });
    await openSession(db.ctx(leaver), leaver.userId);
    expect(await actorOfApiKey(db.web, key)).toMatchObject({ userId: leaver.userId, via: "api-key" });
    await removeMember(db.ctx(owner), { userId: leaver.userId });
    expect(await actorOfApiKey(db.web, key)).toBeNull();
    expect(await db.admin.$count(sessions, sql`user_id = ${leaver.userId}`)).toBe(0);
  });
});
