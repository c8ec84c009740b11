import { clockOffset, organisations, sessions, users } from "@peony/db/schema";
import { aMember, anOrganisation, aPerson, quickPasswords, type TestDb } from "@peony/db/testing";
import type { MemberRole, OrganisationKind, PersonActor } from "@peony/domain/identity";
import {
  actorOfApiKey,
  endSession,
  hashToken,
  openSession,
  removeMember,
  requestReset,
  resetPassword,
  switchOrganisation,
} from "@peony/features/identity";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { actorOfSession } from "./ctx.ts";
import { houseDb, keyOf, testEnvironment } from "./testing/house.ts";

let db: TestDb;
beforeAll(async () => {
  testEnvironment();
  db = await houseDb();
});
afterAll(() => db.close());
afterEach(() => later(0));

const hour = 3_600_000;
/** Sets the database's clock ahead. */
const later = async (ms: number): Promise<void> => {
  await db.admin.update(clockOffset).set({ offsetMs: Math.round(ms) });
};
const signedIn = async (person: PersonActor): Promise<string> =>
  (await openSession(db.ctx(person), person.userId)).token;
const alive = async (token: string): Promise<boolean> => (await actorOfSession(token)) !== null;

describe("a session", () => {
  test("has a new token each time, and the database keeps only its hash", async () => {
    const person = await aMember(db, "firm", ["owner"]);
    const [one, two] = [await signedIn(person), await signedIn(person)];
    expect(one).not.toBe(two);
    expect(Buffer.from(one, "base64url").length).toBeGreaterThanOrEqual(16);
    const kept = await db.admin.select().from(sessions).where(eq(sessions.userId, person.userId));
    expect(kept.map((s) => s.tokenHash).sort()).toEqual([hashToken(one), hashToken(two)].sort());
    expect(JSON.stringify(kept)).not.toContain(one);
  });

  test("is nobody's for a made-up or planted token", async () => {
    expect(await alive("planted")).toBe(false);
    const token = await signedIn(await aMember(db, "firm", ["owner"]));
    expect(await alive(hashToken(token))).toBe(false);
  });

  const cases: [OrganisationKind, MemberRole[], number, number][] = [
    ["firm", ["owner"], 12, 168],
    ["university", ["manager"], 12, 168],
    ["firm", ["finance"], 2, 12],
    ["university", ["manager", "finance"], 2, 12],
    ["operator", ["owner"], 2, 12],
    ["park", ["owner"], 2, 12],
  ];
  test.each(cases)(
    "of %s %j ends after %i quiet hours, and after %i whatever happens",
    async (kind, roles, quiet, most) => {
      const person = await aMember(db, kind, roles);
      const left = await signedIn(person);
      await later((quiet - 0.01) * hour);
      expect(await alive(left)).toBe(true);

      await later(0);
      const quietOne = await signedIn(person);
      await later((quiet + 0.01) * hour);
      expect(await alive(quietOne)).toBe(false);

      await later(0);
      const busy = await signedIn(person);
      const step = quiet * 0.9;
      for (let at = step; at < most; at += step) {
        await later(at * hour);
        expect([at, await alive(busy)]).toEqual([at, true]);
      }
      await later((most + 0.01) * hour);
      expect(await alive(busy)).toBe(false);
    },
  );

  test("of somebody who becomes finance keeps to the shorter hours from the next request on", async () => {
    const person = await aMember(db, "firm", ["member"]);
    const token = await signedIn(person);
    await db.admin.execute(sql`update members set roles = '{finance}' where user_id = ${person.userId}`);
    await later(3 * hour);
    expect(await alive(token)).toBe(false);
  });

  test("ends with signing out, and the others stay", async () => {
    const person = await aMember(db, "firm", ["owner"]);
    const [one, two] = [await signedIn(person), await signedIn(person)];
    await endSession(db.ctx(person), one);
    expect([await alive(one), await alive(two)]).toEqual([false, true]);
  });

  test("ends everywhere with a new password", async () => {
    const person = await aMember(db, "firm", ["owner"]);
    const [one, two] = [await signedIn(person), await signedIn(person)];
    const [user] = await db.admin.select().from(users).where(eq(users.id, person.userId));
    await requestReset(db.ctx(person), user?.email ?? "");
    const { rows } = await db.admin.execute<{ args: { path: string } }>(
      sql`select args from mails where recipient = ${user?.email} order by created_at desc limit 1`,
    );
    const token = rows[0]?.args.path.split("/").at(-1) ?? "";
    await resetPassword(db.ctx(person), quickPasswords, { token, password: "another-password" });
    expect([await alive(one), await alive(two)]).toEqual([false, false]);
  });

  test("ends with suspension", async () => {
    const person = await aMember(db, "firm", ["owner"]);
    const token = await signedIn(person);
    await db.admin.update(users).set({ suspendedAt: new Date() }).where(eq(users.id, person.userId));
    expect(await alive(token)).toBe(false);
  });
});

describe("somebody removed from an organisation", () => {
  const two = async () => {
    const firm = await anOrganisation(db, "firm");
    const owner = await aPerson(db, { id: firm, kind: "firm" }, ["owner"]);
    const member = await aPerson(db, { id: firm, kind: "firm" }, ["member"]);
    return { firm, owner, member };
  };

  test("has no session and no key left", async () => {
    const { owner, member } = await two();
    const [token, key] = [await signedIn(member), await keyOf(db, member)];
    expect([await alive(token), (await actorOfApiKey(db.web, key))?.userId]).toEqual([true, member.userId]);
    await removeMember(db.ctx(owner), { userId: member.userId });
    expect([await alive(token), await actorOfApiKey(db.web, key)]).toEqual([false, null]);
  });

  test("signs in without it from then on, and cannot switch back to it", async () => {
    const { firm, owner, member } = await two();
    await removeMember(db.ctx(owner), { userId: member.userId });
    const token = await signedIn(member);
    expect(await actorOfSession(token)).toMatchObject({ orgId: null, roles: [] });
    await expect(switchOrganisation(db.ctx(member), token, firm)).rejects.toMatchObject({ code: "not-found" });
  });

  test("acts for the organisation that is left", async () => {
    const { owner, member } = await two();
    const other = await anOrganisation(db, "university");
    await db.admin.execute(
      sql`insert into members (org_id, user_id, roles, created_at) values (${other}, ${member.userId}, '{member}', now() - interval '1 day')`,
    );
    await removeMember(db.ctx(owner), { userId: member.userId });
    expect(await actorOfSession(await signedIn(member))).toMatchObject({ orgId: other });
  });

  test("a changed role and a lost verification count from the next request", async () => {
    const { firm, member } = await two();
    const token = await signedIn(member);
    expect(await actorOfSession(token)).toMatchObject({ roles: ["member"], orgVerified: true });
    await db.admin.execute(sql`update members set roles = '{manager}' where user_id = ${member.userId}`);
    await db.admin.update(organisations).set({ verification: "submitted" }).where(eq(organisations.id, firm));
    expect(await actorOfSession(token)).toMatchObject({ roles: ["manager"], orgVerified: false });
  });
});
