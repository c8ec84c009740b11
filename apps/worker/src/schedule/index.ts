import { type ScheduleName, scheduleNames } from "@peony/db";
import { closeDueDemands } from "@peony/features/demands";
import { remindSteps } from "@peony/features/disclosures";
import { ageListings, remindInventors } from "@peony/features/listings";
import { expireOffers } from "@peony/features/offers";
import { remindReviews } from "@peony/features/proposals";
import type { PgBoss } from "pg-boss";
import { systemCtx, type WorkerDeps } from "../deps.ts";
import { askAboutAttempts } from "./ask-about-attempts.ts";
import { dropBrokenOff } from "./drop-broken-off.ts";
import { forgetOld } from "./forget-old.ts";
import { forgetOldRows } from "./forget-old-rows.ts";
import { reconcileLedger } from "./reconcile-ledger.ts";
import { remindInspections } from "./remind-inspections.ts";
import { resumePayouts } from "./resume-payouts.ts";

type Slot = { readonly cron: string; readonly run: (deps: WorkerDeps) => Promise<unknown> };

/** What happens by the clock: minute hour day month weekday, in Chinese time. */
const slots: Record<ScheduleName, Slot> = {
  "expire-offers": { cron: "* * * * *", run: (deps) => expireOffers(systemCtx(deps, "schedule")) },
  "close-demands": { cron: "* * * * *", run: (deps) => closeDueDemands(systemCtx(deps, "schedule")) },
  "ask-about-attempts": { cron: "* * * * *", run: askAboutAttempts },
  "resume-payouts": { cron: "* * * * *", run: resumePayouts },
  "drop-broken-off": { cron: "*/5 * * * *", run: dropBrokenOff },
  "remind-reviews": { cron: "*/10 * * * *", run: (deps) => remindReviews(systemCtx(deps, "schedule")) },
  "remind-inspections": { cron: "*/10 * * * *", run: remindInspections },
  "age-listings": { cron: "20 * * * *", run: (deps) => ageListings(systemCtx(deps, "schedule")) },
  "remind-inventors": { cron: "5 9 * * *", run: (deps) => remindInventors(systemCtx(deps, "schedule")) },
  "remind-steps": { cron: "15 9 * * *", run: (deps) => remindSteps(systemCtx(deps, "schedule")) },
  "reconcile-ledger": { cron: "10 3 * * *", run: (deps) => reconcileLedger(deps) },
  "forget-old": { cron: "40 3 * * *", run: forgetOld },
  "forget-old-rows": { cron: "50 3 * * *", run: forgetOldRows },
};

/** Registers every slot. The queue hands one run to one worker, however many there are. */
export const startSchedule = async (boss: PgBoss, deps: WorkerDeps): Promise<void> => {
  for (const name of scheduleNames) {
    const { cron, run } = slots[name];
    await boss.schedule(name, cron, null, { tz: "Asia/Shanghai" });
    await boss.work(name, { pollingIntervalSeconds: 10 }, async () => {
      await run(deps);
    });
  }
};
