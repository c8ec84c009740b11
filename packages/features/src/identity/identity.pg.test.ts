import { type Ctx, newId, openDb } from "@peony/db";
import { organisations, sessions, users } from "@peony/db/schema";
import {
  aMember,
  anOrganisation,
  aPerson,
  codeOf,
  createTestDb,
  emitted,
  linksIn,
  mailsTo,
  quickPasswords,
  type TestDb,
} from "@peony/db/testing";
import { type PersonActor, signUpInput, visitor } from "@peony/domain/identity";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  actorOfApiKey,
  confirmMail,
  createApiKey,
  createOrganisation,
  decideVerification,
  listApiKeys,
  listVerifications,
  openSession,
  requestReset,
  resetPassword,
  revokeApiKey,
  saveOrganisation,
  signUp,
  submitOrganisation,
  verifyCredentials,
} from "./index.ts";

let db: TestDb;
let anyone: Ctx;
beforeAll(async () => {
  db = await createTestDb();
  anyone = db.ctx(visitor);
});
afterAll(() => db.close());

const linkIn = async (email: string) => (await linksIn(db, email)).at(-1) ?? "";
const entry = (email: string, password = "a long password") =>
  signUpInput.parse({ id: newId("user"), name: "亓文澜", email, password, agree: true });

const anAccount = async (email: string) => {
  await signUp(anyone, quickPasswords, entry(email));
  const userId = await confirmMail(anyone, quickPasswords, { token: await linkIn(email), password: "a long password" });
  return { ...(await aPerson(db, null, [])), userId } satisfies PersonActor;
};

describe("signUp", () => {
  test("opens the account when the mailed link is used, once", async () => {
    await signUp(anyone, quickPasswords, entry("new@test.peony.test"));
    const credentials = { email: "new@test.peony.test", password: "a long password" };
    expect(await verifyCredentials(anyone, quickPasswords, credentials)).toBeNull();
    const token = await linkIn("new@test.peony.test");
    const link = { token, password: "a long password" };
    const userId = await confirmMail(anyone, quickPasswords, link);
    expect(await verifyCredentials(anyone, quickPasswords, credentials)).toBe(userId);
    expect(await codeOf(confirmMail(anyone, quickPasswords, link))).toBe("identity/token-expired");
  });

  test("tells a known address by mail only and keeps its password", async () => {
    await anAccount("known@test.peony.test");
    await signUp(anyone, quickPasswords, entry("known@test.peony.test", "another password"));
    expect((await mailsTo(db, "known@test.peony.test")).at(-1)?.kind).toBe("sign-up-known");
    expect(
      await verifyCredentials(anyone, quickPasswords, { email: "known@test.peony.test", password: "another password" }),
    ).toBeNull();
  });

  test("ten sign-ups of one address at once make one account", async () => {
    await Promise.all(Array.from({ length: 10 }, () => signUp(anyone, quickPasswords, entry("race@test.peony.test"))));
    expect(await db.admin.$count(users, sql`email = 'race@test.peony.test'`)).toBe(1);
  });
});

describe("resetPassword", () => {
  test("sets the password, ends every session, and works once", async () => {
    const person = await anAccount("reset@test.peony.test");
    await openSession(anyone, person.userId);
    await requestReset(anyone, "reset@test.peony.test");
    const token = await linkIn("reset@test.peony.test");
    await resetPassword(anyone, quickPasswords, { token, password: "brand new words" });
    expect(
      await verifyCredentials(anyone, quickPasswords, { email: "reset@test.peony.test", password: "brand new words" }),
    ).toBe(person.userId);
    expect(await db.admin.$count(sessions, sql`user_id = ${person.userId}`)).toBe(0);
    expect(await codeOf(resetPassword(anyone, quickPasswords, { token, password: "and again new" }))).toBe(
      "identity/token-expired",
    );
  });

  test("an unknown address gets no mail and the same answer", async () => {
    await requestReset(anyone, "nobody@test.peony.test");
    expect(await mailsTo(db, "nobody@test.peony.test")).toEqual([]);
  });

  test("a late link is refused", async () => {
    await anAccount("late@test.peony.test");
    await requestReset(anyone, "late@test.peony.test");
    await db.admin.execute(
      sql`update mail_tokens set expires_at = now() - interval '1 second' where purpose = 'reset' and used_at is null`,
    );
    expect(
      await codeOf(
        resetPassword(anyone, quickPasswords, {
          token: await linkIn("late@test.peony.test"),
          password: "long enough now",
        }),
      ),
    ).toBe("identity/token-expired");
  });

  test("the database holds no token in the clear outside the mail that carries it", async () => {
    const { token } = await openSession(anyone, (await anAccount("hash@test.peony.test")).userId);
    const { rows } = await db.admin.execute(sql`select 1 from sessions where token_hash = ${token}`);
    expect(rows).toEqual([]);
  });
});

const firm = (id = newId("organisation"), uscc = "91410305FAKE000218") =>
  ({
    id,
    kind: "firm",
    nameZh: "洛阳试验有限公司",
    nameEn: "Luoyang Trial",
    shortZh: "",
    country: "CN",
    uscc,
    registerNo: null,
    region: "410305",
    address: "",
    legalRepresentative: "",
    introZh: "",
    introEn: "",
  }) as const;
const seated = async (person: PersonActor, orgId: string): Promise<PersonActor> => ({
  ...person,
  orgId,
  orgKind: "firm",
  roles: ["owner"],
});

describe("organisation", () => {
  test("is made by a person, submitted by its owner, verified by the operator, and the owner is told", async () => {
    const person = await anAccount("owner@test.peony.test");
    const { id } = await createOrganisation(db.ctx(person), firm());
    expect((await createOrganisation(db.ctx(person), firm(id))).id).toBe(id);
    const owner = await seated(person, id);
    await submitOrganisation(db.ctx(owner));
    const operator = await aMember(db, "operator", ["manager"]);
    expect((await listVerifications(db.ctx(operator))).map((o) => o.id)).toContain(id);
    await decideVerification(db.ctx(operator), { organisationId: id, decision: "verify", reason: "" });
    expect((await db.admin.select().from(organisations).where(sql`id = ${id}`))[0]?.verification).toBe("verified");
    expect((await mailsTo(db, "owner@test.peony.test")).at(-1)?.kind).toBe("organisation-verified");
    expect(await emitted(db)).toContainEqual({
      type: "identity.organisation-changed",
      payload: { organisationId: id },
    });
    expect(
      await codeOf(decideVerification(db.ctx(operator), { organisationId: id, decision: "verify", reason: "" })),
    ).toBe("identity/transition");
    expect(await codeOf(createOrganisation(db.ctx(person), firm()))).toBe("identity/uscc-taken");
  });

  test("its queue and its decision are not there for anybody but the operator", async () => {
    const stranger = await aMember(db, "park", ["owner"]);
    const id = await anOrganisation(db, "firm", { verification: "submitted" });
    expect(await codeOf(listVerifications(db.ctx(stranger)))).toBe("not-found");
    expect(
      await codeOf(decideVerification(db.ctx(stranger), { organisationId: id, decision: "verify", reason: "" })),
    ).toBe("not-found");
  });

  test("two operators deciding at once never both win", async () => {
    const id = await anOrganisation(db, "firm", { verification: "submitted", uscc: "91410311FAKE0003XM" });
    const operator = await aMember(db, "operator", ["manager"]);
    const results = await Promise.all([
      codeOf(decideVerification(db.ctx(operator), { organisationId: id, decision: "verify", reason: "" })),
      codeOf(decideVerification(db.ctx(operator), { organisationId: id, decision: "verify", reason: "" })),
    ]);
    expect(results.sort()).toEqual(["done", "identity/transition"]);
  });

  test("a stale version is refused and says what changed; a new name asks for verification again", async () => {
    const owner = await aMember(db, "firm", ["owner"], { uscc: "91410311FAKE00048M", nameZh: "旧名有限公司" });
    const { id: _id, kind: _kind, ...fields } = firm(owner.orgId ?? "", "91410311FAKE00048M");
    await saveOrganisation(db.ctx(owner), { ...fields, version: 1, nameZh: "新名有限公司" });
    expect((await db.admin.select().from(organisations).where(sql`id = ${owner.orgId}`))[0]?.verification).toBe(
      "draft",
    );
    const late = saveOrganisation(db.ctx(owner), { ...fields, version: 1, nameZh: "别名有限公司" });
    await expect(late).rejects.toMatchObject({ code: "stale", data: { changed: ["nameZh"] } });
  });
});

describe("API keys", () => {
  test("are seen and revoked by their owner only, and need a fresh proof of identity", async () => {
    const owner = await aMember(db, "firm", ["owner"]);
    const colleague = await aPerson(db, { id: owner.orgId ?? "", kind: "firm" }, ["owner"]);
    const id = newId("apiKey");
    const { key } = await createApiKey(db.ctx(owner), { id, name: "sync" });
    expect((await listApiKeys(db.ctx(owner))).map((k) => k.id)).toEqual([id]);
    expect(await listApiKeys(db.ctx(colleague))).toEqual([]);
    expect(await codeOf(revokeApiKey(db.ctx(colleague), { id }))).toBe("not-found");
    await revokeApiKey(db.ctx(owner), { id });
    expect(await actorOfApiKey(db.web, key)).toBeNull();
    expect(
      await codeOf(createApiKey(db.ctx({ ...owner, provedAt: new Date(0) }), { id: newId("apiKey"), name: "late" })),
    ).toBe("step-up");
  });

  test("a database without its idle connections answers again", async () => {
    const lost: Error[] = [];
    const pool = openDb(db.url("web"), (e) => lost.push(e), 2);
    await pool.execute(sql`select 1`);
    await db.admin.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'peony_web' and pid <> pg_backend_pid()`,
    );
    await expect
      .poll(() =>
        pool.execute(sql`select 1 as x`).then(
          (r) => r.rows,
          () => null,
        ),
      )
      .toEqual([{ x: 1 }]);
    await pool.$client.end();
  });
});
