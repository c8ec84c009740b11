import { demands, proposals } from "@peony/db/schema";
import { codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelDemand } from "../demands/index.ts";
import { chooseFinalist, screenProposal, unlistFinalist, withdrawProposal } from "./index.ts";
import { rowOf } from "./testing/challenge.ts";
import { aCourse, aField, type Course, type Field } from "./testing/course.ts";

let db: TestDb;
let field: Field;
beforeAll(async () => {
  db = await createTestDb();
  field = await aField(db);
});
afterAll(() => db.close());

const reason = "没有一份方案达到所要求的指标，本榜不授，谢谢各位应榜单位。";
const kinds = [
  ...(["pass", "out", "score", "late-tie", "choose", "choose", "unlist", "withdraw"] as const),
  ...(["screen", "assess", "shortlist"] as const),
];
type Move = { readonly kind: (typeof kinds)[number]; readonly of: number; readonly by: number };

const versionOf = async (id: string) => (await rowOf(db, id)).version;

/** One thing somebody may try; a refusal leaves everything as it was. */
const play = async (c: Course, { kind, of, by }: Move): Promise<unknown> => {
  const proposalId = c.ids[of] ?? "";
  const firm = db.ctx(field.firm);
  const judge = [field.lead, field.other][by] as PersonActor;
  const uni = db.ctx(field.unis[of] as PersonActor);
  switch (kind) {
    case "pass":
      return c.pass(proposalId);
    case "out":
      return screenProposal(firm, { proposalId, pass: false, reason: "team", words: reason });
    case "score":
      return c.review(judge, proposalId, [60 + of, 50, 50, 50]);
    case "late-tie":
      return c.state(judge, [proposalId]);
    case "choose":
      return chooseFinalist(firm, { proposalId });
    case "unlist":
      return unlistFinalist(firm, { proposalId, words: "误选了" });
    case "withdraw":
      return withdrawProposal(uni, { id: proposalId, version: await versionOf(proposalId) });
    default:
      return c.step(kind);
  }
};

const stateOf = async (id: string) => {
  const [row] = await db.admin.select().from(demands).where(eq(demands.id, id));
  if (!row) throw new Error(`no demand ${id}`);
  return row;
};

/** What an officer of goodwill does from wherever the challenge stands; true once somebody is awarded. */
const goOn = async (c: Course): Promise<boolean> => {
  const all = (kind: Move["kind"], by = 0) => c.ids.map((_, of) => ({ kind, of, by }));
  const way: Move[] = [
    ...[...all("screen").slice(0, 1), ...all("pass"), ...all("assess").slice(0, 1)],
    ...[...all("score"), ...all("score", 1), ...all("choose"), ...all("shortlist").slice(0, 1)],
  ];
  await Promise.all([field.lead, field.other].map((who) => codeOf(c.state(who))));
  for (const move of way) await codeOf(play(c, move));
  for (const id of c.ids) if ((await codeOf(c.award(id))) === "done") return true;
  return false;
};

test("from wherever a challenge may be brought there is a way to the award, or to an end that answers everybody", async () => {
  const move = fc.record({
    kind: fc.constantFrom(...kinds),
    of: fc.nat({ max: 2 }),
    by: fc.nat({ max: 1 }),
  });
  let awarded = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 24 }), async (moves) => {
      const c = await aCourse(db, field);
      for (const one of moves) await codeOf(play(c, one));
      const before = await db.admin.select().from(proposals).where(eq(proposals.demandId, c.id));
      const { state } = await stateOf(c.id);
      if (await goOn(c)) {
        awarded += 1;
        expect((await stateOf(c.id)).state).toBe("awarded");
        return;
      }
      // nobody can be awarded: all have left or were screened out, or a conflict or the stage keeps the points from the last ones
      const free = before.filter((p) => ["submitted", "assessing"].includes(p.state));
      const tied = moves.some((m) => m.kind === "late-tie");
      if (state !== "finalist" && !tied) expect(free).toEqual([]);
      const { version } = await stateOf(c.id);
      expect(await codeOf(cancelDemand(db.ctx(field.firm), { id: c.id, version, reason }))).toBe("done");
      const ended = await db.admin.select().from(proposals).where(eq(proposals.demandId, c.id));
      for (const p of ended.filter((one) => one.state !== "withdrawn")) {
        expect(["declined", "screened_out"]).toContain(p.state);
        expect([p.feedback === "", p.feedbackAt === null]).toEqual([false, false]);
      }
    }),
    { numRuns: 12 },
  );
  expect(awarded).toBeGreaterThan(0);
}, 120_000);
