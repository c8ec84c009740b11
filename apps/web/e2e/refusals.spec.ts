import { expect } from "@playwright/test";
import { api, everyItem, type Fields, fresh } from "./support/api.ts";
import { code, create, keyOf } from "./support/calls.ts";
import { one, sql } from "./support/database.ts";
import { env } from "./support/env.ts";
import { send } from "./support/raw.ts";
import { draft } from "./support/samples.ts";
import { test } from "./support/test.ts";

test.describe.configure({ mode: "default" });

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
      inventors: [{ name: { zh: "某", en: "" }, sharePct: 0.555 }],
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
        "idempotency-key/malformed",
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
