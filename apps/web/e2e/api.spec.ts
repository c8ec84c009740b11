import { expect } from "@playwright/test";
import { api, everyItem, type Fields, fresh, keyFor } from "./support/api.ts";
import { code, create, keyOf } from "./support/calls.ts";
import { clearListing, confirmInventors } from "./support/clearance.ts";
import { env } from "./support/env.ts";
import { addressOf, password } from "./support/people.ts";
import { anAddress, post, sessionIn } from "./support/raw.ts";
import { draft, oneMilestone } from "./support/samples.ts";
import { test } from "./support/test.ts";

test.describe.configure({ mode: "default" });

test("a listing is drafted, read, saved, published, found and withdrawn by calls", async () => {
  const key = await keyOf("tto");
  const id = await create(`接口成果 ${fresh()}`, key);
  const read = await api("GET", `/listings/${id}`, { key });
  expect(read.body).toMatchObject({ id, state: "draft", version: 1, priceMin: "12000000", priceMax: "18000000" });
  expect(read.body.inventors).toEqual([{ name: { zh: "陆知远", en: "" }, orcid: null, sharePct: 100 }]);

  const said = { ...draft("接口成果二"), version: 1 };
  expect((await api("PUT", `/listings/${id}`, { key, body: said })).body).toEqual({ version: 2 });
  const stale = await api("PUT", `/listings/${id}`, { key, body: { ...said, trl: 5 } });
  expect(code(stale)).toEqual([409, "stale"]);
  expect(stale.body.changed).toEqual(["title"]);

  expect(code(await api("GET", `/listings/${id}`))).toEqual([404, "not-found"]);
  const step = (name: string, version: number, as = key) =>
    api("POST", `/listings/${id}/${name}`, { key: as, once: fresh(), body: { version } });
  expect(code(await step("publish", 2))).toEqual([409, "listings/unconfirmed"]);
  await confirmInventors(id);
  const points = { exportClass: "free", secrecy: "not_secret", thirdParty: "none", stateAsset: "exempt" };
  const sheet = await api("PUT", `/listings/${id}/compliance`, { key, body: { ...points, version: 2 } });
  expect(sheet.body).toEqual({ version: 3 });
  expect((await step("steps/submit", 3)).body).toEqual({ done: true });
  expect(code(await step("compliance/clear", 4))).toEqual([403, "listings/same-person"]);
  expect((await step("compliance/clear", 4, await keyOf("tto2"))).body).toEqual({ done: true });
  expect((await step("publish", 5)).body).toEqual({ done: true });
  const open = await api("GET", `/listings/${id}`);
  expect(open.body).toMatchObject({ id, state: "published", source: null, sourceId: null });
  expect(open.body.inventors).toEqual([{ name: { zh: "陆知远", en: "" }, orcid: null, sharePct: null }]);
  const version = open.body.version;
  expect(code(await api("POST", `/listings/${id}/withdraw`, { key, once: fresh(), body: { version } }))).toEqual([
    200,
    undefined,
  ]);
});

test("a demand is drafted, published, matched and closed by calls", async () => {
  const key = await keyOf("firm");
  const demand = {
    field: "bearing",
    title: { zh: `滚道寿命 ${fresh()}`, en: "" },
    background: {
      zh: "风电主轴轴承运行两年后滚道早期剥落，塔上更换一次停机十天，损失很大，换过两种材料都没有好转。",
      en: "",
    },
    rightsWanted: ["ordinary"],
    targets: [
      {
        name: { zh: "疲劳寿命", en: "" },
        current: "900",
        target: "2000",
        direction: "at_least",
        unit: { zh: "小时", en: "h" },
      },
    ],
    testMethod: { zh: "台架 500 小时", en: "" },
    budgetMin: "10000000",
    budgetMax: "90000000",
    deadline: "2027-06-30",
    region: "410300",
  };
  const made = await api("POST", "/demands", { key, once: fresh(), body: demand });
  expect([made.status, made.body.errors]).toEqual([201, undefined]);
  const at = `/demands/${made.body.number}`;
  const published = await api("POST", `${at}/publish`, { key, once: fresh(), body: { version: 1 } });
  expect([published.status, published.body.errors]).toEqual([200, undefined]);
  const seen = await api("GET", at);
  expect(seen.body).toMatchObject({ state: "published", budgetMin: "10000000", budgetMax: "90000000" });
  await expect.poll(async () => (await api("GET", `${at}/matches`, { key })).body.items?.length).toBeGreaterThan(0);
  const found = (await api("GET", `${at}/matches?limit=1`, { key })).body.items?.[0];
  expect(Object.keys(found ?? {}).sort()).toEqual(["listing", "reason", "score"]);
  expect(code(await api("GET", `${at}/matches`, { key: await keyOf("tto") }))).toEqual([404, "not-found"]);
  const close = { key, once: fresh(), body: { version: seen.body.version } };
  expect((await api("POST", `${at}/close`, close)).status).toBe(200);
});

test("a deal goes by calls from the first word to agreed terms", async () => {
  const [tto, firm] = [await keyOf("tto"), await keyOf("firm")];
  const listing = await create(`接口交易 ${fresh()}`, tto);
  await clearListing(listing);
  await api("POST", `/listings/${listing}/publish`, { key: tto, once: fresh(), body: { version: 1 } });
  const opened = await api("POST", "/deals", {
    key: firm,
    once: fresh(),
    body: { listingId: listing, useCase: "风电主轴轴承" },
  });
  expect(opened.status).toBe(201);
  const at = `/deals/${opened.body.number}`;
  const offer = await api("POST", `${at}/offers`, { key: firm, once: fresh(), body: { terms: oneMilestone } });
  expect([offer.status, offer.body.errors]).toEqual([201, undefined]);
  const early = { key: firm, once: fresh(), body: { termsHash: "0".repeat(64) } };
  expect((await api("POST", `/offers/${offer.body.id}/accept`, early)).status).toBe(409);
  const counter = await api("POST", `/offers/${offer.body.id}/counter`, {
    key: tto,
    once: fresh(),
    body: { terms: { ...oneMilestone, termMonths: 24 }, message: "期限两年" },
  });
  expect([counter.status, counter.body.errors]).toEqual([201, undefined]);
  const rounds = (await api("GET", at, { key: firm })).body.offers as Fields[];
  expect(rounds.map((r) => r.state)).toEqual(["submitted", "countered"]);
  const accept = { key: firm, once: fresh(), body: { termsHash: rounds[0]?.termsHash } };
  expect((await api("POST", `/offers/${counter.body.id}/accept`, accept)).body).toEqual({ done: true });
  const deal = (await api("GET", at, { key: tto })).body;
  expect(deal).toMatchObject({ number: opened.body.number, role: "seller" });
  expect((deal.offers as Fields[])[0]).toMatchObject({ state: "accepted" });
  expect(code(await api("GET", at, { key: await keyOf("park") }))).toEqual([404, "not-found"]);
});

test("every list is read to its end by its cursors, and nothing comes twice", async () => {
  const [tto, firm, finance] = [await keyOf("tto"), await keyOf("firm"), await keyOf("finance")];
  const lists: [string, string | undefined, (item: Fields) => unknown][] = [
    ["/listings?limit=100", undefined, (l) => l.id],
    ["/demands?limit=30", undefined, (d) => d.id],
    ["/own-listings?limit=30", tto, (l) => l.id],
    ["/deals?limit=3", firm, (d) => d.number],
    ["/matches?limit=50", tto, (m) => `${(m.listing as Fields).id} ${(m.demand as Fields).id} ${m.own}`],
    ["/matches?limit=50", firm, (m) => `${(m.listing as Fields).id} ${(m.demand as Fields).id} ${m.own}`],
  ];
  for (const [path, key, name] of lists) {
    const names = (await everyItem(path, key)).map(name);
    expect([path, names.length > 0, new Set(names).size]).toEqual([path, true, names.length]);
  }
  const lines = await everyItem("/ledger/statement?limit=5", finance);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect([typeof line.amount, typeof line.balance]).toEqual(["string", "string"]);
});

test("every deal of the demo is told to both sides, and to the broker only its head", async () => {
  for (const account of ["tto", "firm", "broker"] as const) {
    const key = await keyOf(account);
    for (const { number } of await everyItem("/deals", key)) {
      const { status, body } = await api("GET", `/deals/${number}`, { key });
      expect([number, status]).toEqual([number, 200]);
      const head = body.role === "broker";
      if (head) expect([body.offers, body.contract]).toEqual([[], null]);
      for (const { due } of body.items as Fields[]) expect(head ? (due ?? "0") : due).toMatch(head ? /^0$/ : /^\d+$/);
    }
  }
});

test.describe("who calls", () => {
  test("a key that is none, ended or written otherwise is refused, where none is needed too", async () => {
    for (const authorization of ["Bearer peony_made-up-made-up-made-up", "Bearer x", "Basic dHRvOnBlb255", "peony"]) {
      const answer = await api("GET", "/listings", { headers: { authorization } });
      expect([authorization, ...code(answer), answer.headers["www-authenticate"]]).toEqual([
        authorization,
        401,
        "unauthenticated",
        "Bearer",
      ]);
    }
    const own = await keyFor("bank");
    expect((await api("GET", "/deals", { key: own.key })).status).toBe(200);
    await own.revoke();
    expect(code(await api("GET", "/deals", { key: own.key }))).toEqual([401, "unauthenticated"]);
  });

  test("a session cookie counts for nothing", async () => {
    const signedIn = await post("/zh/sign-in", { email: addressOf("expert"), password }, { from: anAddress() });
    const cookie = sessionIn(signedIn) ?? "";
    expect(cookie).not.toBe("");
    expect(code(await api("GET", "/deals", { headers: { cookie } }))).toEqual([401, "unauthenticated"]);
  });

  test("a key shows what its organisation may see, and the answer is kept by nobody", async () => {
    const [open, keyed] = [await api("GET", "/demands"), await api("GET", "/demands", { key: await keyOf("firm") })];
    expect([open.headers["cache-control"], /authorization/i.test(String(open.headers.vary))]).toEqual([
      "public, max-age=5",
      true,
    ]);
    expect(keyed.headers["cache-control"]).toBe("no-store");
  });
});

test("the OpenAPI document describes what is there", async () => {
  const { status, body, headers } = await api("GET", "/openapi.json");
  expect([status, body.openapi, headers["content-type"]]).toEqual([200, "3.1.0", "application/json"]);
  expect(body.servers).toEqual([{ url: env.url() }]);
  expect(Object.keys(body.paths as Fields)).toContain("/api/v1/demands/{number}/matches");
});

test("a method that an address does not take, and an address that is none, are told so as problems", async () => {
  const wrong = await api("DELETE", "/listings");
  expect([...code(wrong), wrong.headers.allow]).toEqual([405, "method-not-allowed", "GET, HEAD, OPTIONS, POST"]);
  const asked = await fetch(`${env.url()}/api/v1/deals`, { method: "OPTIONS" });
  expect([asked.status, asked.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS, POST"]);
  for (const path of ["/api", "/api/v1/nothing", "/api/v2/listings"]) {
    const answer = await fetch(`${env.url()}${path}`, { redirect: "manual" });
    expect([path, answer.status, answer.headers.get("content-type")]).toEqual([path, 404, "application/problem+json"]);
  }
});

test("a visitor searches sixty times a minute, whatever addresses it claims, and is then told how long to wait", async () => {
  const ask = (i: number, from: string) =>
    api("GET", "/listings?limit=1", { from, headers: { "x-forwarded-for": `203.0.113.${i % 250}` } });
  const from = anAddress();
  for (let i = 0; i < 60; i++) expect((await ask(i, from)).status).toBe(200);
  const refused = await ask(61, from);
  expect([...code(refused), refused.headers["content-type"]]).toEqual([
    429,
    "rate-limited",
    "application/problem+json",
  ]);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(60);
  expect((await ask(1, anAddress())).status).toBe(200);
});
