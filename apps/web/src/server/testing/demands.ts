import { newId } from "@peony/db";
import type { TestDb } from "@peony/db/testing";
import { createDemandInput } from "@peony/domain/demands";
import type { Actor } from "@peony/domain/identity";
import { assignReadback, createDemand, stateFunding, submitDemand } from "@peony/features/demands";

/** A demand that lacks nothing and hides its owner. */
export const someDemand = () =>
  createDemandInput.parse({
    id: newId("demand"),
    field: "bearing",
    title: { zh: "降低噪声" },
    background: {
      zh: "主轴轴承在高速运转时噪声偏高，客户在验收时多次提出，现有的润滑和装配办法都试过，没有明显改善。",
    },
    rightsWanted: ["ordinary"],
    targets: [{ name: { zh: "噪声" }, current: "70", target: "60", direction: "at_most", unit: { zh: "dB" } }],
    testMethod: { zh: "台架" },
    deadline: "2099-01-01",
    visibility: "hidden_name",
    budgetMin: "10000000",
    budgetMax: "20000000",
  });

/** A demand in its clinic: the firm stated its funding, and the expert is asked. */
export const demandInClinic = async (
  db: TestDb,
  { firm, park, expert }: { firm: Actor; park: Actor; expert: Actor },
): Promise<{ number: string }> => {
  const demand = someDemand();
  const { number } = await createDemand(db.ctx(firm), demand);
  await submitDemand(db.ctx(firm), { id: demand.id, version: 1 });
  const statement = { statement: "没有其他财政资金", noDuplicate: true };
  await stateFunding(db.ctx(firm), { demandId: demand.id, ...statement });
  const asked = expert.kind === "person" ? expert.userId : newId("user");
  await assignReadback(db.ctx(park), { demandId: demand.id, expert: asked });
  return { number };
};
