import { accounts, sessions, users } from "@peony/db/schema";
import { aMember, type TestDb } from "@peony/db/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { authenticate, startOidc } from "./auth.ts";
import { actorOfSession, sessionCookie } from "./ctx.ts";
import { houseDb, testEnvironment, testUrl } from "./testing/house.ts";
import { browser, type IdentityProvider, startIdentityProvider, startImpostor } from "./testing/identity-provider.ts";

let db: TestDb;
let provider: IdentityProvider;
beforeAll(async () => {
  provider = await startIdentityProvider();
  testEnvironment({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
  });
  db = await houseDb();
});
afterAll(async () => {
  await provider.close();
  await db.close();
});

const callback = `${testUrl}/api/auth/callback/oidc`;

type Return = { readonly to: string; readonly session: string | null };
/** Signs in at the provider as `login` and comes back. @param bend what somebody in between makes of the address of the return */
const signIn = async (login: string, locale: "zh" | "en" = "zh", bend = (url: URL): URL => url): Promise<Return> => {
  const b = browser();
  const start = await startOidc(new Headers(), locale);
  b.keep(start);
  const back = await b.follow(start.headers.get("location") ?? "", login, callback);
  const answer = await authenticate(new Request(bend(new URL(back)), { headers: { cookie: b.cookie() } }));
  b.keep(answer);
  const token = b.jar.get(sessionCookie);
  return { to: answer.headers.get("location") ?? "", session: token ? decodeURIComponent(token) : null };
};
const whoIs = async ({ session }: Return) => (session ? ((await actorOfSession(session))?.userId ?? null) : null);
const peopleOf = (email: string) => db.admin.select().from(users).where(eq(users.email, email));

describe("signing in at the organisation's own identity provider", () => {
  test("leads there with a code, a proof key, a state and a nonce", async () => {
    const { location } = Object.fromEntries((await startOidc(new Headers(), "zh")).headers);
    const url = new URL(location ?? "");
    expect(url.origin).toBe(provider.issuer);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: "code",
      code_challenge_method: "S256",
      redirect_uri: callback,
      client_id: "peony",
    });
    for (const name of ["code_challenge", "state", "nonce"]) expect(url.searchParams.get(name)).toBeTruthy();
  });

  test("makes the person the first time and finds the same one the second", async () => {
    provider.people.set("li", { email: "Li@example.org", email_verified: true, name: "李明" });
    const first = await signIn("li");
    expect(first.to).toBe(`${testUrl}/zh/desk`);
    const [made, ...more] = await peopleOf("li@example.org");
    expect([made?.name, more]).toEqual(["李明", []]);
    expect(await whoIs(first)).toBe(made?.id);
    const second = await signIn("li", "en");
    expect(second.to).toBe(`${testUrl}/en/desk`);
    expect(await whoIs(second)).toBe(made?.id);
    expect(second.session).not.toBe(first.session);
    expect(await db.admin.$count(accounts, eq(accounts.userId, made?.id ?? ""))).toBe(1);
    expect(await db.admin.$count(sessions, eq(sessions.userId, made?.id ?? ""))).toBe(2);
  });

  test("does not take over an account that has the address, and says so on the sign-in page", async () => {
    const owner = await aMember(db, "firm", ["owner"]);
    const email = `${owner.userId}@test.peony.test`;
    provider.people.set("wang", { email, email_verified: true, name: "王" });
    const result = await signIn("wang", "en");
    expect(result).toEqual({ to: `${testUrl}/en/sign-in?error=OAuthAccountNotLinked`, session: null });
    expect(await db.admin.$count(accounts, eq(accounts.userId, owner.userId))).toBe(0);
  });

  test.each([
    ["an address that the provider has not checked", { email: "zhao@example.org", email_verified: false, name: "赵" }],
    ["no address", { name: "钱" }],
    ["an address that is none", { email: "nobody", email_verified: true, name: "孙" }],
  ])("opens no account for %s", async (what, claims) => {
    provider.people.set(what, claims);
    const before = await db.admin.$count(users);
    const result = await signIn(what);
    expect([result.session, result.to.startsWith(`${testUrl}/zh/sign-in?error=`)]).toEqual([null, true]);
    expect(await db.admin.$count(users)).toBe(before);
  });

  test("lets nobody in who is suspended", async () => {
    provider.people.set("zhou", { email: "zhou@example.org", email_verified: true, name: "周" });
    await signIn("zhou");
    await db.admin.update(users).set({ suspendedAt: new Date() }).where(eq(users.email, "zhou@example.org"));
    expect((await signIn("zhou")).session).toBeNull();
    expect(await peopleOf("zhou@example.org")).toHaveLength(1);
  });

  test.each([
    ["another issuer", "iss", "https://accounts.example.org"],
    ["another state", "state", "made-up"],
    ["another code", "code", "made-up"],
  ])("refuses a return with %s", async (_what, name, value) => {
    provider.people.set("wu", { email: "wu@example.org", email_verified: true, name: "吴" });
    const bend = (url: URL): URL => {
      url.searchParams.set(name, value);
      return url;
    };
    const result = await signIn("wu", "zh", bend);
    expect([result.session, result.to.startsWith(`${testUrl}/zh/sign-in?error=`)]).toEqual([null, true]);
    expect(await peopleOf("wu@example.org")).toEqual([]);
  });

  test("refuses a return that another browser brings", async () => {
    provider.people.set("zheng", { email: "zheng@example.org", email_verified: true, name: "郑" });
    const b = browser();
    const start = await startOidc(new Headers(), "zh");
    b.keep(start);
    const back = await b.follow(start.headers.get("location") ?? "", "zheng", callback);
    const answer = await authenticate(new Request(back));
    expect(answer.headers.getSetCookie().some((c) => c.startsWith(`${sessionCookie}=`))).toBe(false);
    expect(await peopleOf("zheng@example.org")).toEqual([]);
  });

  test("goes nowhere when the provider's description names another issuer", async () => {
    const impostor = await startImpostor();
    vi.resetModules();
    testEnvironment({ OIDC_ISSUER: impostor.issuer });
    const fresh = await import("./auth.ts");
    const start = await fresh.startOidc(new Headers(), "zh");
    expect(start.headers.get("location")).toMatch(`${testUrl}/zh/sign-in?error=`);
    await impostor.close();
  });
});
