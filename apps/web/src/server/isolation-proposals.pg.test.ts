import { aMember, aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import { type Actor, type PersonActor, visitor } from "@peony/domain/identity";
import { isDomainError } from "@peony/domain/shared";
import {
  appointReviewer,
  readAward,
  readBoard,
  readOwnProposal,
  readProposal,
  readReviewDesk,
  reviewProposal,
  saveProposal,
} from "@peony/features/proposals";
import { aCourse, aField, aPage, type Course, mailOf, toState } from "@peony/features/proposals/testing";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cellOf } from "./isolation-matrix.ts";
import { type ActorKind, actorKinds } from "./isolation-rows.ts";

type Ctx = ReturnType<TestDb["ctx"]>;
type Look = (ctx: Ctx) => Promise<unknown>;

/** Answers that say "there is none, or not for you"; anything else is a fault and no refusal. */
const hiding = new Set(["not-found", "forbidden", "unauthenticated"]);
const isThere = async (look: Look, ctx: Ctx): Promise<boolean> => {
  try {
    return Boolean(await look(ctx));
  } catch (e) {
    if (isDomainError(e) && hiding.has(e.code)) return false;
    throw e;
  }
};

let db: TestDb;
let c: Course;
let actors: Readonly<Record<ActorKind, Actor>>;
let id: string;

/** Who sees what the look looks at, against the letters of the matrix. */
const expectCells = async (resource: string, look: Look, letter: RegExp) => {
  const found = await Promise.all(actorKinds.map(async (k) => [k, await isThere(look, db.ctx(actors[k]))]));
  expect(found).toEqual(actorKinds.map((k) => [k, letter.test(cellOf(resource, k))]));
};

beforeAll(async () => {
  db = await createTestDb();
  const field = await aField(db);
  const [team] = field.unis;
  const org = (actor: PersonActor) => ({ id: actor.orgId ?? "", kind: actor.orgKind ?? ("firm" as const) });
  c = await aCourse(db, field);
  [id] = c.ids;
  actors = {
    V: visitor,
    S: await aMember(db, "university", ["owner"]),
    X: await aMember(db, "firm", ["owner"], { region: null }),
    T: team,
    I: await aPerson(db, org(team), ["inventor"]),
    F: field.firm,
    B: await aMember(db, "broker", ["owner"]),
    "B'": await aMember(db, "broker", ["owner"]),
    P: await aMember(db, "park", ["owner"]),
    K: await aMember(db, "bank", ["owner"]),
    E: field.lead,
    O: await aMember(db, "operator", ["owner"]),
  };
}, 60_000);
afterAll(() => db.close());

describe("who sees a proposal", () => {
  test("sealed, it is its own team's and nobody else's, reviewers and operator included", async () => {
    await toState(db, c.id, "published");
    await expectCells("proposal-sealed", (ctx) => readProposal(ctx, id), /r/);
    await expectCells("proposal-sealed", (ctx) => readOwnProposal(ctx, id), /r/);
    const saved: Look = async (ctx) => saveProposal(ctx, { ...aPage(id), version: 3 });
    await expectCells("proposal-sealed", saved, /w/);
  });

  test("opened, it is there for those the matrix names", async () => {
    await toState(db, c.id, "closed");
    await c.state(actors.E as PersonActor);
    await expectCells("proposal-opened", (ctx) => readProposal(ctx, id), /r/);
  });

  test("its reviews are the reviewer's own and the demander's", async () => {
    await c.toAssessment();
    await c.review(actors.E as PersonActor, id, [1, 2, 3, 4]);
    const look: Look = async (ctx) => {
      const { actor } = ctx;
      if (actor.kind !== "person") throw new Error("no person");
      if (actor.userId === (actors.E as PersonActor).userId)
        return (await readReviewDesk(ctx, c.number)).proposals.some((p) => p.review);
      if (actor.orgKind !== "operator") return (await readBoard(ctx, c.number)).rows.some((r) => r.reviews.length > 0);
      // the operator reads by the database alone: there is no page for it yet
      const { rows } = await db.web.transaction(async (tx) => {
        await tx.execute(sql`select set_config('app.org', ${actor.orgId ?? ""}, true)`);
        return tx.execute(sql`select 1 from reviews where proposal_id = ${id}`);
      });
      return rows.length > 0;
    };
    const signedIn = actorKinds.filter((k) => k !== "V");
    const found = await Promise.all(signedIn.map(async (k) => [k, await isThere(look, db.ctx(actors[k]))]));
    expect(found).toEqual(signedIn.map((k) => [k, /r/.test(cellOf("review", k))]));
    const writes: Look = (ctx) =>
      reviewProposal(ctx, { proposalId: id, version: 1, points: [4, 3, 2, 1], words: "依据" }).then(() => true);
    const wrote = await Promise.all(actorKinds.map(async (k) => [k, await isThere(writes, db.ctx(actors[k]))]));
    expect(wrote).toEqual(actorKinds.map((k) => [k, /w/.test(cellOf("review", k))]));
  });

  test("the notice of the award is there for whoever reads the demand", async () => {
    await toState(db, c.id, "screening");
    await db.admin.execute(sql`update proposals set state = 'awarded', decided_at = now() where id = ${id}`);
    await toState(db, c.id, "awarded");
    await expectCells("award-notice", (ctx) => readAward(ctx, c.number), /r/);
  });

  test("a made-up proposal and one that is hidden read alike", async () => {
    const stranger = db.ctx(actors.S);
    for (const one of [id, "prp_01jx0000000000000000000000"])
      expect(await isThere((ctx) => readProposal(ctx, one), stranger)).toBe(false);
    const appoint = appointReviewer(stranger, {
      demand: c.number,
      email: mailOf(actors.E as PersonActor),
      role: "lead",
    });
    expect(await isThere(() => appoint, stranger)).toBe(false);
  });
});
