import { newId } from "@peony/db";
import { demands, proposals } from "@peony/db/schema";
import { aMember, aPerson, type TestDb } from "@peony/db/testing";
import type { DemandState } from "@peony/domain/demands";
import type { PersonActor } from "@peony/domain/identity";
import { type SaveProposalInput, saveProposalInput } from "@peony/domain/proposals";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { createProposal, saveProposal, submitProposal } from "../save-proposal.ts";

const said = (zh: string) => ({ zh, en: "" });
let last = 100_000;

/** Days from now as an ISO date; far enough from midnight in any zone to be on the right side of today. */
export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A challenge of a firm, straight into the database in a state. */
export const aChallenge = async (
  db: TestDb,
  firm: PersonActor,
  over: Partial<typeof demands.$inferInsert> = {},
): Promise<{ id: Id<"demand">; number: string }> => {
  last += 1;
  const id = newId("demand");
  const number = `DN-2026-${last}`;
  const now = new Date();
  await db.admin.insert(demands).values({
    id,
    number,
    orgId: firm.orgId ?? "",
    kind: "challenge",
    state: "published",
    field: "equipment",
    titleZh: "主轴热误差",
    titleEn: "Thermal error",
    background: said("主轴热误差大".repeat(6)),
    targets: [],
    testMethod: said("台架试验"),
    constraints: said(""),
    site: said(""),
    deadline: inDays(30),
    closesOn: inDays(30),
    createdAt: now,
    updatedAt: now,
    publishedAt: now,
    ...over,
  });
  return { id, number };
};

/** Moves a challenge to a state without asking anybody. */
export const toState = async (db: TestDb, id: string, state: DemandState): Promise<void> => {
  await db.admin.update(demands).set({ state, closedAt: new Date() }).where(eq(demands.id, id));
};

const long = (text: string) => text.repeat(8);

/** A whole page under an id. */
export const aPage = (id: Id<"proposal">, over: Record<string, unknown> = {}): SaveProposalInput =>
  saveProposalInput.parse({
    id,
    version: 1,
    title: "变阻尼主轴",
    hypothesis: long("阻尼可调"),
    rationale: long("已有数据"),
    plan: long("分两步做"),
    trl: 5,
    team: "三人",
    budget: "90000000",
    milestones: [
      { name: "样机", amount: "40000000", weeks: 12 },
      { name: "验收", amount: "50000000", weeks: 30 },
    ],
    territory: "中国境内",
    conflicts: "无",
    ...over,
  });

/** A draft with a whole page in it. */
export const aDraft = async (db: TestDb, actor: PersonActor, demand: string): Promise<Id<"proposal">> => {
  const id = newId("proposal");
  await createProposal(db.ctx(actor), { id, demand, from: null });
  await saveProposal(db.ctx(actor), aPage(id));
  return id;
};

/** A proposal in the competition. */
export const aSubmitted = async (db: TestDb, actor: PersonActor, demand: string): Promise<Id<"proposal">> => {
  const id = await aDraft(db, actor, demand);
  await submitProposal(db.ctx(actor), { id, version: 2 });
  return id;
};

export const rowOf = async (db: TestDb, id: string) => {
  const [row] = await db.admin.select().from(proposals).where(eq(proposals.id, id));
  if (!row) throw new Error(`no proposal ${id}`);
  return row;
};

/** A university with an officer and somebody who signs. */
export const aUniversity = async (db: TestDb): Promise<PersonActor> => {
  const actor = await aMember(db, "university", ["owner", "manager"]);
  await aPerson(db, { id: actor.orgId ?? "", kind: "university" }, ["signatory"]);
  return actor;
};
