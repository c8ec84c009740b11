import { newId } from "@peony/db";
import { listingFiles } from "@peony/db/schema";
import { aListing, aMember, codeOf, createTestDb, memoryFiles, memorySearch, type TestDb } from "@peony/db/testing";
import { type Actor, type PersonActor, visitor } from "@peony/domain/identity";
import { type ListingState, listingStates, publicListingStates } from "@peony/domain/listings";
import { searchInput } from "@peony/domain/search";
import { type Id, locales } from "@peony/domain/shared";
import { exportItems } from "@peony/features/exchange";
import { readFile, uploadFiles } from "@peony/features/files";
import * as listingFeatures from "@peony/features/listings";
import { listMatchesForOrg } from "@peony/features/matching";
import { browseListings, countByOwner, readSitemapItems, searchListings } from "@peony/features/search";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endpoints } from "#features/api/all.ts";
import { cardOf } from "#features/cards/card-of.ts";
import { feedXml } from "#features/feed/feed-xml.ts";
import { sitemapXml } from "#features/sitemap/sitemap.ts";
import type { Ctx } from "#server/ctx.ts";

/** What only the owner may know: words of the text, and the name in addresses. */
const secret = "密而不宣滚道";
const secrets = [secret, "unspoken-raceway", "CN2019199000064"];
const origin = "https://peony.example.org";

let db: TestDb;
let owner: PersonActor;
let readers: Record<string, Actor>;
const made = new Map<ListingState, { id: Id<"listing">; slug: string; fileId: Id<"file"> }>();
const { store } = memoryFiles();
const hidden = listingStates.filter((s) => !publicListingStates.some((shown) => shown === s));

beforeAll(async () => {
  db = await createTestDb();
  owner = await aMember(db, "university", ["manager"]);
  readers = {
    visitor,
    stranger: await aMember(db, "university", ["owner"]),
    firm: await aMember(db, "firm", ["owner"]),
    abroad: await aMember(db, "firm", ["owner"], { country: "DE" }),
    broker: await aMember(db, "broker", ["owner"]),
    park: await aMember(db, "park", ["owner"]),
    bank: await aMember(db, "bank", ["owner"]),
  };
  for (const state of listingStates) {
    const slug = `unspoken-raceway-${state.replaceAll("_", "-")}`;
    const id = await aListing(db, owner.orgId ?? "", {
      ...{ state, slug, titleZh: `${secret}${state}`, searchText: secret, number: "CN2019199000064" },
      ...{ keywordsZh: [secret], ipc: ["F16C 33/64"], sei: "3.2", region: "410305" },
    });
    const bytes = new TextEncoder().encode(`%PDF-1.4 ${secret} ${state}`);
    const [fileId = ""] = await uploadFiles(db.ctx(owner), store, "listing", [{ name: `${secret}.pdf`, bytes }]);
    await db.admin.insert(listingFiles).values({ listingId: id, fileId, position: 1 });
    made.set(state, { id, slug, fileId });
  }
}, 60_000);
afterAll(() => db.close());

type Made = { id: Id<"listing">; slug: string; fileId: Id<"file"> };
const search = memorySearch();
/** Every way by which somebody outside could come across one listing. */
const ways: Record<string, (ctx: Ctx, l: Made) => Promise<unknown>> = {
  page: (ctx, l) => listingFeatures.readListing(ctx, l.slug),
  "page by id": (ctx, l) => listingFeatures.readListing(ctx, l.id),
  rows: (ctx, l) => listingFeatures.readListings(ctx, [l.id]),
  editor: (ctx, l) => listingFeatures.readOwnListing(ctx, l.id),
  preview: (ctx, l) => listingFeatures.previewListing(ctx, l.id, "visitor"),
  versions: (ctx, l) => listingFeatures.listVersions(ctx, l.id),
  sheet: (ctx, l) => listingFeatures.readCompliance(ctx, l.id),
  inventors: (ctx, l) => listingFeatures.readAsking(ctx, l.id),
  file: (ctx, l) => readFile(ctx, store, l.fileId),
  "search document": (ctx, l) => listingFeatures.readSearchDocuments(ctx, [l.id]),
  similar: (ctx) =>
    listingFeatures.similarListings(ctx, { id: newId("listing"), field: "bearing", ipc: ["F16C 33/64"] }),
  "own list": (ctx) => listingFeatures.listOwnListings(ctx),
  home: (ctx) => listingFeatures.readMarket(ctx, 50),
  search: (ctx) => searchListings(ctx, search, searchInput.parse({ q: secret }), new Date()),
  browse: (ctx) => browseListings(ctx, { kind: "ipc", symbol: "F16C" }, 1),
  owners: (ctx) => countByOwner(ctx),
  matches: (ctx) => listMatchesForOrg(ctx),
  sitemap: (ctx) => sitemapXml(ctx, origin),
  "sitemap rows": (ctx) => readSitemapItems(ctx, "listings", { limit: 100, offset: 0 }),
  feed: async (ctx) => Promise.all(locales.map((locale) => feedXml(ctx, locale, origin))),
  card: async (ctx, l) => Promise.all(locales.map((locale) => cardOf(ctx, [locale, "t", l.slug]))),
  exchange: (ctx) => exportItems(ctx, { type: "listing", after: "", limit: 100 }),
};
const textOf = (v: unknown): string =>
  v instanceof Uint8Array
    ? new TextDecoder("latin1").decode(v)
    : (JSON.stringify(v, (_k, x: unknown) => (typeof x === "bigint" ? `${x}` : x)) ?? "");
const answerOf = async (ask: () => Promise<unknown>): Promise<string> => {
  try {
    return textOf(await ask());
  } catch (e) {
    return `refused: ${e instanceof Error ? e.name : String(e)}`;
  }
};

describe("a listing that is not public", () => {
  test.each(hidden)("in state %s is told by no way to anybody outside its owner", async (state) => {
    const l = made.get(state);
    if (!l) throw new Error(state);
    const own = [l.id, l.slug, `${secret}${state}`];
    const found: string[] = [];
    for (const [who, actor] of Object.entries(readers))
      for (const [what, ask] of Object.entries(ways)) {
        const text = await answerOf(() => ask(db.ctx(actor), l));
        found.push(...own.filter((s) => text.includes(s)).map((s) => `${what} tells the ${who}: ${s}`));
      }
    expect(found).toEqual([]);
  });

  test("is told by no reading operation of the API", async () => {
    const found: string[] = [];
    for (const e of endpoints.filter((one) => one.method === "get"))
      for (const state of hidden)
        for (const [who, actor] of Object.entries(readers)) {
          const l = made.get(state);
          const params = e.params ? { id: l?.id, number: l?.slug, no: l?.slug } : undefined;
          const query = e.query ? e.query.safeParse({ type: "listing" }) : undefined;
          const input = { params, query: query?.data ?? { type: "listing", limit: 100 }, body: undefined } as never;
          const text = await answerOf(() => e.run(db.ctx(actor), input));
          if (text.includes(`${secret}${state}`)) found.push(`${e.id} tells the ${who} of ${state}`);
        }
    expect(found).toEqual([]);
  });

  test("answers a stranger as a made-up id does, and the operator only while it waits for a second person", async () => {
    const operator = await aMember(db, "operator", ["manager"]);
    const stranger = readers.stranger ?? visitor;
    const nobody = { id: newId("listing"), slug: "nothing-here", fileId: newId("file") };
    for (const what of ["page", "page by id", "editor", "preview", "versions", "sheet", "inventors", "file"])
      for (const state of hidden) {
        const ask = (l: Made) => codeOf(ways[what]?.(db.ctx(stranger), l) ?? Promise.resolve());
        expect([what, state, await ask(made.get(state) ?? nobody)]).toEqual([what, state, await ask(nobody)]);
      }
    for (const state of listingStates) {
      const { id } = made.get(state) ?? nobody;
      const seen = (await codeOf(listingFeatures.readCompliance(db.ctx(operator), id))) === "done";
      expect([state, seen]).toEqual([state, state === "compliance"]);
    }
  });

  test("the ways above do tell of what is public, so that their silence means something", async () => {
    const l = made.get("published");
    if (!l) throw new Error("published");
    const firm = readers.firm ?? visitor;
    const told = new Set<string>();
    for (const [what, ask] of Object.entries(ways)) {
      const text = await answerOf(() => ask(db.ctx(firm), l));
      if (secrets.some((s) => text.includes(s))) told.add(what);
    }
    for (const what of ["page", "page by id", "rows", "similar", "home", "browse", "sitemap", "sitemap rows", "feed"])
      expect(told).toContain(what);
    expect(textOf(await readFile(db.ctx(firm), store, l.fileId))).toContain(secret);
  });
});
