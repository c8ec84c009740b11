import { newId, noOrigin } from "@peony/db";
import {
  cancelDemand,
  closeDemand,
  publishDemand,
  readOwnDemand,
  recallDemand,
  submitDemand,
} from "@peony/features/demands";
import { type Command, CommandFailed, text } from "../command.ts";
import { personOf } from "../officer.ts";
import { withDb } from "../with-db.ts";

const steps = {
  submit: submitDemand,
  recall: recallDemand,
  publish: publishDemand,
  close: closeDemand,
  cancel: cancelDemand,
};
const isStep = (step: string): step is keyof typeof steps => step in steps;

export const demandCommand: Command = {
  usage: "show|STEP NUMBER --as MAIL [--reason TEXT]",
  what: `takes a step with a demand in somebody's name: ${Object.keys(steps).join(", ")}`,
  options: { as: { type: "string" }, reason: { type: "string" } },
  run: (call) =>
    withDb(call.env, async (db) => {
      const [step = "", number = ""] = call.positionals;
      if (step !== "show" && !isStep(step))
        throw new CommandFailed(`Name a step: ${Object.keys(steps).join(", ")} or show.`);
      const ctx = { db, actor: await personOf(db, text(call, "as")), origin: noOrigin, newId };
      const { id, version, state, titleZh, titleEn, gaps } = await readOwnDemand(ctx, number);
      if (step === "show") {
        call.print(`${number} ${state} version ${version}: ${titleZh || titleEn}`);
        for (const gap of gaps) call.print(`  ${gap.field} ${gap.code}`);
        return 0;
      }
      // taking a challenge away owes those who proposed a reason
      await (step === "cancel"
        ? cancelDemand(ctx, { id, version, reason: call.values.reason ? text(call, "reason") : "" })
        : steps[step](ctx, { id, version }));
      call.print(`Done: ${step} ${number}.`);
      return 0;
    }),
};
