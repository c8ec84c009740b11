import { expect } from "@playwright/test";
import { type Answer, api, everyItem, type Fields, fresh, type Key, keyFor } from "./support/api.ts";
import { one, sql } from "./support/database.ts";
import { env } from "./support/env.ts";
import { addressOf, password } from "./support/people.ts";
import { anAddress, post, send, sessionIn } from "./support/raw.ts";
import { test } from "./support/test.ts";

test.describe.configure({ mode: "default" });

const keys = new Map<string, Promise<Key>>();
/** One key for each account and worker; a key has 600 calls a minute. */
const keyOf = async (account: Parameters<typeof keyFor>[0]): Promise<string> => {
  const known = keys.get(account) ?? keyFor(account);
  keys.set(account, known);
  return (await known).key;
};

const draft = (title: string): Fields => ({
  assetKind: "know_how",
  field: "bearing",
  title: { zh: title, en: "Raceway treatment" },
  summary: { zh: "滚道疲劳寿命由 900 小时提高到 2100 小时", en: "" },
  problem: { zh: "滚道早期剥落", en: "Early spalling of raceways" },
  solution: { zh: "两段感应热处理", en: "Two-stage induction treatment" },
  noDataYet: true,
  trl: 3,
  rights: ["ordinary"],
  legalStatus: "none",
  inventors: [{ name: { zh: "陆知远", en: "" }, sharePct: 100 }],
  priceMode: "fixed",
  priceMin: "12000000",
  priceMax: "18000000",
  region: "410305",
});

const code = ({ status, body }: Answer) => [status, body.code];
const create = async (title: string, key: string): Promise<string> => {
  const made = await api("POST", "/listings", { key, once: fresh(), body: draft(title) });
  expect(code(made)).toEqual([201, undefined]);
  return String(made.body.id);
};

test("a listing is drafted, read, saved, published, found and withdrawn by calls", async () => {
  const key = await keyOf("tto");
  const id = await create(`接口成果 ${fresh()}`, key);
  const read = await api("GET", `/listings/${id}`, { key });
  expect(read.body).toMatchObject({ id, state: "draft", version: 1, priceMin: "12000000", priceMax: "18000000" });
  expect(read.body.inventors).toEqual([{ name: { zh: "陆知远", en: "" }, sharePct: 100 }]);

  const said = { ...draft("接口成果二"), version: 1 };
  expect((await api("PUT", `/listings/${id}`, { key, body: said })).body).toEqual({ version: 2 });
  const stale = await api("PUT", `/listings/${id}`, { key, body: { ...said, trl: 5 } });
  expect(code(stale)).toEqual([409, "stale"]);
  expect(stale.body.changed).toEqual(["title"]);

  expect(code(await api("GET", `/listings/${id}`))).toEqual([404, "not-found"]);
  const publish = { key, once: fresh(), body: { version: 2 } };
  expect((await api("POST", `/listings/${id}/publish`, publish)).body).toEqual({ done: true });
  const open = await api("GET", `/listings/${id}`);
  expect(open.body).toMatchObject({ id, state: "published", source: null, sourceId: null });
  expect(open.body.inventors).toEqual([{ name: { zh: "陆知远", en: "" }, sharePct: null }]);
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
  await api("POST", `/listings/${listing}/publish`, { key: tto, once: fresh(), body: { version: 1 } });
  const opened = await api("POST", "/deals", {
    key: firm,
    once: fresh(),
    body: { listingId: listing, useCase: "风电主轴轴承" },
  });
  expect(opened.status).toBe(201);
  const at = `/deals/${opened.body.number}`;
  const terms = {
    dealType: "ordinary",
    fieldOfUse: { zh: "风电主轴轴承", en: "Wind main-shaft bearings" },
    territory: { zh: "中国境内", en: "Mainland China" },
    termMonths: 36,
    milestones: [
      {
        name: { zh: "样件", en: "Samples" },
        amount: "12345678",
        deliverable: { zh: "样件 20 套", en: "20 sets" },
        testMethod: { zh: "台架 500 小时", en: "500 h on the rig" },
        dueDays: 30,
      },
    ],
    improvementOwner: "each_own",
    patentCostBearer: "licensor",
  };
  const offer = await api("POST", `${at}/offers`, { key: firm, once: fresh(), body: { terms } });
  expect([offer.status, offer.body.errors]).toEqual([201, undefined]);
  const early = { key: firm, once: fresh(), body: { termsHash: "0".repeat(64) } };
  expect((await api("POST", `/offers/${offer.body.id}/accept`, early)).status).toBe(409);
  const counter = await api("POST", `/offers/${offer.body.id}/counter`, {
    key: tto,
    once: fresh(),
    body: { terms: { ...terms, termMonths: 24 }, message: "期限两年" },
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

test.describe("bad calls are refused by name, in the caller's language", () => {
  test("unknown parameters, fields and cursors stand at their names", async () => {
    const en = await api("GET", "/listings?sortt=price&cursor=made-up");
    expect(code(en)).toEqual([422, "invalid"]);
    expect(Object.keys(en.body.errors ?? {}).sort()).toEqual(["cursor", "sortt"]);
    expect([en.headers["content-language"], en.headers["content-type"]]).toEqual(["en", "application/problem+json"]);
    const zh = await api("GET", "/listings?sortt=price", { headers: { "accept-language": "zh-CN,en;q=0.5" } });
    expect([zh.headers["content-language"], zh.body.errors]).toEqual(["zh", { sortt: "没有“sortt”这一项" }]);
    for (const path of ["/demands", "/deals", "/own-listings", "/matches", "/ledger/statement"])
      for (const query of [
        "cursor=made-up",
        "cursor=WzFlMzAwLCJ4Il0",
        "limit=0",
        "limit=101",
        "limit=1&limit=2",
        "x=1",
      ]) {
        const answer = await api("GET", `${path}?${query}`, { key: await keyOf("finance") });
        expect([path, query, answer.status]).toEqual([path, query, 422]);
        expect(Object.keys(answer.body.errors ?? {})).toEqual([query.split("=")[0]]);
      }
  });

  test("wrong types and values stand at their fields, and nothing is written", async () => {
    const key = await keyOf("tto");
    const before = (await everyItem("/own-listings?limit=100", key)).length;
    const bad = {
      ...draft("坏"),
      trl: "3",
      rights: ["all"],
      priceMin: 12000000,
      priceMax: "1.5",
      title: { zh: "", en: "" },
      owner: "me",
      inventors: [{ name: { zh: "某", en: "" }, sharePct: 0.5 }],
    };
    const { status, body } = await api("POST", "/listings", { key, once: fresh(), body: bad });
    expect(status).toBe(422);
    expect(Object.keys(body.errors ?? {}).sort()).toEqual(
      ["inventors.0.sharePct", "owner", "priceMax", "priceMin", "rights.0", "title.zh", "trl"].sort(),
    );
    const order = { ...draft("坏"), priceMin: "5", priceMax: "4" };
    expect((await api("POST", "/listings", { key, once: fresh(), body: order })).body.errors).toHaveProperty(
      "priceMax",
    );
    expect((await everyItem("/own-listings?limit=100", key)).length).toBe(before);
  });

  test("what is not JSON, not called so, or too long", async () => {
    const key = await keyOf("tto");
    const say = (text: string, type = "application/json") =>
      api("POST", "/listings", { key, once: fresh(), text, headers: { "content-type": type } });
    expect(code(await say("{}", "text/plain"))).toEqual([415, "unsupported-media"]);
    expect(code(await say("{}", "application/jsonp"))).toEqual([415, "unsupported-media"]);
    expect(code(await say("a=1", "application/x-www-form-urlencoded"))).toEqual([415, "unsupported-media"]);
    expect(code(await say("{"))).toEqual([422, "invalid"]);
    expect(code(await say("null"))).toEqual([422, "invalid"]);
    expect(code(await say("[]"))).toEqual([422, "invalid"]);
    expect(code(await say(`${"[".repeat(200_000)}`))).toEqual([422, "invalid"]);
    expect(code(await say(`{"__proto__":{"x":1}}`))).toEqual([422, "invalid"]);
    expect(code(await say(JSON.stringify({ ...draft("长"), x: "长".repeat(400_000) })))).toEqual([413, "too-large"]);
  });

  test("addresses and methods that are none", async () => {
    for (const path of ["/nothing", "/listings/a/b/c", "/%E0%A4%A", "/listings/%00", "/demands/%zz", "/deals/PN-1"]) {
      const answer = await api("GET", path, { key: await keyOf("tto") });
      expect([path, ...code(answer)]).toEqual([path, 404, "not-found"]);
      expect(answer.body.type).toBe(`${env.url()}/problems/not-found`);
    }
    expect((await send("/api/auth/session")).status).toBe(404);
    const [head, options, remove] = [
      await api("HEAD", "/demands"),
      await api("OPTIONS", "/demands"),
      await api("DELETE", "/demands"),
    ];
    expect([head.status, head.text, options.status, remove.status]).toEqual([200, "", 204, 405]);
    expect(options.headers.allow).toBe("GET, HEAD, OPTIONS, POST");
  });
});

test("what is another's answers exactly as what does not exist", async () => {
  const [tto, firm, park] = [await keyOf("tto"), await keyOf("firm"), await keyOf("park")];
  const listing = await create(`藏起来的 ${fresh()}`, tto);
  const deal = String((await everyItem("/deals", firm))[0]?.number);
  const { id: offer } = await one<{ id: string }>(
    sql`select o.id from offers o join deals d on d.id = o.deal_id where d.number = ${deal} limit 1`,
  ).catch(() => one<{ id: string }>(sql`select id from offers limit 1`));
  const { number: demand } = await one<{ number: string }>(
    sql`select number from demands where state = 'draft' limit 1`,
  ).catch(async () => {
    const made = await api("POST", "/demands", {
      key: firm,
      once: fresh(),
      body: { field: "bearing", title: { zh: "藏起来的需求", en: "" } },
    });
    return { number: String(made.body.number) };
  });
  const madeUp = (id: string) =>
    id
      .replace(/\d(?=\D*$)/, (d) => `${(Number(d) + 5) % 10}`)
      .replace(/^PN-\d{4}/, "PN-1999")
      .replace(/^DN-\d{4}/, "DN-1999");
  const calls: [string, string, string, Fields | undefined][] = [
    ["GET", "/listings/{}", listing, undefined],
    ["PUT", "/listings/{}", listing, { ...draft("别人的"), version: 1 }],
    ["POST", "/listings/{}/publish", listing, { version: 1 }],
    ["POST", "/listings/{}/withdraw", listing, { version: 1 }],
    ["GET", "/deals/{}", deal, undefined],
    ["GET", "/demands/{}", demand, undefined],
    ["GET", "/demands/{}/matches", demand, undefined],
    ["POST", "/demands/{}/publish", demand, { version: 1 }],
    ["POST", "/offers/{}/accept", offer, { termsHash: "0".repeat(64) }],
    ["POST", "/offers/{}/decline", offer, { reason: "price" }],
    ["POST", "/offers/{}/withdraw", offer, undefined],
  ];
  for (const [method, path, id, body] of calls) {
    const ask = (name: string) => api(method, path.replace("{}", name), { key: park, once: fresh(), body });
    const [theirs, nobodys] = [await ask(id), await ask(madeUp(id))];
    expect([method, path, theirs.status, theirs.text]).toEqual([method, path, nobodys.status, nobodys.text]);
    expect([path, theirs.status >= 403 && theirs.status <= 404]).toEqual([path, true]);
  }
});

test.describe("Idempotency-Key", () => {
  test("is asked for by every POST, before anything else of the call is looked at", async () => {
    const key = await keyOf("tto");
    for (const path of [
      "/listings",
      "/listings/x/publish",
      "/demands",
      "/deals",
      "/deals/PN-1/offers",
      "/offers/x/accept",
    ]) {
      expect(code(await api("POST", path, { key, body: {} }))).toEqual([400, "idempotency-key/missing"]);
      expect(code(await api("POST", path, { key, body: {}, once: "x".repeat(201) }))).toEqual([
        400,
        "idempotency-key/missing",
      ]);
    }
    expect(code(await api("POST", "/listings", { body: {} }))).toEqual([401, "unauthenticated"]);
  });

  test("twenty calls at once have one effect and one answer; other content is refused", async () => {
    const key = await keyOf("tto");
    const title = `二十次 ${fresh()}`;
    const same = { key, once: fresh(), body: draft(title) };
    const answers = await Promise.all(Array.from({ length: 20 }, () => api("POST", "/listings", same)));
    const ids = new Set(answers.filter((a) => a.status === 201).map((a) => a.body.id));
    expect(ids.size).toBe(1);
    for (const a of answers.filter((b) => b.status !== 201)) {
      expect(code(a)).toEqual([409, "idempotency-key/in-flight"]);
      expect(a.headers["retry-after"]).toBe("1");
    }
    const again = await api("POST", "/listings", same);
    expect([again.status, again.headers["idempotent-replayed"], ids.has(again.body.id)]).toEqual([201, "true", true]);
    expect(await one(sql`select count(*)::int as n from listings where title_zh = ${title}`)).toEqual({ n: 1 });
    const other = await api("POST", "/listings", { ...same, body: draft("别的") });
    expect(code(other)).toEqual([422, "idempotency-key/reused"]);
  });

  test("belongs to an organisation", async () => {
    const once = fresh();
    const body = { field: "bearing", title: { zh: `同一个键 ${once}`, en: "" } };
    const mine = await api("POST", "/demands", { key: await keyOf("firm"), once, body });
    const theirs = await api("POST", "/demands", { key: await keyOf("tto"), once, body });
    expect(mine.status).toBe(201);
    expect(theirs.headers["idempotent-replayed"]).toBeUndefined();
    expect(theirs.body.id).not.toBe(mine.body.id);
  });
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
