import { newId, noOrigin } from "@peony/db";
import { idSchema } from "@peony/domain/shared";
import {
  clearListing,
  type ListingStep,
  listingStepNames,
  listingSteps,
  readCompliance,
  readOwnListing,
  returnListing,
} from "@peony/features/listings";
import { type Command, CommandFailed, text } from "../command.ts";
import { personOf } from "../officer.ts";
import { withDb } from "../with-db.ts";

const decisions = { clear: clearListing, return: returnListing };
const isStep = (step: string): step is ListingStep => listingStepNames.some((name) => name === step);
const isDecision = (step: string): step is keyof typeof decisions => step in decisions;

export const listingCommand: Command = {
  usage: `show|clear|return|STEP LISTING --as MAIL [--reason TEXT]`,
  what: `takes a step with a listing in somebody's name: ${listingStepNames.join(", ")}`,
  options: { as: { type: "string" }, reason: { type: "string", default: "" } },
  run: (call) =>
    withDb(call.env, async (db) => {
      const [step = "", listing] = call.positionals;
      const id = idSchema("listing").safeParse(listing);
      if (!id.success) throw new CommandFailed("Name one listing, such as lst_01….");
      const actor = await personOf(db, text(call, "as"));
      const ctx = { db, actor, origin: noOrigin, newId };
      if (step === "show") {
        const { titleZh, titleEn, state, version, score, gaps } = await readOwnListing(ctx, id.data);
        call.print(`${id.data} ${state} version ${version} score ${score}: ${titleZh || titleEn}`);
        for (const gap of gaps) call.print(`  ${gap.field} ${gap.code}`);
        return 0;
      }
      if (isDecision(step)) {
        const { version } = await readCompliance(ctx, id.data);
        await decisions[step](ctx, { id: id.data, version, reason: String(call.values.reason) });
      } else if (isStep(step)) {
        const { version } = await readOwnListing(ctx, id.data);
        await listingSteps[step](ctx, { id: id.data, version });
      } else throw new CommandFailed(`Name a step: ${listingStepNames.join(", ")}, clear, return or show.`);
      call.print(`Done: ${step} ${id.data}.`);
      return 0;
    }),
};
