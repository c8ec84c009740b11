import { sql } from "drizzle-orm";
import { type Command, CommandFailed } from "../command.ts";
import { withDb } from "../with-db.ts";

/** Milliseconds of `+3d`, `-2h`, `+90m`; null where it is not one. */
const offsetOf = (text: string): number | null => {
  const m = /^([+-])(\d{1,5})([dhm])$/.exec(text);
  if (!m) return null;
  const unit = { d: 86_400_000, h: 3_600_000, m: 60_000 }[m[3] as "d" | "h" | "m"];
  return Number(`${m[1]}${m[2]}`) * unit;
};

export const clockCommand: Command = {
  usage: "set +3d | show | reset",
  what: "moves the demo's clock; demo mode only",
  options: {},
  run: ({ env, positionals: [verb, value = ""], print }) =>
    withDb(env, async (db) => {
      if (env.PEONY_DEMO !== "1") throw new CommandFailed("The clock is moved in demo mode only (PEONY_DEMO=1).");
      const offset = verb === "reset" ? 0 : verb === "set" ? offsetOf(value) : undefined;
      if (offset === null || (offset === undefined && verb !== "show"))
        throw new CommandFailed("Say `clock set +3d`, `clock show` or `clock reset`.");
      if (offset !== undefined) await db.execute(sql`update clock_offset set offset_ms = ${offset}`);
      const { rows } = await db.execute<{ now: Date }>(sql`select app_now() as now`);
      print(new Date(rows[0]?.now ?? 0).toISOString());
      return 0;
    }),
};
