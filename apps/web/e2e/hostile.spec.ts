import { expect } from "@playwright/test";
import { rows, sql } from "./support/database.ts";
import { env } from "./support/env.ts";
import { fill } from "./support/forms.ts";
import { addressOf, password, signIn } from "./support/people.ts";
import { anAddress, type Got, post, send, sessionIn, wordsIn } from "./support/raw.ts";
import { test } from "./support/test.ts";
import { wordsOf } from "./support/words.ts";

const words = wordsOf("zh");
const credentials = (email: string, secret = password) => ({ email, password: secret });
const nonceOf = ({ headers }: Got) => /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1];
const reaches = async (cookie: string, path = "/zh/settings"): Promise<boolean> =>
  (await send(path, { headers: { cookie } })).status === 200;

test.describe("headers", () => {
  test("a page has a policy with a nonce of its own, and its scripts carry it", async () => {
    const [one, two] = [await send("/zh"), await send("/zh")];
    const policy = String(one.headers["content-security-policy"]);
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "'strict-dynamic'"])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(nonceOf(one)).toMatch(/^[\w+/=-]{20,}$/);
    expect(nonceOf(one)).not.toBe(nonceOf(two));
    const scripts = [...one.text.matchAll(/<script\b[^>]*>/g)]
      .map((m) => m[0])
      .filter((s) => !/application\/(ld\+)?json/.test(s));
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((s) => !s.includes(`nonce="${nonceOf(one)}"`))).toEqual([]);
  });

  test("each kind of answer carries what fits it, and plain http promises no https", async () => {
    const { slug } =
      (await rows<{ slug: string }>(sql`select slug from listings where state = 'published' limit 1`))[0] ?? {};
    const kinds = [
      "/zh",
      `/zh/t/${slug}`,
      "/zh/sign-in",
      "/zh/nothing-here",
      "/api/v1/listings?limit=1",
      "/api/nothing",
      "/api/health",
    ];
    for (const path of kinds) {
      const { headers } = await send(path, { from: anAddress() });
      expect([path, headers["x-content-type-options"], headers["referrer-policy"]]).toEqual([
        path,
        "nosniff",
        "strict-origin-when-cross-origin",
      ]);
      expect([path, headers["strict-transport-security"], headers["x-powered-by"]]).toEqual([
        path,
        undefined,
        undefined,
      ]);
      if (!path.startsWith("/api/health"))
        expect([path, /frame-ancestors 'none'/.test(String(headers["content-security-policy"]))]).toEqual([path, true]);
    }
  });

  test("what is behind sign-in is kept by nobody", async ({ as }) => {
    const page = await as("tto", "zh");
    for (const path of ["/zh/desk", "/zh/deals", "/zh/settings"]) {
      const answer = await page.request.get(path);
      expect([path, /no-store/.test(answer.headers()["cache-control"] ?? "")]).toEqual([path, true]);
    }
  });
});

test("an address that nobody could mean is a page that is not there", async () => {
  for (const path of ["/zh/t/%E0%A4%A", "/zh/t/a%25b", "/zh/demands/%zz", "/zh/t/..%2f..%2fetc"])
    expect([path, (await send(path)).status]).toEqual([path, 404]);
});

test.describe("sessions", () => {
  test("the cookie is for this host only, out of reach of scripts and of other sites", async () => {
    const got = await post("/zh/sign-in", credentials(addressOf("park")), { from: anAddress() });
    const line = (got.headers["set-cookie"] ?? []).find((c) => c.startsWith("__Host-peony-session=")) ?? "";
    expect(line).toMatch(/; Path=\//i);
    expect(line).toMatch(/; Secure/i);
    expect(line).toMatch(/; HttpOnly/i);
    expect(line).toMatch(/; SameSite=lax/i);
    expect(line).not.toMatch(/Domain=/i);
    const token = decodeURIComponent(line.split(";")[0]?.split("=").slice(1).join("=") ?? "");
    expect(Buffer.from(token, "base64url").length).toBeGreaterThanOrEqual(16);
    expect(await rows(sql`select 1 from sessions where token_hash = ${token}`)).toEqual([]);
  });

  test("a planted token is never taken over, and signing out ends the real one", async () => {
    const planted = "__Host-peony-session=planted-planted-planted-planted";
    const from = anAddress();
    const got = await post("/zh/sign-in", credentials(addressOf("bank")), { from, cookie: planted });
    const session = sessionIn(got) ?? "";
    expect(session).not.toBe("");
    expect(session).not.toBe(planted);
    expect([await reaches(session), await reaches(planted)]).toEqual([true, false]);
    const again = sessionIn(await post("/zh/sign-in", credentials(addressOf("bank")), { from, cookie: session })) ?? "";
    expect(again).not.toBe(session);
    await rows(sql`delete from sessions where address = ${from}`);
    expect([await reaches(session), await reaches(again)]).toEqual([false, false]);
  });

  test("signing out in the browser ends the session behind the cookie", async ({ browser }) => {
    const context = await browser.newContext({ baseURL: env.url() });
    const page = await context.newPage();
    await signIn(page, addressOf("operator2"), password, "zh");
    const { name = "", value = "" } = (await context.cookies()).find((c) => c.name.includes("session")) ?? {};
    expect(await reaches(`${name}=${value}`)).toBe(true);
    const menu = page
      .locator("details")
      .filter({ hasText: words.shell("sign-out") })
      .first();
    await menu.locator("summary").click();
    await menu.getByRole("button", { name: words.shell("sign-out") }).click();
    await expect(page).not.toHaveURL(/\/desk/);
    expect(await reaches(`${name}=${value}`)).toBe(false);
    await context.close();
  });

  test("a browser at 127.0.0.1 signs in as well as one at localhost", async ({ browser }) => {
    const url = env.url().replace("localhost", "127.0.0.1");
    const context = await browser.newContext({ baseURL: url });
    const page = await context.newPage();
    await page.goto("/zh/sign-in");
    await fill(page, credentials(addressOf("expert")));
    await page.getByRole("button", { name: words.identity("sign-in.submit"), exact: true }).click();
    await expect(page).toHaveURL(`${url}/zh/desk`);
    await context.close();
  });
});

test.describe("other sites", () => {
  const foreign: [string, string | null][] = [
    ["none", null],
    ["null", "null"],
    ["another host", "https://peony.example.org"],
    ["another port", "http://localhost:1"],
    ["a longer name", `${env.url()}.example.org`],
    ["another scheme", env.url().replace("http:", "https:")],
  ];
  for (const [what, origin] of foreign)
    test(`a form sent with an origin of ${what} does nothing`, async () => {
      const got = await post("/zh/sign-in", credentials(addressOf("park")), { from: anAddress(), origin });
      expect([sessionIn(got), got.headers.location]).toEqual([null, undefined]);
      const start = await send("/api/sign-in/oidc", { method: "POST", headers: origin === null ? {} : { origin } });
      expect(start.status).toBe(403);
    });

  test("a site that claims to be the host it calls is refused all the same", async () => {
    const got = await post("/zh/sign-in", credentials(addressOf("park")), {
      ...{ from: anAddress(), origin: "http://evil.example.org", host: "evil.example.org" },
    });
    expect(sessionIn(got)).toBeNull();
  });

  test("the same form from here signs in", async () => {
    const got = await post("/zh/sign-in", credentials(addressOf("park")), { from: anAddress() });
    expect(sessionIn(got)).not.toBeNull();
  });

  test("the library's own way of signing in is closed", async () => {
    for (const path of ["/api/auth/csrf", "/api/auth/callback/credentials", "/api/auth/signin", "/api/auth/signout"])
      for (const method of ["GET", "POST"])
        expect([path, method, (await send(path, { method, headers: { origin: env.url() } })).status]).toEqual([
          path,
          method,
          404,
        ]);
  });
});

test.describe("nobody learns who has an account", () => {
  const from = anAddress();
  const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

  /** The words of the answer without the address that was typed, and how long they took. */
  const timed = async (path: string, fields: Record<string, string>, sender = from) => {
    const since = performance.now();
    const got = await post(path, fields, { from: sender });
    return { text: wordsIn(got.text).replaceAll(fields.email ?? "", "…"), took: performance.now() - since };
  };

  test("a wrong password and an unknown address are answered alike", async () => {
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 4; i++) {
      const a = await timed("/zh/sign-in", credentials(addressOf("operator2"), "wrong password"));
      const b = await timed("/zh/sign-in", credentials(`nobody-${i}@example.org`, "wrong password"));
      expect(a.text).toContain(words.errors("identity.bad-credentials"));
      expect(b.text).toBe(a.text);
      known.push(a.took);
      unknown.push(b.took);
    }
    await rows(sql`delete from rate_limits where key like ${`%${addressOf("operator2")}`}`);
    console.log(`  sign-in: median known / unknown address ${(median(known) / median(unknown)).toFixed(2)}`);
  });

  test("signing up and asking for a new password are answered alike", async () => {
    const sign = (email: string) => ({ name: "某人", email, password: "a sentence I remember", "agree:boolean": "on" });
    const door = anAddress();
    const [taken, free] = [
      await timed("/zh/sign-up", sign(addressOf("expert")), door),
      await timed("/zh/sign-up", sign(`free-${Date.now()}@example.org`), door),
    ];
    expect(free.text).toBe(taken.text);
    await rows(sql`delete from rate_limits where key like ${`%${addressOf("expert")}`}`);
    const [mailed, silent] = [
      await timed("/zh/forgot", { email: addressOf("expert") }, door),
      await timed("/zh/forgot", { email: `free-${Date.now()}@example.org` }, door),
    ];
    expect(silent.text).toBe(mailed.text);
  });
});

test.describe("limits of the forms", () => {
  const retry = words.errors("rate-limited");

  test("five tries for one account, whatever address they claim; the sixth is a sentence, and the right password too", async () => {
    const email = `tried-${Date.now()}@example.org`;
    const attempt = (i: number) =>
      post("/zh/sign-in", credentials(email, "wrong"), {
        ...{ from: anAddress(), headers: { "x-forwarded-for": `203.0.113.${i}` } },
      });
    for (let i = 0; i < 5; i++)
      expect(wordsIn((await attempt(i)).text)).toContain(words.errors("identity.bad-credentials"));
    expect(wordsIn((await attempt(6)).text)).toContain(retry);
  });

  test("five sign-ups from one address, claiming to be others", async () => {
    const from = anAddress();
    const attempt = (i: number) =>
      post(
        "/zh/sign-up",
        {
          name: "某人",
          email: `many-${Date.now()}-${i}@example.org`,
          password: "a sentence I remember",
          "agree:boolean": "on",
        },
        { from, headers: { "x-forwarded-for": `203.0.113.${i}` } },
      );
    for (let i = 0; i < 5; i++) expect(wordsIn((await attempt(i)).text)).not.toContain(retry);
    expect(wordsIn((await attempt(5)).text)).toContain(retry);
  });

  test("the address that is kept of a session is the one it came from", async () => {
    const from = anAddress();
    await post("/zh/sign-in", credentials(addressOf("park")), { from, headers: { "x-forwarded-for": "203.0.113.9" } });
    const kept = await rows<{ address: string }>(
      sql`select address from sessions where address in (${from}, '203.0.113.9')`,
    );
    expect(new Set(kept.map((s) => s.address))).toEqual(new Set([from]));
  });
});

test.describe("the webhook", () => {
  const stripe = (body: string, headers: Record<string, string> = {}) =>
    send("/api/webhooks/stripe", { method: "POST", body, headers: { "content-type": "application/json", ...headers } });

  test("believes nobody without a signature, and reads no more than 256 kB", async () => {
    const before = await rows(sql`select count(*)::int as n from inbox_events where external_id like 'evt_hostile%'`);
    const body = JSON.stringify({ id: "evt_hostile", object: "event", type: "checkout.session.completed" });
    expect((await stripe(body)).status).toBe(400);
    expect((await stripe(body, { "stripe-signature": "t=1,v1=00" })).status).toBe(400);
    expect(
      (await stripe(body, { "stripe-signature": `t=${Math.floor(Date.now() / 1000)},v1=${"0".repeat(64)}` })).status,
    ).toBe(400);
    expect((await stripe("x".repeat(300_000), { "stripe-signature": "t=1,v1=00" })).status).toBe(413);
    expect(await rows(sql`select count(*)::int as n from inbox_events where external_id like 'evt_hostile%'`)).toEqual(
      before,
    );
  });
});
