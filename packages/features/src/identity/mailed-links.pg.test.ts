import { type Ctx, newId } from "@peony/db";
import { members, users } from "@peony/db/schema";
import { aMember, aPerson, createTestDb, linksIn, quickPasswords, type TestDb } from "@peony/db/testing";
import { type MemberRole, type PersonActor, signUpInput, visitor } from "@peony/domain/identity";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  acceptInvitation,
  confirmMail,
  inviteMember,
  listMembers,
  removeMember,
  signUp,
  verifyCredentials,
} from "./index.ts";

let db: TestDb;
let anyone: Ctx;
beforeAll(async () => {
  db = await createTestDb();
  anyone = db.ctx(visitor);
});
afterAll(() => db.close());

const sign = (email: string, name: string, password: string) =>
  signUp(anyone, quickPasswords, signUpInput.parse({ id: newId("user"), name, email, password, agree: true }));
const opens = (email: string, password: string) => verifyCredentials(anyone, quickPasswords, { email, password });
const emailOf = async (userId: string): Promise<string> => {
  const [row] = await db.admin.select({ email: users.email }).from(users).where(sql`id = ${userId}`);
  return row?.email ?? "";
};

describe("two sign-ups of one address", () => {
  test.each([
    ["the stranger came first", ["stranger", "owner"]],
    ["the stranger came second", ["owner", "stranger"]],
  ])("the link opens the account with the password typed for it: %s", async (_, order) => {
    const email = `${order[0]}-first@test.peony.test`;
    for (const who of order) await sign(email, who, `${who}'s long password`);
    const link = (await linksIn(db, email))[order.indexOf("owner")] ?? "";
    const userId = await confirmMail(anyone, quickPasswords, { token: link, password: "owner's long password" });
    expect(await opens(email, "owner's long password")).toBe(userId);
    expect(await opens(email, "stranger's long password")).toBeNull();

    const other = (await linksIn(db, email))[order.indexOf("stranger")] ?? "";
    await confirmMail(anyone, quickPasswords, { token: other, password: "stranger's long password" });
    expect(await opens(email, "owner's long password")).toBe(userId);
    expect(await opens(email, "stranger's long password")).toBeNull();
  });
});

describe("a link somebody else asked for", () => {
  test("opens nothing without the password typed for it, and is still good after a wrong one", async () => {
    const email = "unasked@test.peony.test";
    await sign(email, "stranger", "stranger's long password");
    const [token = ""] = await linksIn(db, email);
    const mine = { token, password: "what the owner would type" };
    await expect(confirmMail(anyone, quickPasswords, mine)).rejects.toMatchObject({
      code: "invalid",
      data: { fields: { password: { code: "password-wrong" } } },
    });
    expect(await opens(email, "stranger's long password")).toBeNull();
    await sign(email, "owner", "owner's long password");
    const userId = await confirmMail(anyone, quickPasswords, {
      token: (await linksIn(db, email)).at(-1) ?? "",
      password: "owner's long password",
    });
    expect(await opens(email, "owner's long password")).toBe(userId);
    expect(await opens(email, "stranger's long password")).toBeNull();
  });
});

describe("an invitation", () => {
  const invite = async (owner: PersonActor, email: string, role: MemberRole = "member") => {
    await inviteMember(db.ctx(owner), { id: newId("invitation"), email, roles: [role] });
    return (await linksIn(db, email)).at(-1) ?? "";
  };

  test("adds roles to a seat and takes none, so the last owner stays owner", async () => {
    const owner = await aMember(db, "firm", ["owner"]);
    await acceptInvitation(db.ctx(owner), await invite(owner, await emailOf(owner.userId)));
    const [seat] = await db.admin
      .select()
      .from(members)
      .where(and(eq(members.orgId, owner.orgId ?? newId("organisation")), eq(members.userId, owner.userId)));
    expect(seat?.roles.toSorted()).toEqual(["member", "owner"]);
  });

  test("made before a removal does not bring the removed back; one made after does", async () => {
    const owner = await aMember(db, "firm", ["owner"]);
    const guest = await aPerson(db, null, []);
    const email = await emailOf(guest.userId);
    const [first, spare] = [await invite(owner, email), await invite(owner, email)];
    await acceptInvitation(db.ctx(guest), first);
    await removeMember(db.ctx(owner), { userId: guest.userId });
    await expect(acceptInvitation(db.ctx(guest), spare)).rejects.toMatchObject({ code: "identity/token-expired" });
    expect(await acceptInvitation(db.ctx(guest), await invite(owner, email))).toEqual({ orgId: owner.orgId });
  });

  test("made before a removal is over for good, also once the removed is back in a lesser seat", async () => {
    const owner = await aMember(db, "firm", ["owner"]);
    const guest = await aPerson(db, null, []);
    const email = await emailOf(guest.userId);
    const [first, spare] = [await invite(owner, email), await invite(owner, email, "owner")];
    await acceptInvitation(db.ctx(guest), first);
    expect((await listMembers(db.ctx(owner))).open).toHaveLength(1);
    await removeMember(db.ctx(owner), { userId: guest.userId });
    expect((await listMembers(db.ctx(owner))).open).toEqual([]);
    await acceptInvitation(db.ctx(guest), await invite(owner, email));
    await expect(acceptInvitation(db.ctx(guest), spare)).rejects.toMatchObject({ code: "identity/token-expired" });
  });
});
