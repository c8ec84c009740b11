import { newId, receive } from "@peony/db";
import { inboxEvents, notifications } from "@peony/db/schema";
import { aMember, aPerson, clearedListing, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { inviteInput } from "@peony/domain/demands";
import { type FileStore, FileStoreError } from "@peony/domain/files";
import { type Actor, type PersonActor, visitor } from "@peony/domain/identity";
import { createListingInput } from "@peony/domain/listings";
import { isDomainError } from "@peony/domain/shared";
import { readContract, readContractDocument, signContract } from "@peony/features/contracts";
import { aReadyContract, somePeople } from "@peony/features/contracts/testing";
import { listDeals, readDeal } from "@peony/features/deals";
import {
  answerQuestion,
  askQuestion,
  createDemand,
  inviteOrganisation,
  listQuestions,
  publishDemand,
  readClinic,
  readDemand,
  readOwnDemand,
} from "@peony/features/demands";
import { acceptItem, deliverItem, readDealMoney } from "@peony/features/escrow";
import { pay, type SignedDeal, worker } from "@peony/features/escrow/testing";
import { readFile } from "@peony/features/files";
import {
  createApiKey,
  listApiKeys,
  listMembers,
  listSessions,
  listVerifications,
  openSession,
  readOrganisation,
  readPublicOrganisation,
  revokeApiKey,
} from "@peony/features/identity";
import { listParked } from "@peony/features/jobs";
import { readStatement } from "@peony/features/ledger";
import {
  attachListingFiles,
  createListing,
  listOwnListings,
  publishListing,
  readListing,
  readOwnListing,
  saveListing,
} from "@peony/features/listings";
import { listNotifications } from "@peony/features/notifications";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cellOf } from "./isolation-matrix.ts";
import { type ActorKind, actorKinds } from "./isolation-rows.ts";
import { demandInClinic, someDemand } from "./testing/demands.ts";

type Ctx = ReturnType<TestDb["ctx"]>;
/** `limited`: there, but without what the row's note keeps back. */
type Sight = "nothing" | "limited" | "all";
type Look = (ctx: Ctx) => Promise<Sight>;

/** Answers that say "there is none, or not for you". Anything else is a fault and no refusal. */
const hiding = new Set(["not-found", "forbidden", "unauthenticated"]);
const sightOf = async (look: Look, ctx: Ctx): Promise<Sight> => {
  try {
    return await look(ctx);
  } catch (e) {
    if (isDomainError(e) && hiding.has(e.code)) return "nothing";
    throw e;
  }
};
const whole = (there: unknown): Sight => (there ? "all" : "nothing");

const kept = new Map<string, Uint8Array>();
const store: FileStore = {
  put: async (bytes) => {
    const name = `${kept.size}`.padStart(64, "0");
    kept.set(name, bytes);
    return name;
  },
  get: async (sha256) => {
    const bytes = kept.get(sha256);
    if (!bytes) throw new FileStoreError("missing", sha256);
    return bytes;
  },
  has: async (sha256) => kept.has(sha256),
};

const someListing = (title: string) =>
  createListingInput.parse({
    id: newId("listing"),
    ...{ assetKind: "know_how", field: "bearing", legalStatus: "none", trl: 3, noDataYet: true, rights: ["ordinary"] },
    title: { zh: title },
    problem: { zh: "裂纹" },
    solution: { zh: "滚压" },
  });
let db: TestDb;
let actors: Readonly<Record<ActorKind, Actor>>;
let team: PersonActor;
let looks: Readonly<Record<string, Look>>;
let ownLooks: Readonly<Record<string, Look>>;
let keyId: ReturnType<typeof newId<"apiKey">>;

/** The world of the matrix: one deal carried to a released milestone, and somebody of every kind around it. */
const makeWorld = async () => {
  const people = await somePeople(db);
  const firmOrg = { id: people.buyer.orgId ?? "", kind: "firm" as const };
  const firm = await aPerson(db, firmOrg, ["owner", "manager", "finance"]);
  const university = await aMember(db, "university", ["owner"]);
  team = people.officer;
  actors = {
    V: visitor,
    S: people.stranger,
    X: await aMember(db, "firm", ["owner", "manager"], { region: null, nameZh: "", nameEn: "Overseas Ltd." }),
    T: team,
    I: people.inventor,
    F: firm,
    B: people.broker,
    "B'": await aMember(db, "broker", ["owner", "manager"]),
    P: await aMember(db, "park", ["owner", "manager"]),
    K: await aMember(db, "bank", ["owner", "manager"]),
    E: await aPerson(db, { id: university.orgId ?? "", kind: "university" }, ["expert"]),
    O: await aMember(db, "operator", ["owner", "manager"]),
  };
  const contract = await aReadyContract(db, people);
  for (const signer of [people.seller, people.buyer])
    await signContract(db.ctx(signer), { contractId: contract.contractId, documentHash: contract.documentHash });
  const [item] = (await readDealMoney(db.ctx(firm), contract.dealId)).items;
  const itemId = item?.id ?? newId("item");
  await pay(db, { finance: firm, worker: db.ctx(worker, db.worker) } as SignedDeal, itemId);
  await deliverItem(db.ctx(team), { itemId, note: "样件", fileIds: [] });
  await acceptItem(db.ctx(firm), { itemId });
  return { contract, firm };
};

const catalogueLooks = async (firm: PersonActor): Promise<Record<string, Look>> => {
  const [draft, open, wish, hidden] = [someListing("草稿"), someListing("公开"), someDemand(), someDemand()];
  for (const listing of [draft, open]) await createListing(db.ctx(team), listing);
  await clearedListing(db, open.id);
  await publishListing(db.ctx(team), { id: open.id, version: 1 });
  const number = (await createDemand(db.ctx(firm), wish)).number;
  const published = (await createDemand(db.ctx(firm), hidden)).number;
  await publishDemand(db.ctx(firm), { id: hidden.id, version: 1 });
  const inClinic = await demandInClinic(db, { firm, park: actors.P, expert: actors.E });
  const asked = { id: newId("demandQuestion"), demandId: hidden.id, text: "样件能否外送？", named: false };
  await askQuestion(db.ctx(actors.S), asked);
  // a question to a hidden demand is public with its answer only
  await answerQuestion(db.ctx(firm), { questionId: asked.id, answer: "可以外送" });
  const reason = "贵单位的成果可能解决它";
  const { slug: invited } = await readOrganisation(db.ctx(await aMember(db, "university", ["owner"])));
  await inviteOrganisation(db.ctx(firm), inviteInput.parse({ demandId: hidden.id, organisation: invited, reason }));
  const upload = { name: "试验.txt", bytes: new TextEncoder().encode("内部数据") };
  await attachListingFiles(db.ctx(team), store, { id: draft.id, uploads: [upload] });
  const fileId = (await readOwnListing(db.ctx(team), draft.id)).files[0]?.id ?? "";
  const { slug } = await readOrganisation(db.ctx(team));
  return {
    "listing-published": async (ctx) => whole(await readListing(ctx, open.id)),
    "listing-draft": async (ctx) => {
      const listed = ctx.actor.kind === "person" && (await listOwnListings(ctx)).rows.some((r) => r.id === draft.id);
      const read = await readListing(ctx, draft.id);
      expect([listed, read.own]).toEqual([true, true]);
      const saved = await codeOf(saveListing(ctx, { ...draft, version: 99 }));
      return saved === "forbidden" ? "limited" : whole(saved === "stale" || saved === "done");
    },
    "listing-file-draft": async (ctx) => whole((await readFile(ctx, store, fileId)).bytes.length > 0),
    "organisation-public": async (ctx) => whole(await readPublicOrganisation(ctx, slug)),
    "demand-published": async (ctx) => whole(await readDemand(ctx, published)),
    "demand-draft": async (ctx) => whole((await readDemand(ctx, number)) && (await readOwnDemand(ctx, number))),
    "demand-question": async (ctx) => whole((await listQuestions(ctx, published)).rows.length > 0),
    "demand-clinic": async (ctx) => {
      const clinic = await readClinic(ctx, inClinic.number);
      return clinic.reader === "expert" ? "limited" : whole(clinic.check?.statement);
    },
    "demand-invitation": async (ctx) => whole((await readClinic(ctx, published)).invitations.length > 0),
    "demander-hidden": async (ctx) => whole((await readDemand(ctx, published)).owner),
  };
};

const dealLooks = (contract: Awaited<ReturnType<typeof aReadyContract>>): Record<string, Look> => ({
  deal: async (ctx) => {
    const listed = (await listDeals(ctx)).rows.some((d) => d.number === contract.number);
    const seen = await sightOf(async () => {
      const deal = await readDeal(ctx, contract.number);
      if (deal.role !== "broker") return whole(deal.items.every((i) => i.due !== null));
      const kept = [deal.room, deal.contract, deal.rounds[0], ...deal.items.map((i) => i.due)];
      return kept.every((v) => v === null || v === undefined) ? "limited" : "all";
    }, ctx);
    expect(listed).toBe(seen !== "nothing");
    return seen;
  },
  offer: async (ctx) => whole((await readDeal(ctx, contract.number)).rounds.length > 0),
  contract: async (ctx) => whole((await readContract(ctx, { dealId: contract.dealId })).terms),
  "contract-document": async (ctx) =>
    whole((await readContractDocument(ctx, { contractId: contract.contractId, kind: "draft_zh" })).fileId),
  money: async (ctx) => {
    const money = await readDealMoney(ctx, contract.dealId);
    const lines = money.items.flatMap((i) => i.lines.map((l) => l.orgId));
    const own = ctx.actor.kind === "person" ? ctx.actor.orgId : null;
    if (money.total === null && lines.every((id) => id === own)) return "limited";
    return whole(money.total);
  },
  statement: async (ctx) => {
    const lines = (await readStatement(ctx)).rows.filter((l) => l.dealId === contract.dealId);
    if (lines.length === 0) return "nothing";
    const own = ctx.actor.kind === "person" && ctx.actor.orgKind === "broker" ? "payable" : "revenue";
    return lines.every((l) => l.account === own) ? "limited" : "all";
  },
});

const personLooks = async (): Promise<Record<string, Look>> => {
  keyId = newId("apiKey");
  await createApiKey(db.ctx(team), { id: keyId, name: "桥接" });
  await openSession(db.ctx(team), team.userId);
  await db.admin.insert(notifications).values({
    ...{ id: newId("notification"), userId: team.userId, kind: "deal-turn", urgency: "turn", args: {}, href: "/deals" },
    ...{ dedupe: newId("notification"), createdAt: new Date() },
  });
  const sessions = (await listSessions(db.ctx(team))).map((s) => s.name);
  return {
    keys: async (ctx) => whole((await listApiKeys(ctx)).some((k) => k.id === keyId)),
    sessions: async (ctx) => whole((await listSessions(ctx)).some((s) => sessions.includes(s.name))),
    notices: async (ctx) => whole((await listNotifications(ctx)).some((n) => n.userId === team.userId)),
  };
};

beforeAll(async () => {
  db = await createTestDb();
  const { contract, firm } = await makeWorld();
  await aMember(db, "firm", ["owner"], { verification: "submitted", submittedAt: new Date() });
  await receive(db.web, { provider: "stripe", externalId: "evt_parked", type: "charge.updated", payload: {} });
  await db.admin.update(inboxEvents).set({ state: "parked" });
  looks = {
    ...(await catalogueLooks(firm)),
    ...dealLooks(contract),
    "verification-queue": async (ctx) => whole((await listVerifications(ctx)).length > 0),
    "parked-jobs": async (ctx) => whole((await listParked(ctx)).length > 0),
  };
  ownLooks = await personLooks();
}, 120_000);
afterAll(() => db.close());

const tried = [
  ...["listing-published", "listing-draft", "listing-file-draft", "organisation-public"],
  ...["demand-published", "demand-question", "demand-draft", "demand-clinic", "demand-invitation", "demander-hidden"],
  ...["deal", "offer", "contract", "contract-document", "money", "statement", "verification-queue", "parked-jobs"],
];

describe("who sees what", () => {
  test.each(tried)("%s: everybody sees exactly what the matrix says", async (resource) => {
    const look = looks[resource];
    if (!look) throw new Error(`nothing looks at ${resource}`);
    const found: Partial<Record<ActorKind, Sight>> = {};
    const wanted: Partial<Record<ActorKind, Sight>> = {};
    for (const kind of actorKinds) {
      found[kind] = await sightOf(look, db.ctx(actors[kind]));
      const cell = cellOf(resource, kind);
      wanted[kind] = cell === "" ? "nothing" : cell === "l" ? "limited" : "all";
    }
    expect(found).toEqual(wanted);
  });

  test.each(["keys", "sessions", "notices"])("%s: each person sees their own and nobody else's", async (what) => {
    for (const kind of actorKinds)
      expect([kind, await sightOf(ownLooks[what] ?? (async () => "all"), db.ctx(actors[kind]))]).toEqual([
        kind,
        kind === "T" ? "all" : "nothing",
      ]);
  });

  test("a key of somebody else reads as one that is not there, for a colleague too", async () => {
    for (const kind of actorKinds.filter((k) => k !== "V" && k !== "T"))
      expect(await codeOf(revokeApiKey(db.ctx(actors[kind]), { id: keyId }))).toBe("not-found");
  });

  test("an organisation's record and members are shown to its own members only", async () => {
    for (const kind of actorKinds.filter((k) => k !== "V")) {
      const ctx = db.ctx(actors[kind]);
      const own = ctx.actor.kind === "person" ? ctx.actor.orgId : null;
      expect((await readOrganisation(ctx)).id).toBe(own);
      const isColleague = own === team.orgId;
      expect((await listMembers(ctx)).seats.some((m) => m.userId === team.userId)).toBe(isColleague);
    }
    expect(await codeOf((async () => listMembers(db.ctx(visitor)))())).toBe("unauthenticated");
  });

  test("the answer to a stranger is that of a made-up number", async () => {
    const stranger = db.ctx(actors.S);
    const [deal] = (await listDeals(db.ctx(team))).rows;
    expect(await codeOf(readDeal(stranger, deal?.number ?? ""))).toBe("not-found");
    expect(await codeOf(readDeal(stranger, "PN-2026-999999"))).toBe("not-found");
  });
});
