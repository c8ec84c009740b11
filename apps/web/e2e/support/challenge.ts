import { type Ctx, newId } from "@peony/db";
import { members, organisations, users } from "@peony/db/schema";
import { createDemandInput } from "@peony/domain/demands";
import { type SaveProposalInput, saveProposalInput } from "@peony/domain/proposals";
import type { Id } from "@peony/domain/shared";
import {
  answerReadback,
  assignReadback,
  checkDemand,
  createDemand,
  publishDemand,
  readDemand,
  stateConflict,
  stateFunding,
  submitDemand,
  writeReadback,
} from "@peony/features/demands";
import { actorOf } from "@peony/features/identity";
import { createProposal, saveAndSubmitProposal } from "@peony/features/proposals";
import { expect } from "@playwright/test";
import { db, one, sql } from "./database.ts";
import { actingAs } from "./deal.ts";

const dayFrom = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The expert says the problem in own words and the firm agrees. */
const readBack = async (firm: Ctx, park: Ctx, demandId: Id<"demand">): Promise<void> => {
  const expert = await actingAs("expert");
  if (expert.actor.kind !== "person") throw new Error("the expert is nobody");
  await assignReadback(park, { demandId, expert: expert.actor.userId });
  const { id } = await one<{ id: Id<"readback"> }>(sql`select id from demand_readbacks where demand_id = ${demandId}`);
  await stateConflict(expert, { readbackId: id, conflict: "none", note: "" });
  await writeReadback(expert, {
    readbackId: id,
    text: "机床冷态起动后的热漂移要从二十五微米降到八微米，按四小时连续记录检验。",
  });
  await answerReadback(firm, { readbackId: id, answer: "confirmed", correction: "" });
};

/** A challenge of the demo firm, read back by an expert, checked by the park and published. @param title fresh for each run */
export const publishedChallenge = async (title: string): Promise<{ id: Id<"demand">; number: string }> => {
  const firm = await actingAs("firm");
  const input = createDemandInput.parse({
    id: newId("demand"),
    kind: "challenge",
    field: "equipment",
    title: { zh: title, en: `Challenge ${title}` },
    background: { zh: "冷机起动后主轴与丝杠温升不同步，四小时内主轴端漂移约二十五微米，只能空转预热，影响交付。" },
    targets: [
      {
        name: { zh: "热漂移", en: "Drift" },
        current: "25",
        target: "8",
        direction: "at_most",
        unit: { zh: "μm", en: "μm" },
      },
    ],
    testMethod: { zh: "五点位移传感器连续记录四小时" },
    testBasis: "standard",
    budgetMin: "60000000",
    budgetMax: "120000000",
    deadline: dayFrom(40),
    rightsWanted: ["development"],
    trlWanted: 7,
    samplesAvailable: true,
  });
  const { number } = await createDemand(firm, input);
  const version = async () => (await readDemand(firm, number)).version;
  await submitDemand(firm, { id: input.id, version: await version() });
  await stateFunding(firm, { demandId: input.id, statement: "没有其他财政资金", noDuplicate: true });
  const park = await actingAs("park");
  const deposit = { deposit: "not_required" as const, depositBps: null };
  await checkDemand(park, { demandId: input.id, result: "passed", note: "企业真实，没有重复资助", ...deposit });
  await readBack(firm, park, input.id);
  await publishDemand(firm, { id: input.id, version: await version() });
  return { id: input.id, number };
};

/** Its window as if it had begun and ended earlier; the house's clock closes it within a minute or so. */
export const passClosing = async (id: Id<"demand">): Promise<void> => {
  const gone = dayFrom(-2);
  await db().execute(sql`
    update demands set deadline = ${gone}, closes_on = ${gone}, published_at = now() - interval '40 days' where id = ${id}`);
  const state = async () => (await one<{ state: string }>(sql`select state from demands where id = ${id}`)).state;
  await expect.poll(state, { timeout: 100_000, intervals: [1_000] }).toBe("closed");
};

/** Another university than the demo's, with one officer, as a command's context. */
export const otherUniversity = async (name: string): Promise<Ctx> => {
  const [orgId, userId, now] = [newId("organisation"), newId("user"), new Date()];
  await db()
    .insert(organisations)
    .values({
      id: orgId,
      kind: "university",
      slug: orgId.slice(-12),
      nameZh: name,
      nameEn: `University ${orgId.slice(-6)}`,
      verification: "verified",
      region: "410300",
      verifiedAt: now,
      createdAt: now,
    });
  await db()
    .insert(users)
    .values({ id: userId, email: `${userId}@demo.peony.test`, name: "乔知远", createdAt: now, emailVerifiedAt: now });
  await db()
    .insert(members)
    .values({ orgId, userId, roles: ["owner", "manager"], createdAt: now });
  const actor = await actorOf(db(), userId, orgId, "session");
  if (!actor) throw new Error("no seat");
  return { ...(await actingAs("firm")), actor };
};

const long = (text: string): string => text.repeat(10);

/** A whole page, as a form or a command sends it. */
export const pageOf = (id: Id<"proposal">, title: string): SaveProposalInput =>
  saveProposalInput.parse({
    id,
    version: 1,
    title,
    hypothesis: long("阻尼随温升可调"),
    rationale: long("已有台架数据"),
    plan: long("分两步验证"),
    trl: 5,
    team: "三人，做过两代主轴",
    budget: "90000000",
    milestones: [{ name: "样机一台", amount: "90000000", weeks: 20 }],
    territory: "中国境内",
    conflicts: "无",
  });

/** A proposal of somebody, written and sent in one go. */
export const propose = async (ctx: Ctx, demand: string, title: string): Promise<Id<"proposal">> => {
  const id = newId("proposal");
  await createProposal(ctx, { id, demand, from: null });
  await saveAndSubmitProposal(ctx, pageOf(id, title));
  return id;
};
