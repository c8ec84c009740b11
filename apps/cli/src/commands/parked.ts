import { type Ctx, newId, noOrigin } from "@peony/db";
import { listParked, replayParked } from "@peony/features/jobs";
import { type Command, CommandFailed } from "../command.ts";
import { withDb } from "../with-db.ts";

/** The same list and the same act as on the operator's page. */
export const parkedCommand: Command = {
  usage: "[replay]",
  what: "lists webhooks and jobs that were given up, or hands all of them to the worker again",
  options: {},
  run: ({ env, positionals, print }) =>
    withDb(env, async (db) => {
      const [act, ...more] = positionals;
      if (more.length > 0 || (act !== undefined && act !== "replay"))
        throw new CommandFailed("Say `parked` or `parked replay`.");
      const ctx: Ctx = { db, actor: { kind: "system", name: "cli" }, origin: noOrigin, newId };
      if (act === "replay") {
        const { webhooks, events } = await replayParked(ctx, { kind: "all" });
        print(`Handed over again: ${webhooks} webhooks, ${events} jobs.`);
        return 0;
      }
      const jobs = await listParked(ctx);
      for (const j of jobs)
        print(
          [j.kind, j.since.toISOString(), j.event, j.handler ?? "-", j.id, `${j.attempts} tries`, j.fault].join("  "),
        );
      print(jobs.length === 0 ? "Nothing is parked." : `${jobs.length} parked.`);
      return 0;
    }),
};
